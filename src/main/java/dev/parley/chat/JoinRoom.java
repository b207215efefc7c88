package dev.parley.chat;

import jakarta.json.JsonObject;
import jakarta.validation.constraints.NotNull;

/**
 * The payload of {@code join-room}.
 *
 * @param room the room
 * @param metadata what the room shall be known for, if this join creates it; null when the client gave none
 */
public record JoinRoom(
        @NotNull @RoomName String room,

        @EncodedSize(max = EncodedSize.MAX_METADATA, message = EncodedSize.METADATA_TOO_LARGE)
        JsonObject metadata) {}
