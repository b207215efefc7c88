package dev.parley.chat;

import jakarta.json.JsonObject;
import java.util.Objects;

/**
 * A message that has not been published yet.
 *
 * @param from the id of the user, or the name of the service, that says it
 * @param content what is said
 * @param type what kind of content it is
 * @param metadata anything else, for the receivers; null when none
 */
public record MessageDraft(String from, String content, MessageType type, JsonObject metadata) {

    /** Only the metadata may be null. */
    public MessageDraft {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(type, "type");
    }
}
