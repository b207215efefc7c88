package dev.parley.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes TCP connections on to a server, until they are cut as a network does it: without a word. */
final class CuttableLink implements AutoCloseable {

    private volatile URI server;
    private final ServerSocket entrance;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();

    CuttableLink(URI server) throws IOException {
        this.server = server;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        inBackground(this::accept);
    }

    /** The address of the near end. */
    URI address() {
        return URI.create("http://127.0.0.1:" + entrance.getLocalPort());
    }

    /** From now on new connections are passed on to another server; those that there are stay. */
    void lead(URI other) {
        server = other;
    }

    /** Cuts all connections that there are; new ones are passed on again. */
    void cut() {
        ends.forEach(CuttableLink::reset);
        ends.clear();
    }

    /** How many connections there are now. */
    int connections() {
        return ends.size() / 2;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket near = entrance.accept();
                Socket far = new Socket(server.getHost(), server.getPort());
                ends.add(near);
                ends.add(far);
                inBackground(() -> pass(near, far));
                inBackground(() -> pass(far, near));
            } catch (IOException e) {
                // Closed, or the server is away; then the client sees the end of its connection.
                cut();
            }
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Cut, or closed by one side; both ends go.
        }
        reset(from);
        reset(to);
        ends.remove(from);
        ends.remove(to);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (SocketException e) {
            // Closed before.
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "cuttable link");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
    }
}
