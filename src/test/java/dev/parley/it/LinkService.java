package dev.parley.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A link to a server that its clients can have cut: {@code POST /} cuts all connections and answers 204, {@code GET /}
 * answers how many there are. The service has a port of its own, on loopback.
 */
final class LinkService implements AutoCloseable {

    private final CuttableLink link;
    private final HttpServer http;

    /** Starts a link to a server, and the service. */
    LinkService(URI server) throws IOException {
        this.link = new CuttableLink(server);
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::serve);
        http.start();
    }

    /** The address of the server by way of the link. */
    String linkUrl() {
        return link.address().toString();
    }

    /** The address of this service. */
    String url() {
        return "http://localhost:" + http.getAddress().getPort() + "/";
    }

    private void serve(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            link.cut();
            exchange.sendResponseHeaders(204, -1);
        } else {
            byte[] count = Integer.toString(link.connections()).getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, count.length);
            exchange.getResponseBody().write(count);
        }
        exchange.close();
    }

    @Override
    public void close() throws IOException {
        http.stop(0);
        link.close();
    }
}
