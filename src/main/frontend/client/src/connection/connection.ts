import type { Socket } from "socket.io-client";
import type { ClientEvents } from "../contract/clientEvents.js";
import { WebSocketErrorCode, type WebSocketError } from "../contract/error.js";
import { WebSocketEvent } from "../contract/events.js";
import { connectionError, ParleyError, refusal, refusalInAnswer, refusalOfEvent, serverError } from "./errors.js";
import type { Listener } from "./listeners.js";
import { type Auth, releaseSocket, takeSocket } from "./managers.js";
import { userOf } from "./claims.js";
import { isChat } from "./namespace.js";
import { withoutOffset } from "./offset.js";
import { type ConnectionObserver, Observers } from "./observers.js";
import type { ConnectionOptions } from "./options.js";
import { type RequestOptions, Requests } from "./requests.js";
import { Retry } from "./retry.js";
import { type ConnectionSnapshot, INITIAL } from "./snapshot.js";
import { TokenRenewal } from "./tokenRenewal.js";

/**
 * One socket of a namespace and its life: connecting with a token, losing and finding the server, renewing the token,
 * ending. Touches the network only after {@link connect}. It knows nothing of rooms and of those who share it.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #observers = new Observers();
  readonly #requests: Requests;
  readonly #renewal: TokenRenewal;
  readonly #retry: Retry;
  /** Those of the application, in the order in which they were added; one may be there more than once. */
  #listeners: (readonly [event: string, listener: Listener, heard: Listener])[] = [];
  /** Made when it is first needed, and released by {@link disconnect}. */
  #socket: Socket | undefined;
  #snapshot = INITIAL;
  /** The token of the latest attempt, and the attempt's number: an answer to an older one comes too late. */
  #token: string | undefined;
  #authentication = 0;
  #attempt = 0;
  #tokenExpired = false;
  /** How often it was connected without having been recovered: a session of the server each. */
  #sessions = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#requests = new Requests((event, payload, answered) => {
      this.#open().emit(event, ...payload, ...(answered ? [answered] : []));
    }, options.ackTimeout ?? 10_000);
    this.#renewal = new TokenRenewal({
      ask: () => this.#askToken(),
      authenticate: (token) => this.send(WebSocketEvent.AUTHENTICATE, { token }),
      failed: (cause) => cause instanceof ParleyError || this.report(tokenError(cause)),
    });
    this.#retry = new Retry(options.reconnectionAttempts ?? Infinity, options.reconnectionDelay ?? 1000);
  }

  /** How it is now. */
  get snapshot(): ConnectionSnapshot {
    return this.#snapshot;
  }

  get #active(): boolean {
    return !["disconnected", "failed"].includes(this.#snapshot.connectionState);
  }

  get #reconnects(): boolean {
    return this.#options.reconnection !== false;
  }

  /** Connects, unless it is connected or about to be. */
  connect(): void {
    if (!this.#active) {
      this.#retry.reset();
      this.#attempt = 0;
      this.#requests.expect();
      this.#update({ connectionState: "connecting" });
      this.#open().connect();
    }
  }

  /** Ends it; only {@link connect} begins again. */
  disconnect(): void {
    this.#authentication++;
    this.#retry.reset();
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket) {
      socket.io.off("reconnect_attempt", this.#reconnecting);
      socket.io.off("reconnect_failed", this.#givenUp);
      releaseSocket(this.#options, socket);
    }
    this.#end("disconnected", connectionError("Disconnected."));
  }

  /** There may be another token: a live connection renews it, a refused one is tried again. */
  tokenChanged(): void {
    const { connectionState } = this.#snapshot;
    if (connectionState === "connected") {
      void this.#renewal.renew();
    } else if (connectionState === "failed") {
      this.connect();
    }
  }

  /** Sends an event of the contract, which is answered, now or when it is connected; see {@link Requests.send}. */
  send<Name extends keyof ClientEvents>(
    event: Name,
    payload?: ClientEvents[Name]["payload"],
    options?: RequestOptions,
  ): Promise<ClientEvents[Name]["answer"]> {
    return this.#requests.send(event, payload === undefined ? [] : [payload], {
      ...options,
      refusal: refusalInAnswer,
    });
  }

  /** Sends any event, and asks for an acknowledgement; resolves with its first argument. */
  ask(event: string, payload: readonly unknown[], timeout?: number): Promise<unknown> {
    const refusal = isChat(this.#options.namespace) ? refusalInAnswer : refusalOfEvent;
    return this.#requests.send(event, payload, { timeout, refusal });
  }

  /** Sends any event, now or when it is connected. If there is no connection in time, the observers are told. */
  emit(event: string, payload: readonly unknown[]): void {
    this.#requests.send(event, payload, {}).catch((failure: ParleyError) => this.report(failure));
  }

  /** Sends an event that nobody misses: only if it is connected. */
  signal(event: WebSocketEvent, payload: unknown): void {
    if (this.#snapshot.connectionState === "connected") {
      this.#open().emit(event, payload);
    }
  }

  /** Calls an observer from now on; the returned function ends that. */
  observe(observer: () => ConnectionObserver): () => void {
    return this.#observers.add(observer);
  }

  /** Calls a listener for an event from now on. */
  listen(event: string, listener: Listener): void {
    const heard = withoutOffset(() => this.#socket, listener);
    this.#listeners.push([event, listener, heard]);
    this.#socket?.on(event, heard);
  }

  /** Calls it no more. */
  unlisten(event: string, listener: Listener): void {
    const place = this.#listeners.findIndex((each) => each[0] === event && each[1] === listener);
    const [removed] = place < 0 ? [] : this.#listeners.splice(place, 1);
    if (removed) {
      this.#socket?.off(event, removed[2]);
    }
  }

  /** A round trip has been measured. */
  measured(latency: number): void {
    this.#update({ latency });
  }

  /** Something was refused or has failed. */
  report(error: ParleyError): void {
    this.#update({ error });
    this.#observers.tell("onError", error);
  }

  #open(): Socket {
    this.#socket ??= this.#makeSocket();
    return this.#socket;
  }

  #makeSocket(): Socket {
    const socket = takeSocket(this.#options, (give) => void this.#authenticate(give));
    socket.on("connect", () => this.#connected(socket));
    socket.on("disconnect", (reason) => this.#disconnected(socket, reason));
    socket.on("connect_error", (error) => this.#refused(socket, refusal(error)));
    socket.on(WebSocketEvent.ERROR, (error: WebSocketError) => {
      // A new token that is refused has details; the one of this connection has none when its time is up.
      this.#tokenExpired = error.code === WebSocketErrorCode.AUTHENTICATION_FAILED && !error.details;
      this.report(serverError(error));
    });
    socket.io.on("reconnect_attempt", this.#reconnecting);
    socket.io.on("reconnect_failed", this.#givenUp);
    this.#listeners.forEach(([event, , heard]) => socket.on(event, heard));
    return socket;
  }

  // The transport may be another namespace's, too, and be tried again for its sake only.
  readonly #reconnecting = (attempt: number): void => {
    if (this.#socket?.active) {
      this.#attempt = attempt;
      this.#update({ connectionState: "reconnecting" });
    }
  };

  readonly #givenUp = (): void => {
    if (this.#socket?.active) {
      this.#end("failed", connectionError("The server cannot be reached."));
    }
  };

  async #authenticate(give: Parameters<Auth>[0]): Promise<void> {
    const authentication = ++this.#authentication;
    try {
      const token = await this.#askToken();
      if (authentication === this.#authentication) {
        if (userOf(token) !== userOf(this.#token ?? token)) {
          // What one user has said must not go out as another one's.
          this.#requests.abandon(connectionError("Another user has signed in."));
          this.#requests.expect();
        }
        this.#token = token;
        give(token === undefined ? {} : { token });
      }
    } catch (cause) {
      if (authentication === this.#authentication) {
        this.#socket?.disconnect();
        this.#refusedForNow(tokenError(cause));
      }
    }
  }

  async #askToken(): Promise<string | undefined> {
    const { token } = this.#options;
    return typeof token === "function" ? token() : token;
  }

  #connected(socket: Socket): void {
    const attempt = this.#attempt;
    this.#attempt = 0;
    this.#tokenExpired = false;
    this.#retry.reset();
    const recovered = Boolean(socket.recovered);
    const session = recovered ? this.#sessions : ++this.#sessions;
    const restored: Promise<unknown>[] = [];
    this.#update({ connectionState: "connected", socketId: socket.id ?? null, recovered, error: null });
    this.#requests.open(() => this.#observers.tell("onOpen", recovered, (done) => restored.push(done)));
    this.#renewal.start(this.#token);
    this.#observers.tell("onConnect", recovered);
    if (attempt > 0) {
      this.#observers.tell("onReconnect", attempt);
    }
    if (!recovered && session > 1) {
      void Promise.allSettled(restored).then(() => session === this.#sessions && this.#observers.tell("onMissed"));
    }
  }

  #disconnected(socket: Socket, reason: string): void {
    // What Socket.IO has kept would be sent before the rooms are joined again.
    socket.sendBuffer = [];
    this.#authentication++;
    const before = this.#snapshot.connectionState;
    const expired = this.#tokenExpired && reason === "io server disconnect";
    if (expired ? typeof this.#options.token === "function" && this.#tryLater() : socket.active && this.#reconnects) {
      this.#lost();
    } else {
      this.#end(expired ? "failed" : "disconnected", connectionError(`Disconnected: ${reason}.`));
    }
    if (before === "connected") {
      this.#observers.tell("onDisconnect", reason);
    }
  }

  #refused(socket: Socket, error: ParleyError): void {
    const { AUTHENTICATION_FAILED, AUTHORIZATION_FAILED } = WebSocketErrorCode;
    if (socket.active && this.#reconnects) {
      this.report(error);
    } else if (error.code === AUTHENTICATION_FAILED || error.code === AUTHORIZATION_FAILED) {
      this.report(error);
      this.#end("failed", error);
    } else {
      this.#refusedForNow(error);
    }
  }

  /** What may be otherwise soon. */
  #refusedForNow(error: ParleyError): void {
    this.report(error);
    if (this.#tryLater()) {
      this.#update({ connectionState: "reconnecting" });
    } else {
      this.#end("failed", error);
    }
  }

  /** Connects after a while, where Socket.IO does not; returns false if that is not wanted. */
  #tryLater(): boolean {
    return (
      this.#reconnects &&
      this.#retry.later((attempt) => {
        this.#attempt = attempt;
        this.#open().connect();
      })
    );
  }

  #lost(): void {
    this.#renewal.stop();
    this.#requests.lose();
    this.#update({ connectionState: "reconnecting", socketId: null });
  }

  #end(connectionState: "disconnected" | "failed", failure: ParleyError): void {
    this.#renewal.stop();
    this.#update({ connectionState, socketId: null });
    this.#requests.abandon(failure);
  }

  #update(changes: Partial<ConnectionSnapshot>): void {
    const before: ConnectionSnapshot = this.#snapshot;
    const keys = Object.keys(changes) as (keyof ConnectionSnapshot)[];
    if (keys.some((key) => before[key] !== changes[key])) {
      this.#snapshot = { ...before, ...changes };
      this.#observers.tell("onChange");
    }
  }
}

function tokenError(cause: unknown): ParleyError {
  return new ParleyError(WebSocketErrorCode.AUTHENTICATION_FAILED, "The token could not be obtained.", { cause });
}
