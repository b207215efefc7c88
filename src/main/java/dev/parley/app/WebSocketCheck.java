package dev.parley.app;

import dev.parley.transport.WebSocketProbe;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes the node open a WebSocket to itself once, when its server listens, and logs the result. If WebSockets do not
 * reach the node, all clients stay on HTTP long-polling, and there would be no other sign of it.
 *
 * <p>It connects to the configured port of this machine. If this node does not answer there (another port, another
 * interface), it waits for the first request of a client, which shows the address where the server listens. It runs on
 * its own thread, so it delays nothing else. A server that listens with TLS only does not understand the request; the
 * log has no line about WebSockets then.
 */
final class WebSocketCheck implements AutoCloseable {

    private static final Logger LOG = System.getLogger(WebSocketCheck.class.getName());

    private static final int ATTEMPTS = 60;
    private static final long PAUSE_SECONDS = 1;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 5_000;
    /**
     * The number of bytes that are read. Every HTTP response has at least as many; reading is limited because another
     * program may answer at that port.
     */
    private static final int BEGINNING_BYTES = 64;
    /** Base64 of sixteen bytes; their value does not matter. */
    private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAA==";

    private final WebSocketProbe probe;
    private final String path;
    private final int port;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    private WebSocketCheck(WebSocketProbe probe, String path, int port, ThreadFactory threads) {
        this.probe = probe;
        this.path = path;
        this.port = port;
        this.thread = threads.newThread(this::run);
    }

    /**
     * Starts the check and returns at once.
     *
     * @param path the path of Engine.IO, with the context root and the slash at the end
     * @param port the port on which the server should listen
     */
    static WebSocketCheck begin(WebSocketProbe probe, String path, int port, ThreadFactory threads) {
        WebSocketCheck check = new WebSocketCheck(probe, path, port, threads);
        check.thread.setName("parley-websocket-check");
        check.thread.start();
        return check;
    }

    private void run() {
        try {
            InetSocketAddress configured = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (isAnswered(probe.address().isDone() ? probe.address().get() : configured)) {
                    return;
                }
                if (closed.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
            }
            LOG.log(
                    Level.INFO,
                    "Nothing of this node answers at port {0}: the first client will show whether WebSockets reach it",
                    Integer.toString(port));
            isAnswered(probe.address().get());
        } catch (InterruptedException e) {
            // The node is stopping.
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether this node has answered, with any response. */
    private boolean isAnswered(InetSocketAddress address) throws InterruptedException, ExecutionException {
        String answer = ask(address);
        if (!probe.isSeen() || answer == null) {
            return false;
        }
        if (isReached(answer)) {
            LOG.log(Level.INFO, "WebSockets reach this node at {0}", path);
        } else {
            LOG.log(
                    Level.WARNING,
                    "WebSockets do not reach this node: the server answers \"{0}\" to a handshake at {1}."
                            + " Clients stay on HTTP long-polling",
                    answer,
                    path);
        }
        return true;
    }

    private boolean isReached(String answer) throws InterruptedException, ExecutionException {
        try {
            if (answer.contains(" 101 ")) {
                probe.reached().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
                return true;
            }
        } catch (TimeoutException e) {
            // Another program has accepted the handshake.
        }
        return false;
    }

    /** The first line of the response; null if there is none. */
    private String ask(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(question(address).getBytes(StandardCharsets.US_ASCII));
            byte[] beginning = socket.getInputStream().readNBytes(BEGINNING_BYTES);
            return new String(beginning, StandardCharsets.ISO_8859_1)
                    .lines()
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "No answer yet", e);
            return null;
        }
    }

    private String question(InetSocketAddress address) {
        return String.join(
                "\r\n",
                "GET " + path + "?EIO=4&transport=websocket HTTP/1.1",
                "Host: localhost:" + address.getPort(),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: " + KEY,
                WebSocketProbe.HEADER + ": " + probe.secret(),
                "",
                "");
    }

    /** Stops the check. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }
}
