package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.MessageReceipt;
import dev.parley.socketio.codec.Timestamps;
import jakarta.ws.rs.core.Response;

/** The responses to backends that have published something. */
final class Receipts {

    private Receipts() {}

    /** The receipt for a message, which has an id. */
    static Response ofMessage(MessageReceipt receipt) {
        return JsonAnswer.accepted(JSON.createObjectBuilder()
                .add("id", receipt.id())
                .add("timestamp", Timestamps.text(receipt.timestamp()))
                .build());
    }

    /** The receipt for a broadcast or a notification, which has no id. */
    static Response withoutId(MessageReceipt receipt) {
        return JsonAnswer.accepted(JSON.createObjectBuilder()
                .add("timestamp", Timestamps.text(receipt.timestamp()))
                .build());
    }
}
