package dev.parley.transport;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * A handshake that the node sends to itself, to test whether WebSockets reach it. A secret that only this node has
 * distinguishes the probe from the handshakes of clients, so the probe needs no token and counts towards no limit.
 * Thread-safe.
 */
public final class WebSocketProbe {

    /** The header that carries the secret. */
    public static final String HEADER = "Parley-Probe";

    private final String secret = UUID.randomUUID().toString();
    private final CompletableFuture<Void> reached = new CompletableFuture<>();
    private final CompletableFuture<InetSocketAddress> address = new CompletableFuture<>();
    private volatile boolean seen;

    /** The value of the header. */
    public String secret() {
        return secret;
    }

    /** Whether the filter has seen the probe. If so, the probe was answered by this node's server. */
    public boolean isSeen() {
        return seen;
    }

    /** Completes when the probe has arrived at the endpoint. */
    public Future<Void> reached() {
        return reached;
    }

    /** The address on which the server listens, known from the first request of a client. */
    public Future<InetSocketAddress> address() {
        return address;
    }

    /**
     * Returns whether a request is the probe. The first request of a client tells the address on which the server
     * listens.
     */
    boolean isIn(HttpServletRequest request) {
        String claimed = request.getHeader(HEADER);
        if (claimed == null) {
            listenTo(request);
            return false;
        }
        boolean mine = MessageDigest.isEqual(
                claimed.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
        seen |= mine;
        return mine;
    }

    private void listenTo(HttpServletRequest request) {
        if (!address.isDone() && request.getLocalAddr() != null) {
            address.complete(new InetSocketAddress(request.getLocalAddr(), request.getLocalPort()));
        }
    }

    /** The admission with which the probe reaches the endpoint. */
    AdmittedRequest.Probe admission() {
        return new AdmittedRequest.Probe(() -> reached.complete(null));
    }
}
