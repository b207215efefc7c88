package dev.parley.it;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;

/** A {@link Wire} that is HTTP long-polling. One poll is always under way. */
final class PollingWire implements Wire {

    private static final String DEFAULT_PATH = "/socket.io/";
    private static final String SEPARATOR = "\u001e";

    private final LinkedBlockingQueue<String> packets = new LinkedBlockingQueue<>();
    private final URI session;
    private final Map<String, String> headers;
    private volatile boolean over;
    /** When the last poll began, and what has come of it. */
    private volatile long polledSince = System.nanoTime();

    private volatile String lastPoll = "none yet";

    private PollingWire(URI session, Map<String, String> headers) {
        this.session = session;
        this.headers = headers;
    }

    /** Opens a session at a path. It declines recovery, so that what comes is exactly what was sent. */
    static PollingWire open(URI server, String path, Map<String, String> headers) {
        PollingWire wire = openWithoutPolls(server, path, headers);
        wire.poll();
        return wire;
    }

    /** Opens a session at the default path that polls only when it is told to. */
    static PollingWire openWithoutPolls(URI server) {
        return openWithoutPolls(server, DEFAULT_PATH, Map.of());
    }

    private static PollingWire openWithoutPolls(URI server, String path, Map<String, String> headers) {
        URI uri = server.resolve(path + "?EIO=4&transport=polling&recovery=false");
        String open = Http.send(request(uri, headers).GET()).body();
        JsonObject handshake = Json.object(open.substring(1));
        PollingWire wire = new PollingWire(URI.create(uri + "&sid=" + handshake.getString("sid")), headers);
        wire.packets.add(open);
        return wire;
    }

    /** Polls until such a packet comes; for one that was opened without polls. */
    void pollUntil(Predicate<String> awaited) {
        boolean found = false;
        while (!found) {
            String payload = Http.send(request(session, headers).GET()).body();
            found = Arrays.stream(payload.split(SEPARATOR)).anyMatch(awaited);
        }
    }

    /** Opens a session at the default path. */
    static PollingWire open(URI server) {
        return open(server, DEFAULT_PATH, Map.of());
    }

    private static HttpRequest.Builder request(URI uri, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        headers.forEach(request::header);
        return request;
    }

    /** The address of the session, for requests that a good client would not make. */
    URI session() {
        return session;
    }

    private void poll() {
        polledSince = System.nanoTime();
        lastPoll = "under way";
        Http.CLIENT
                .sendAsync(request(session, headers).GET().build(), BodyHandlers.ofString())
                .whenComplete((response, failure) -> {
                    lastPoll = failure == null ? "answered with " + response.statusCode() : failure.toString();
                    if (failure != null || response.statusCode() != 200) {
                        packets.add(END);
                    } else {
                        received(response.body());
                    }
                });
    }

    private void received(String payload) {
        for (String packet : payload.split(SEPARATOR)) {
            switch (packet) {
                case "1" -> over = true;
                case "2" -> Http.CLIENT.sendAsync(post("3"), BodyHandlers.discarding());
                case "6" -> {}
                default -> packets.add(packet);
            }
        }
        if (over) {
            packets.add(END);
        } else {
            poll();
        }
    }

    @Override
    public void send(String packet) {
        sendPayload(packet);
    }

    /** Posts what should be a payload. */
    HttpResponse<String> sendPayload(String payload) {
        return Http.send(request(session, headers).POST(BodyPublishers.ofString(payload)));
    }

    private HttpRequest post(String payload) {
        return request(session, headers).POST(BodyPublishers.ofString(payload)).build();
    }

    @Override
    public String take() {
        String packet = Waiting.forNext(packets);
        if (packet.equals(END)) {
            packets.add(END);
        }
        return packet;
    }

    @Override
    public String state() {
        long millis = Duration.ofNanos(System.nanoTime() - polledSince).toMillis();
        return "polling, " + (over ? "over" : "open") + ", the last poll began " + millis + " ms ago: " + lastPoll;
    }

    @Override
    public void close() {
        over = true;
        sendPayload("1");
    }
}
