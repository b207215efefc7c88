package dev.parley.chat.payload;

import jakarta.json.JsonObject;
import jakarta.validation.constraints.NotNull;

/**
 * The payload of {@code join-room}.
 *
 * @param room the room
 * @param metadata the room's metadata if this join creates the room; null when the client sent none
 */
public record JoinRoom(
        @NotNull @RoomName String room,

        @EncodedSize(max = EncodedSize.MAX_METADATA, message = EncodedSize.METADATA_TOO_LARGE)
        JsonObject metadata) {}
