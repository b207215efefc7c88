package dev.parley.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * Lets clients do something to the servers of a test: a request for the path of an action has it done, one at a time, and is answered
 * 204, or 404 if there is no such path, or 500 if it was interrupted or failed. The service has a port of its own, on loopback.
 */
final class ControlService implements AutoCloseable {

    /** What is done. */
    @FunctionalInterface
    interface Action {
        void run() throws IOException, InterruptedException;
    }

    private final Map<String, Action> actions;
    private final HttpServer http;

    /** Starts the service with the actions by their paths, each with a slash at the start. */
    ControlService(Map<String, Action> actions) throws IOException {
        this.actions = Map.copyOf(actions);
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::serve);
        http.start();
    }

    /** The address of this service, with a slash at the end. */
    String url() {
        return "http://localhost:" + http.getAddress().getPort() + "/";
    }

    private void serve(HttpExchange exchange) throws IOException {
        int status = 500;
        try {
            status = done(exchange.getRequestURI().getPath()) ? 204 : 404;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        }
    }

    private boolean done(String path) throws IOException, InterruptedException {
        Action action = actions.get(path);
        if (action == null) {
            return false;
        }
        action.run();
        return true;
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
