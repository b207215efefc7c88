import { useCallback, useEffect, useRef, useState } from "react";

/** How long an answer may take, in milliseconds: longer than the server waits for its other nodes. */
export const PATIENCE = 10_000;

/** What a repeated question has brought so far. The last answer stays while the server does not give another. */
export interface Polled<T> {
  readonly data: T | undefined;
  readonly error: Error | undefined;
  /** Asks now. */
  refresh(): void;
}

/**
 * Asks again and again while the page is seen, one question at a time.
 *
 * @param ask a stable function: another one begins anew, and answers to the former are dropped
 * @param interval from an answer to the next question, in milliseconds
 */
export function usePolled<T>(ask: (signal: AbortSignal) => Promise<T>, interval: number): Polled<T> {
  const [data, setData] = useState<T>();
  const [error, setError] = useState<Error>();
  const wake = useRef(() => {});

  useEffect(() => {
    const abort = new AbortController();
    let timer: number | undefined;
    let isAsking = false;

    const next = async () => {
      window.clearTimeout(timer);
      if (isAsking || abort.signal.aborted || document.hidden) {
        return;
      }
      isAsking = true;
      try {
        const answer = await ask(AbortSignal.any([abort.signal, AbortSignal.timeout(PATIENCE)]));
        if (!abort.signal.aborted) {
          setData(answer);
          setError(undefined);
        }
      } catch (failure) {
        if (!abort.signal.aborted) {
          setError(errorOf(failure));
        }
      } finally {
        isAsking = false;
        timer = window.setTimeout(() => void next(), interval);
      }
    };
    wake.current = () => void next();
    document.addEventListener("visibilitychange", wake.current);
    const onShown = wake.current;
    void next();
    return () => {
      abort.abort();
      window.clearTimeout(timer);
      document.removeEventListener("visibilitychange", onShown);
    };
  }, [ask, interval]);

  return { data, error, refresh: useCallback(() => wake.current(), []) };
}

function errorOf(failure: unknown): Error {
  if (failure instanceof DOMException && failure.name === "TimeoutError") {
    return new Error(`The server has not answered for ${PATIENCE / 1000} seconds.`);
  }
  return failure instanceof Error ? failure : new Error(String(failure));
}
