package dev.parley.socketio;

import jakarta.json.JsonArray;
import java.util.List;

/** At least one acknowledgement did not arrive in time. The exception holds those that did. */
public final class AckTimeoutException extends Exception {

    private final transient List<JsonArray> received;

    /** Keeps a copy of the acknowledgements that arrived. */
    public AckTimeoutException(List<JsonArray> received) {
        super("an acknowledgement did not come in time", null, false, false);
        this.received = List.copyOf(received);
    }

    /** The arguments of the acknowledgements that arrived. */
    public List<JsonArray> received() {
        return received;
    }
}
