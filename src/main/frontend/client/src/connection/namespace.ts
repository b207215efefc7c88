/** A namespace of Socket.IO, such as `/orders`. */
export type Namespace = `/${string}`;

/** The namespace of the chat, and the default. */
export const CHAT_NAMESPACE = "/";

/** Whether the chat's events are there. */
export function isChat(namespace: Namespace = CHAT_NAMESPACE): boolean {
  return namespace === CHAT_NAMESPACE;
}
