import type { JoinRoomRequest } from "../contract/room.js";

interface Hold {
  readonly call: number;
  joined: boolean;
}

interface Room {
  request: JoinRoomRequest;
  readonly holds: Map<object, Hold>;
}

/**
 * The rooms that a connection is to be in. Several holders may share a connection; a room is wanted as long as one of
 * them wants it. In the order in which they were first asked for.
 */
export class Rooms {
  readonly #rooms = new Map<string, Room>();
  #calls = 0;

  /** A holder wants to be in a room; returns the call's number. */
  hold(holder: object, request: JoinRoomRequest): number {
    const room = this.#rooms.get(request.room) ?? { request, holds: new Map<object, Hold>() };
    const joined = room.holds.get(holder)?.joined ?? false;
    room.request = request;
    room.holds.set(holder, { call: ++this.#calls, joined });
    this.#rooms.set(request.room, room);
    return this.#calls;
  }

  /** The server has let the connection in, upon this call of the holder. */
  joined(holder: object, name: string, call: number): void {
    const hold = this.#rooms.get(name)?.holds.get(holder);
    if (hold?.call === call) {
      hold.joined = true;
    }
  }

  /** Takes a call back, unless the holder has made another one since, or is in the room by an earlier one. */
  refused(holder: object, name: string, call: number): void {
    const hold = this.#rooms.get(name)?.holds.get(holder);
    if (hold?.call === call && !hold.joined) {
      this.release(holder, name);
    }
  }

  /** Whether somebody wants to be in a room. */
  wants(name: string): boolean {
    return this.#rooms.has(name);
  }

  /** Whether this holder wants to be in a room. */
  holds(holder: object, name: string): boolean {
    return this.#rooms.get(name)?.holds.has(holder) ?? false;
  }

  /** A holder wants a room no more; returns whether nobody does. */
  release(holder: object, name: string): boolean {
    const room = this.#rooms.get(name);
    room?.holds.delete(holder);
    return room?.holds.size === 0 && this.#rooms.delete(name);
  }

  /** A holder wants nothing any more; returns the rooms that nobody wants now. */
  releaseAll(holder: object): string[] {
    return [...this.#rooms.keys()].filter((name) => this.holds(holder, name) && this.release(holder, name));
  }

  /** What to ask a new connection for, to be where the one before was. */
  toJoinAgain(): JoinRoomRequest[] {
    return [...this.#rooms.values()]
      .filter(({ holds }) => [...holds.values()].some(({ joined }) => joined))
      .map(({ request }) => request);
  }

  /** The server does not let the connection in again. */
  forget(name: string): void {
    this.#rooms.delete(name);
  }
}
