package dev.parley.chat.payload;

import jakarta.validation.constraints.NotNull;

/**
 * The payload of {@code leave-room}.
 *
 * @param room the room
 */
public record LeaveRoom(@NotNull @RoomName String room) {}
