import { defaultPath, defaultUrl } from "./defaults.js";
import type { ConnectionOptions } from "./options.js";

/** Where a server is. */
export interface Address {
  readonly url: string;
  readonly path: string;
}

/** By the options, else by the environment of the build, else the page's origin; an empty URL if there is no page. */
export function addressOf(options: ConnectionOptions): Address {
  return {
    url: options.url ?? defaultUrl() ?? (typeof location === "undefined" ? "" : location.origin),
    path: options.path ?? defaultPath() ?? "/socket.io",
  };
}
