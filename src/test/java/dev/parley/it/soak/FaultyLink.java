package dev.parley.it.soak;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes TCP connections on to a port of this machine, as a network does that has its days: connections can be reset, or held, so
 * that neither end hears anything of the other, not even its end. Thread-safe.
 */
final class FaultyLink implements Closeable {

    private final int farPort;
    private final ServerSocket entrance;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean holdingAll;

    /** A link to a port where somebody listens, now or later. */
    FaultyLink(int farPort) throws IOException {
        this.farPort = farPort;
        entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        inBackground(this::accept);
    }

    /** The port of the near end. */
    int port() {
        return entrance.getLocalPort();
    }

    /** Resets about this share of the connections. */
    void reset(double share, Random random) {
        some(share, random).forEach(Connection::reset);
    }

    /** Holds about this share of the connections, until {@link #release}. */
    void hold(double share, Random random) {
        some(share, random).forEach(connection -> connection.hold(true));
    }

    /** Holds all connections, those to come among them, until {@link #release}. */
    void holdAll() {
        holdingAll = true;
        connections.forEach(connection -> connection.hold(true));
    }

    /** What was held goes on, with what was sent meanwhile. */
    void release() {
        holdingAll = false;
        connections.forEach(connection -> connection.hold(false));
    }

    private List<Connection> some(double share, Random random) {
        List<Connection> some = new ArrayList<>(connections);
        some.removeIf(connection -> random.nextDouble() >= share);
        return some;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                pass(entrance.accept());
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void pass(Socket near) throws IOException {
        try {
            Connection connection = new Connection(near, new Socket(InetAddress.getLoopbackAddress(), farPort));
            connections.add(connection);
            connection.hold(holdingAll);
            connection.begin();
        } catch (IOException e) {
            // Nobody listens there.
            near.close();
        }
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "faulty link");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        release();
        connections.forEach(Connection::reset);
    }

    private final class Connection {

        private static final int PIECE = 64 * 1024;

        private final Socket near;
        private final Socket far;
        private boolean held;

        Connection(Socket near, Socket far) throws IOException {
            this.near = near;
            this.far = far;
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
        }

        void begin() {
            inBackground(() -> pump(near, far));
            inBackground(() -> pump(far, near));
        }

        private void pump(Socket from, Socket to) {
            byte[] piece = new byte[PIECE];
            try {
                InputStream in = from.getInputStream();
                for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                    awaitRelease();
                    to.getOutputStream().write(piece, 0, length);
                }
                awaitRelease();
            } catch (IOException e) {
                // Reset by one side or by us.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            end();
        }

        private synchronized void awaitRelease() throws InterruptedException {
            while (held) {
                wait();
            }
        }

        synchronized void hold(boolean hold) {
            held = hold;
            notifyAll();
        }

        void reset() {
            for (Socket socket : List.of(near, far)) {
                try {
                    socket.setSoLinger(true, 0);
                } catch (IOException e) {
                    // Closed before.
                }
            }
            end();
        }

        private void end() {
            connections.remove(this);
            try {
                near.close();
                far.close();
            } catch (IOException e) {
                // Both are gone in any case.
            }
        }
    }
}
