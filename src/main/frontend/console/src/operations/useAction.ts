import { useState } from "react";
import { textOf } from "../ui/textOf";
import type { Result } from "./Outcome";

/** Something that one may do to the server: whether it is under way, and what has come of it. */
export function useAction() {
  const [result, setResult] = useState<Result>();
  const [isRunning, setRunning] = useState(false);

  /** @param action says what it has done; it throws if that has failed */
  const run = async (action: () => Promise<string>): Promise<boolean> => {
    setResult(undefined);
    setRunning(true);
    try {
      setResult({ isGood: true, text: await action() });
      return true;
    } catch (failure) {
      setResult({ isGood: false, text: textOf(failure) });
      return false;
    } finally {
      setRunning(false);
    }
  };
  return { run, result, isRunning };
}
