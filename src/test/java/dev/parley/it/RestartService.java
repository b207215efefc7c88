package dev.parley.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * A server process that its clients can have restarted: {@code POST /} stops it, starts another one on the same port, and
 * answers 204 when that one is ready. The service has a port of its own, on loopback.
 */
final class RestartService implements AutoCloseable {

    private final String name;
    private final String war;
    private final Map<String, String> environment;
    private final HttpServer http;
    private ServerProcess server;
    private int restarts;

    /** Starts the server and the service; the parameters are those of {@link ServerProcess#start}. */
    RestartService(String name, String war, int port, Map<String, String> environment)
            throws IOException, InterruptedException {
        this.name = name;
        this.war = war;
        this.environment = Map.copyOf(environment);
        this.server = ServerProcess.start(name, war, port, environment);
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::serve);
        http.start();
    }

    /** The address of the server. */
    synchronized String serverUrl() {
        return server.url();
    }

    /** The address of this service. */
    String url() {
        return "http://localhost:" + http.getAddress().getPort() + "/";
    }

    private void serve(HttpExchange exchange) throws IOException {
        int status = 405;
        if (exchange.getRequestMethod().equals("POST")) {
            status = restarted() ? 204 : 500;
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private synchronized boolean restarted() throws IOException {
        server.close();
        restarts++;
        try {
            server = ServerProcess.start(name + "-restarted-" + restarts, war, server.port(), environment);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        http.stop(0);
        synchronized (this) {
            server.close();
        }
    }
}
