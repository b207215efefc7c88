import { render, screen } from "@testing-library/react";
import type { ComponentType } from "react";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { bystander, cutLink, eventually, membersOf, parley, tokenOf } from "./parley.js";

const USER = "user-123";
const ROOM = "chat-room";

beforeEach(async () => {
  vi.stubEnv("NEXT_PUBLIC_WEBSOCKET_URL", parley.linkUrl);
  vi.stubEnv("SEED_TOKEN", await tokenOf(USER));
  return () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  };
});

/** The example, which exports nothing by itself: see the plugin in vitest.config.ts. */
const example = vi.importActual<{ ChatComponent: ComponentType }>("../seed/ChatComponent.tsx");

test("the documented ChatComponent connects, joins, sends, hears, survives a cut network, and leaves", async () => {
  const witness = await bystander(ROOM);
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const complaint = vi.spyOn(console, "error");
  const { ChatComponent } = await example;
  const page = render(<ChatComponent />);
  onTestFinished(() => page.unmount());
  expect(screen.getByText("Status: Disconnected")).toBeTruthy();

  await eventually(() => screen.getByText("Status: Connected"));
  const joined = ["Joined room:", { success: true, room: ROOM, memberCount: 2 }];
  await eventually(() => expect(log.mock.calls).toEqual([["Connected"], joined]));

  screen.getByRole("button", { name: "Send Message" }).click();
  const message = expect.objectContaining({ from: USER, room: ROOM, content: "Hello!", type: "text" });
  await eventually(() => expect(log).toHaveBeenLastCalledWith("Received:", message));

  log.mockClear();
  await cutLink();
  await eventually(() =>
    expect(log.mock.calls).toEqual([["Disconnected:", expect.any(String)], ["Connected"], joined]),
  );
  screen.getByRole("button", { name: "Send Message" }).click();
  await eventually(() => expect(log).toHaveBeenLastCalledWith("Received:", message));

  page.unmount();
  await eventually(async () => expect(await membersOf(witness, ROOM)).toBe(1));
  expect(complaint).not.toHaveBeenCalled();
});
