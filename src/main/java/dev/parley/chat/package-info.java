/**
 * The chat: the events of the contract, as an application on one namespace of the Socket.IO engine. {@link
 * dev.parley.chat.ChatApplication} puts it together; there is one handler class for each concern.
 *
 * <p><b>Refusals.</b> An event that is refused has no effect. Its sender learns of it twice, since it may not have
 * asked for an acknowledgement, or may have no listener:
 *
 * <ul>
 *   <li>The acknowledgement, if one was asked for, is {@code {success: false, ..., error}}. It has the other fields of
 *       the good acknowledgement as well, of the same JSON types, for clients with types: {@code room} as it was asked
 *       for (empty if it cannot be one), {@code memberCount} 0, {@code id} empty, {@code timestamp} now, {@code
 *       expiresAt} of the token that stays in force.
 *   <li>The error alone is sent as {@code room-error} after {@code join-room} and {@code leave-room}, with the room in
 *       its {@code details}, and as {@code error} after every other event. A reason that has nothing to do with the
 *       event itself (too many events, a failure of the server) is always sent as {@code error}, after the two room
 *       events also as {@code room-error}.
 * </ul>
 *
 * <p><b>Where the contract is silent.</b>
 *
 * <ul>
 *   <li>In a payload, null counts as left out, unknown fields are ignored and not relayed, and more than one argument,
 *       or binary anywhere, is refused. {@code content} is not empty. A missing {@code room} is a wrong payload; only a
 *       string can be a wrong room name.
 *   <li>Who sends to a room or types in it without being a member gets {@code AUTHORIZATION_FAILED}.
 *   <li>A message {@code to} nobody who is there is a success: whether somebody is there is not known without asking
 *       all nodes, and not for every stranger to know. Nothing is stored.
 *   <li>The sender's copy of a message goes to the socket that sent it, once, whether or not it is in the audience.
 *   <li>{@code presence-update} goes also to the user's other sockets, but not to the one that sent it. Who joins a
 *       room gets the presence of up to 100 of the other users there; its members get that of the newcomer, unless
 *       another socket of the same user is there already.
 *   <li>A {@code typing-start} within a second of the last one that was relayed is dropped, but keeps the indicator up;
 *       a {@code typing-stop} is dropped only if it repeats one so. Leaving and disconnecting stop it, a message does
 *       not.
 *   <li>A socket in too many rooms gets {@code RATE_LIMIT_EXCEEDED} with {@code details.maxRooms}. A socket of
 *       which 100 events are refused for their number within one window is disconnected.
 *   <li>A user may choose to be seen as {@code offline} while connected.
 *   <li>The name of a socket that is connected is no name for a room.
 * </ul>
 *
 * <p>May depend on {@code socketio} with {@code socketio.adapter} and {@code socketio.codec}, on {@code security} and
 * {@code limits}, of {@code engine} on {@code Timers}, {@code Clock} and the turn of a socket's session, and on Jakarta
 * Validation and JSON-P. Needs no container: everything comes by constructor.
 */
package dev.parley.chat;
