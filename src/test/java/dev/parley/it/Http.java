package dev.parley.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Single HTTP requests. */
public final class Http {

    /** Version 1.1, as stock clients speak it: left to itself, this client would ask for an upgrade to HTTP/2. */
    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    /**
     * An answer to {@link #raw}.
     *
     * @param status of HTTP
     * @param head the status line and the headers, as they came
     * @param body as it came
     */
    record RawAnswer(int status, String head, String body) {}

    /** The answer to a request. */
    public static HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, Waiting.PATIENCE);
    }

    /** The answer to a request that may take longer, such as one that deploys an application. */
    static HttpResponse<String> send(HttpRequest.Builder request, Duration patience) {
        try {
            return CLIENT.send(request.timeout(patience).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The answer to a GET. */
    static HttpResponse<String> get(URI server, String pathAndQuery) {
        return send(HttpRequest.newBuilder(server.resolve(pathAndQuery)));
    }

    /**
     * The answer to a GET that asks for a WebSocket, as the server wrote it: {@link HttpClient} does not show what stands
     * in a refusal.
     *
     * @param headers lines of their own, besides those of a good upgrade
     */
    static RawAnswer upgrade(URI server, String pathAndQuery, String... headers) {
        boolean named = Arrays.stream(headers).anyMatch(header -> header.startsWith("Host:"));
        String request = "GET " + pathAndQuery + " HTTP/1.1\r\n"
                + (named ? "" : "Host: " + server.getAuthority() + "\r\n")
                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        for (String header : headers) {
            request += header + "\r\n";
        }
        return raw(server, request + "\r\n");
    }

    /** The answer to a GET on a connection of its own, as the server wrote it. */
    static RawAnswer plain(URI server, String pathAndQuery) {
        return raw(
                server,
                "GET " + pathAndQuery + " HTTP/1.1\r\nHost: " + server.getAuthority()
                        + "\r\nConnection: close\r\n\r\n");
    }

    /** The answer to a GET as it stands here, which {@link HttpClient} would not send. */
    static RawAnswer get(URI server, String target, String header) {
        return raw(
                server,
                "GET " + target + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nConnection: close\r\n" + header
                        + "\r\n\r\n");
    }

    /** The answer to a request that is written as it is, its characters as UTF-8. */
    static RawAnswer raw(URI server, String request) {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout((int) Waiting.PATIENCE.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            int length = 0;
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.append(line).append('\n');
                if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            int status = Integer.parseInt(head.substring(9, 12));
            return new RawAnswer(status, head.toString(), body(in, length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The answer to a GET whose headers may be any, {@code Host} among them.
     *
     * @param headers lines, without their ends
     */
    static RawAnswer rawGet(URI server, String pathAndQuery, String... headers) {
        return raw(
                server,
                "GET " + pathAndQuery + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                        + "\r\nConnection: close\r\n\r\n");
    }

    private static String body(BufferedReader in, int length) throws IOException {
        char[] body = new char[length];
        int read = 0;
        while (read < length) {
            int more = in.read(body, read, length - read);
            if (more < 0) {
                break;
            }
            read += more;
        }
        return new String(body, 0, read);
    }
}
