package dev.parley.chat;

import jakarta.json.JsonObject;
import jakarta.validation.constraints.NotNull;

/**
 * The payload of {@code presence-update} as a client sends it.
 *
 * @param status how the user wants to be seen from now on
 * @param metadata anything else, for those who see it; null when none
 */
public record PresenceChange(
        @NotNull PresenceStatus status,

        @EncodedSize(max = EncodedSize.MAX_METADATA, message = EncodedSize.METADATA_TOO_LARGE)
        JsonObject metadata) {}
