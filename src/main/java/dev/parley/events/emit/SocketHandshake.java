package dev.parley.events.emit;

import dev.parley.api.Handshake;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What an application may know of the request with which a connection began. */
public record SocketHandshake(
        Map<String, String> query,
        String remoteAddress,
        boolean secure,
        Optional<String> origin,
        Optional<String> userAgent,
        Instant time)
        implements Handshake {

    /** Copies the query. */
    public SocketHandshake {
        query = Map.copyOf(query);
    }
}
