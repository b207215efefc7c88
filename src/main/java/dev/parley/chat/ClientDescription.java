package dev.parley.chat;

import jakarta.json.JsonObject;

/**
 * What a client says of itself in the auth payload of its CONNECT, besides the token.
 *
 * @param metadata anything, for operators; null when nothing
 */
public record ClientDescription(
        @EncodedSize(max = EncodedSize.MAX_METADATA, message = EncodedSize.METADATA_TOO_LARGE)
        JsonObject metadata) {}
