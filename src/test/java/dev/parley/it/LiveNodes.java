package dev.parley.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A load balancer for TCP connections: it asks each node for its readiness, and gives a new connection to the next one that
 * is ready. Connections that are there stay.
 */
final class LiveNodes implements AutoCloseable {

    private static final long CHECK_NANOS = 250_000_000L;

    private final List<URI> nodes;
    private final ServerSocket entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Map<URI, Boolean> ready = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    LiveNodes(List<URI> nodes) throws IOException {
        this.nodes = List.copyOf(nodes);
        nodes.forEach(node -> ready.put(node, true));
        nodes.forEach(node -> inBackground(() -> watch(node)));
        inBackground(this::accept);
    }

    /** Where clients connect. */
    URI address() {
        return URI.create("http://127.0.0.1:" + entrance.getLocalPort());
    }

    private void watch(URI node) {
        while (!entrance.isClosed()) {
            ready.put(node, isReady(node));
            LockSupport.parkNanos(CHECK_NANOS);
        }
    }

    private static boolean isReady(URI node) {
        try {
            return Http.plain(node, "/ready").status() == 200;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket near = entrance.accept();
                inBackground(() -> pass(near));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void pass(Socket near) {
        try {
            Socket far = connected();
            if (far != null) {
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                inBackground(() -> pump(far, near));
                pump(near, far);
                return;
            }
            near.close();
        } catch (IOException e) {
            // The client is gone.
        }
    }

    /** A connection to the next node that is ready; null if none is. */
    private Socket connected() {
        for (int i = 0; i < nodes.size(); i++) {
            URI node = nodes.get(Math.floorMod(next.getAndIncrement(), nodes.size()));
            if (ready.get(node)) {
                try {
                    return new Socket(node.getHost(), node.getPort());
                } catch (IOException e) {
                    // It has just gone.
                }
            }
        }
        return null;
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Ended by one side; both go.
        }
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "load balancer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
