import { WebSocketErrorCode } from "../contract/error.js";
import { WebSocketEvent } from "../contract/events.js";
import type { JoinRoomRequest, JoinRoomResponse, LeaveRoomRequest, LeaveRoomResponse } from "../contract/room.js";
import type { Connection } from "./connection.js";
import { ParleyError } from "./errors.js";
import { Rooms } from "./rooms.js";

/** Joins and leaves for the holders that share a connection, and joins again when there is another socket. */
export class RoomAccess {
  readonly #connection: Connection;
  readonly #rooms = new Rooms();

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.observe({ onOpen: () => this.#joinAgain() });
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

  #ask(request: JoinRoomRequest): Promise<JoinRoomResponse> {
    return this.#connection.send(WebSocketEvent.JOIN_ROOM, request, () => this.#rooms.wants(request.room));
  }

  #leave(room: string): Promise<LeaveRoomResponse> {
    return this.#connection.send(WebSocketEvent.LEAVE_ROOM, { room });
  }

  #joinAgain(): void {
    for (const request of this.#rooms.toJoinAgain()) {
      this.#ask(request).catch((failure: ParleyError) => {
        if (failure.code !== WebSocketErrorCode.CONNECTION_ERROR) {
          this.#rooms.forget(request.room);
        }
      });
    }
  }
}
