package dev.parley.socketio;

import jakarta.json.JsonArray;
import java.util.List;

/** Not every acknowledgement came in time. Has those that came. */
public final class AckTimeoutException extends Exception {

    private final transient List<JsonArray> received;

    /** Keeps a copy of what came. */
    public AckTimeoutException(List<JsonArray> received) {
        super("an acknowledgement did not come in time", null, false, false);
        this.received = List.copyOf(received);
    }

    /** The arguments of the acknowledgements that came. */
    public List<JsonArray> received() {
        return received;
    }
}
