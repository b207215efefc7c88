// What a stay in a room means for a message that is said there. Times are those at the clients, in milliseconds: of a
// stay when it was asked for (joining), acknowledged (joined), given up (leaving) and over (left); of a message when it was
// given to the client (sending) and acknowledged (sent); of a kill when it was asked for (begun) and done (ended). What has not
// happened has the time Infinity.

export const MUST_NOT = 0;
export const MAY = 1;
export const MUST = 2;

/** How long a message may be on its way to another node. */
export const FLIGHT = 3000;
/** How long after a kill a node may be without Redis; longer than it is, shorter than what is allowed. */
export const RECOVERY = 3000;
/** How long before a kill a message was acknowledged that is lost with the connection that it was on. */
export const ON_ITS_WAY = 1000;

/** Whether somebody who has said something may be unheard on other nodes, because there was no Redis at the time. */
export function isDisturbed(message, kills) {
  return kills.some(({ begun, ended }) => message.sent > begun - ON_ITS_WAY && message.sending < ended + RECOVERY);
}

/** One connection keeps the order of what its client asks for, whatever has been acknowledged. */
function ofSender(message, stay) {
  return stay.joining < message.sending && message.sending < stay.leaving ? MUST : MUST_NOT;
}

/** A node has delivered a message to all its members when it acknowledges it, with Redis or without. */
function onSameNode(message, stay) {
  if (stay.joined < message.sending && message.sent < stay.leaving) {
    return MUST;
  }
  return stay.joining < message.sent && message.sending < stay.left ? MAY : MUST_NOT;
}

/** Who leaves while the message is on its way may have missed it, who joins then may get it. */
function onAnotherNode(message, stay, disturbed) {
  if (!disturbed && stay.joined < message.sending && message.sent + FLIGHT < stay.leaving) {
    return MUST;
  }
  // Without Redis a message waits at its node, and that takes as long again.
  const arrival = message.sent + (disturbed ? 2 : 1) * FLIGHT;
  return stay.joining < arrival && message.sending < stay.left ? MAY : MUST_NOT;
}

/** Whether a member, by one of its stays in the room of a message, must hear it, may, or must not. */
export function duty({ message, sender, member, stay, disturbed }) {
  if (member === sender) {
    return ofSender(message, stay);
  }
  return member.node === sender.node ? onSameNode(message, stay) : onAnotherNode(message, stay, disturbed);
}
