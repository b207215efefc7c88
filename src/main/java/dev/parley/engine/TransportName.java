package dev.parley.engine;

import java.util.List;
import java.util.Optional;

/** The transports that this server supports, with the names of the {@code transport} parameter. */
public enum TransportName {
    /** HTTP long-polling. */
    POLLING("polling"),
    /** WebSocket. */
    WEBSOCKET("websocket");

    private final String text;

    TransportName(String text) {
        this.text = text;
    }

    /** The name on the wire. */
    public String text() {
        return text;
    }

    /** The transports to which a session on this transport can change. */
    public List<TransportName> upgrades() {
        return this == POLLING ? List.of(WEBSOCKET) : List.of();
    }

    /** The transport with this name, if there is one. */
    public static Optional<TransportName> of(String text) {
        return switch (text) {
            case "polling" -> Optional.of(POLLING);
            case "websocket" -> Optional.of(WEBSOCKET);
            default -> Optional.empty();
        };
    }
}
