package dev.parley.chat.payload;

/**
 * The payload of {@code typing-start} and {@code typing-stop}.
 *
 * @param room the room in which the user types; null for all rooms of the socket
 */
public record Typing(@RoomName String room) {}
