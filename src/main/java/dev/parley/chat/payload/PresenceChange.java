package dev.parley.chat.payload;

import dev.parley.presence.PresenceStatus;
import jakarta.json.JsonObject;
import jakarta.validation.constraints.NotNull;

/**
 * The payload of {@code presence-update} as a client sends it.
 *
 * @param status the user's new status
 * @param metadata additional data for the users who see the presence; null when none
 */
public record PresenceChange(
        @NotNull PresenceStatus status,

        @EncodedSize(max = EncodedSize.MAX_METADATA, message = EncodedSize.METADATA_TOO_LARGE)
        JsonObject metadata) {}
