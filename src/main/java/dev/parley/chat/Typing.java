package dev.parley.chat;

/**
 * The payload of {@code typing-start} and {@code typing-stop}.
 *
 * @param room the room where the user types; null for all rooms of the socket
 */
public record Typing(@RoomName String room) {}
