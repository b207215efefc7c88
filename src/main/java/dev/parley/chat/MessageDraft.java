package dev.parley.chat;

import dev.parley.chat.payload.MessageType;
import jakarta.json.JsonObject;
import java.util.Objects;

/**
 * A message that has not been published yet.
 *
 * @param from the sender: the id of a user or the name of a service
 * @param content the text of the message
 * @param type the kind of the content
 * @param metadata additional data for the receivers; null when none
 */
public record MessageDraft(String from, String content, MessageType type, JsonObject metadata) {

    /** Only the metadata may be null. */
    public MessageDraft {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(type, "type");
    }
}
