/*
 * The example uses two names that it does not import. What stands around it provides them: here their types, and the
 * plugin in vitest.config.ts the value of the first.
 */
import type { useEffect as reactUseEffect } from "react";
import type { MessagePayload as ParleyMessagePayload } from "@parley/client";

declare global {
  const useEffect: typeof reactUseEffect;
  type MessagePayload = ParleyMessagePayload;
}
