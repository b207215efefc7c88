package dev.parley.chat.payload;

import jakarta.json.JsonObject;

/**
 * A client's description of itself in the auth payload of its CONNECT.
 *
 * @param metadata any JSON object, for operators; null when none
 */
public record ClientDescription(
        @EncodedSize(max = EncodedSize.MAX_METADATA, message = EncodedSize.METADATA_TOO_LARGE)
        JsonObject metadata) {}
