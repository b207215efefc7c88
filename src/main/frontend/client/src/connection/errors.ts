import { type WebSocketError, WebSocketErrorCode } from "../contract/error.js";

/** A refusal by the server, or a failure of the connection, as something that can be thrown. */
export class ParleyError extends Error implements WebSocketError {
  override readonly name: string = "ParleyError";
  readonly code: WebSocketErrorCode;
  readonly details?: Record<string, unknown>;
  readonly timestamp: string;

  constructor(code: WebSocketErrorCode, message: string, more: Partial<WebSocketError> & ErrorOptions = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.timestamp = more.timestamp ?? new Date().toISOString();
    if (more.details) {
      this.details = more.details;
    }
  }
}

/** An answer has not come in time. What was asked for may have happened all the same. */
export class ParleyTimeoutError extends ParleyError {
  override readonly name: string = "ParleyTimeoutError";

  constructor(event: string, milliseconds: number) {
    super(WebSocketErrorCode.CONNECTION_ERROR, `No answer to ${event} within ${milliseconds} ms.`);
  }
}

/** A failure of the connection itself. */
export function connectionError(message: string, cause?: unknown): ParleyError {
  return new ParleyError(WebSocketErrorCode.CONNECTION_ERROR, message, { cause });
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
  const code = CODES_BY_STATUS[Number(error.description)] ?? WebSocketErrorCode.CONNECTION_ERROR;
  return new ParleyError(code, `The server cannot be reached: ${error.message}.`, { cause: error });
}
