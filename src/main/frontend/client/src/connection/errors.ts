import { type ErrorCode, type WebSocketError, WebSocketErrorCode } from "../contract/error.js";
import type { Refusal } from "./events.js";

/** A refusal by the server, or a failure of the connection, as something that can be thrown. */
export class ParleyError extends Error implements WebSocketError {
  override readonly name: string = "ParleyError";
  readonly code: ErrorCode;
  readonly details?: Record<string, unknown>;
  readonly timestamp: string;

  constructor(code: ErrorCode, message: string, more: Partial<WebSocketError> & ErrorOptions = {}) {
    super(message, more);
    this.code = code;
    this.timestamp = more.timestamp ?? new Date().toISOString();
    if (more.details) {
      this.details = more.details;
    }
  }
}

/** An answer has not come in time. What was asked for may have happened all the same, unless it was not even sent. */
export class ParleyTimeoutError extends ParleyError {
  override readonly name: string = "ParleyTimeoutError";

  constructor(event: string, milliseconds: number, unsent = false) {
    const what = unsent ? `No connection for ${event}` : `No answer to ${event}`;
    super(WebSocketErrorCode.CONNECTION_ERROR, `${what} within ${milliseconds} ms.`);
  }
}

/** Too many messages wait for their acknowledgement; this one is not among them, and was not sent. */
export class ParleyQueueFullError extends ParleyError {
  override readonly name: string = "ParleyQueueFullError";

  constructor(limit: number) {
    super(WebSocketErrorCode.CONNECTION_ERROR, `${limit} messages wait already. Try again when some have been sent.`);
  }
}

/** A failure of the connection itself. */
export function connectionError(message: string): ParleyError {
  return new ParleyError(WebSocketErrorCode.CONNECTION_ERROR, message);
}

/** The error in a contract's answer that is no success, or in what a refused event of any namespace is acknowledged with. */
export function refusalInAnswer(answer: unknown): ParleyError | undefined {
  const { success, error } = Object(answer) as { success?: boolean; error?: WebSocketError };
  return success === false ? serverError(error) : refusalOfEvent(answer);
}

/** The error in what a refused event is acknowledged with. Anything else, whatever its fields are called, is an answer. */
export function refusalOfEvent(answer: unknown): ParleyError | undefined {
  const { error, ...others } = Object(answer) as Partial<Refusal>;
  const isError = typeof error?.code === "string" && typeof error.message === "string";
  return isError && Object.keys(others).length === 0 ? serverError(error as WebSocketError) : undefined;
}

/** What the server said, which need not be an error of the contract when the server is another one. */
export function serverError(said: Partial<WebSocketError> | undefined): ParleyError {
  return new ParleyError(
    said?.code ?? WebSocketErrorCode.UNKNOWN_ERROR,
    said?.message ?? "The server refused without a reason.",
    said,
  );
}

const CODES_BY_STATUS: Partial<Record<number, WebSocketErrorCode>> = {
  401: WebSocketErrorCode.AUTHENTICATION_FAILED,
  403: WebSocketErrorCode.AUTHORIZATION_FAILED,
  429: WebSocketErrorCode.RATE_LIMIT_EXCEEDED,
};

/** What Socket.IO hands to `connect_error`: the server's refusal in `data`, or a transport's, with an HTTP status. */
export function refusal(error: Error & { data?: WebSocketError; description?: unknown }): ParleyError {
  if (error.data) {
    return serverError(error.data);
  }
  if (error.message === "Invalid namespace") {
    return new ParleyError(WebSocketErrorCode.CONNECTION_ERROR, "The server has no such namespace.", { cause: error });
  }
  const code = CODES_BY_STATUS[Number(error.description)] ?? WebSocketErrorCode.CONNECTION_ERROR;
  return new ParleyError(code, `The server cannot be reached: ${error.message}.`, { cause: error });
}
