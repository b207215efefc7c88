import { WebSocketErrorCode } from "../contract/error.js";
import { WebSocketEvent } from "../contract/events.js";
import type { JoinRoomRequest, JoinRoomResponse, LeaveRoomRequest, LeaveRoomResponse } from "../contract/room.js";
import type { Connection } from "./connection.js";
import { ParleyError } from "./errors.js";
import { Rooms } from "./rooms.js";

/**
 * Joins and leaves for the holders that share a connection. When there is another session, it joins again; when the session
 * was recovered, the server has its rooms, and what was joined or left meanwhile is made good.
 */
export class RoomAccess {
  readonly #connection: Connection;
  readonly #rooms = new Rooms();
  /** The rooms that this session of the server has entered: for certain, or maybe, if there is no answer yet. */
  readonly #entered = new Map<string, "certainly" | "maybe">();

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.observe(() => ({
      onOpen: (recovered, until) => {
        if (!recovered) {
          this.#entered.clear();
        }
        this.#leaveUnwanted();
        this.#joinAgain(until);
      },
    }));
  }

  /** Joins, now or when connected. The holder is in the room from then on, if it is not refused. */
  async join(holder: object, request: JoinRoomRequest): Promise<JoinRoomResponse> {
    const call = this.#rooms.hold(holder, request);
    try {
      const response = await this.#ask(request);
      this.#rooms.joined(holder, request.room, call);
      return response;
    } catch (refusal) {
      this.#rooms.refused(holder, request.room, call);
      throw refusal;
    }
  }

  /** Leaves a room that this holder has joined; the connection leaves when nobody else holds the room. */
  async leave(holder: object, { room }: LeaveRoomRequest): Promise<LeaveRoomResponse> {
    if (!this.#rooms.holds(holder, room)) {
      throw new ParleyError(WebSocketErrorCode.INVALID_ROOM, `Not in the room ${room}.`);
    }
    const left = { success: true, room };
    if (!this.#rooms.release(holder, room) || !this.#connected) {
      return left;
    }
    try {
      return await this.#leave(room);
    } catch (failure) {
      if (this.#connected) {
        throw failure;
      }
      return left;
    }
  }

  /** A holder goes, and leaves all its rooms. */
  leaveAll(holder: object): void {
    const rooms = this.#rooms.releaseAll(holder);
    if (this.#connected) {
      rooms.forEach((room) => void this.#leave(room).catch(() => undefined));
    }
  }

  get #connected(): boolean {
    return this.#connection.snapshot.connectionState === "connected";
  }

  async #ask(request: JoinRoomRequest): Promise<JoinRoomResponse> {
    const { room } = request;
    if (this.#connected && !this.#entered.has(room)) {
      this.#entered.set(room, "maybe");
    }
    const wanted = () => this.#rooms.wants(room);
    try {
      const response = await this.#connection.send(WebSocketEvent.JOIN_ROOM, request, { wanted });
      this.#entered.set(room, "certainly");
      return response;
    } catch (failure) {
      if (isRefusal(failure) && this.#entered.get(room) === "maybe") {
        this.#entered.delete(room);
      }
      throw failure;
    }
  }

  async #leave(room: string): Promise<LeaveRoomResponse> {
    try {
      const response = await this.#connection.send(WebSocketEvent.LEAVE_ROOM, { room });
      this.#entered.delete(room);
      return response;
    } catch (failure) {
      if (isRefusal(failure)) {
        this.#entered.delete(room);
      }
      throw failure;
    }
  }

  #leaveUnwanted(): void {
    for (const room of [...this.#entered.keys()].filter((each) => !this.#rooms.wants(each))) {
      this.#leave(room).catch(() => undefined);
    }
  }

  #joinAgain(until: (done: Promise<unknown>) => void): void {
    const missing = this.#rooms.toJoinAgain().filter(({ room }) => this.#entered.get(room) !== "certainly");
    for (const request of missing) {
      const joining = this.#ask(request).catch((failure: unknown) => {
        if (isRefusal(failure)) {
          this.#rooms.forget(request.room);
        }
      });
      until(joining);
    }
  }
}

/** Whether the server has said no, as against not having been heard. */
function isRefusal(failure: unknown): boolean {
  return failure instanceof ParleyError && failure.code !== WebSocketErrorCode.CONNECTION_ERROR;
}
