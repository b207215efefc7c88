package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.MessageReceipt;
import dev.parley.chat.Timestamps;
import jakarta.ws.rs.core.Response;
import java.time.Instant;

/** What a backend gets for what it has published. */
final class Receipts {

    private Receipts() {}

    /** For a message, which has an id. */
    static Response of(MessageReceipt receipt) {
        return JsonAnswer.accepted(JSON.createObjectBuilder()
                .add("id", receipt.id())
                .add("timestamp", Timestamps.text(receipt.timestamp()))
                .build());
    }

    /** For what has none. */
    static Response of(Instant published) {
        return JsonAnswer.accepted(JSON.createObjectBuilder()
                .add("timestamp", Timestamps.text(published))
                .build());
    }
}
