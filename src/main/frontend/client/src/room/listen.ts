import type { ParleyClient } from "../connection/client.js";
import type { ServerEventListener, ServerEvents } from "../contract/serverEvents.js";

type Listening = { [Name in keyof ServerEvents]?: ServerEventListener<Name> };

/** Listens to several events; the returned function ends that. */
export function listen({ on, off }: Pick<ParleyClient, "on" | "off">, listeners: Listening): () => void {
  const all = Object.entries(listeners) as [keyof ServerEvents, ServerEventListener<any>][];
  all.forEach((each) => on(...each));
  return () => all.forEach((each) => off(...each));
}
