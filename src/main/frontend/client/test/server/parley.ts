import { io, type Socket } from "socket.io-client";
import { expect, onTestFinished, vi } from "vitest";

/** Where HookIT has started what the tests need. */
export const parley = {
  url: address("PARLEY_URL"),
  /** The same server by way of a link that can be cut. */
  linkUrl: address("PARLEY_LINK_URL"),
};

function address(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: run these tests by HookIT (mvn verify -Dit.test=HookIT)`);
  }
  return value;
}

/** Stops the server and starts another one in its place; returns when that is ready. */
export async function restartServer(): Promise<void> {
  expect((await fetch(address("PARLEY_RESTART_URL"), { method: "POST" })).status).toBe(204);
}

/** Cuts all connections of the link; it passes new ones on. */
export async function cutLink(): Promise<void> {
  expect((await fetch(address("PARLEY_CUT_URL"), { method: "POST" })).status).toBe(204);
}

/** How many connections the link has. */
export async function linkConnections(): Promise<number> {
  return Number(await (await fetch(address("PARLEY_CUT_URL"))).text());
}

let names = 0;

/** A name that no other test has. */
export function someone(name = "user"): string {
  return `${name}-${process.pid}-${++names}`;
}

/** A token of the server in development mode. */
export async function tokenOf(user: string, parameters: { seconds?: number; groups?: string } = {}): Promise<string> {
  const query = new URLSearchParams({ user });
  Object.entries(parameters).forEach(([name, value]) => query.set(name, String(value)));
  const answer = (await (await fetch(`${parley.url}/dev/token?${query}`)).json()) as { token: string };
  return answer.token;
}

/** Somebody else, with a stock client, in a room; gone when the test is over. */
export async function bystander(room: string, user = someone("bystander")): Promise<Socket> {
  const socket = io(parley.url, {
    forceNew: true,
    auth: (give) => void tokenOf(user).then((token) => give({ token })),
  });
  onTestFinished(() => void socket.disconnect());
  expect((await socket.emitWithAck("join-room", { room })).success).toBe(true);
  return socket;
}

/** How many sockets are in a room, this bystander included. */
export async function membersOf(socket: Socket, room: string): Promise<number> {
  return (await socket.emitWithAck("join-room", { room })).memberCount;
}

/** Waits until the assertions hold. */
export function eventually<T>(assertions: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(assertions, { timeout: 20_000, interval: 20 });
}
