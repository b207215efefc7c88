package dev.parley.it;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A {@link Wire} that is a WebSocket. */
final class WebSocketWire implements Wire, WebSocket.Listener {

    /** What {@link #closeCode} tells of a connection that ended without a close frame. */
    static final int NO_CLOSE_FRAME = 1006;

    private static final String DEFAULT = "/socket.io/?EIO=4&transport=websocket";

    private final LinkedBlockingQueue<String> packets = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;
    private volatile CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

    private WebSocketWire() {}

    /**
     * Opens a session at a path and query, e.g. {@code /socket.io/?EIO=4&transport=websocket}. It declines recovery, so that what comes
     * is exactly what was sent.
     */
    static WebSocketWire open(URI server, String pathAndQuery, Map<String, String> headers) {
        return openAt(server, pathAndQuery + "&recovery=false", headers);
    }

    private static WebSocketWire openAt(URI server, String pathAndQuery, Map<String, String> headers) {
        WebSocket.Builder builder = Http.CLIENT.newWebSocketBuilder().connectTimeout(Waiting.PATIENCE);
        headers.forEach(builder::header);
        URI uri = URI.create("ws://" + server.getAuthority() + pathAndQuery);
        WebSocketWire wire = new WebSocketWire();
        wire.socket = builder.buildAsync(uri, wire).join();
        return wire;
    }

    /** Opens a session at the default path. */
    static WebSocketWire open(URI server) {
        return open(server, DEFAULT, Map.of());
    }

    /** Opens a session at the default path that can be recovered: events end with an offset. */
    static WebSocketWire openRecoverable(URI server) {
        return openAt(server, DEFAULT, Map.of());
    }

    @Override
    public void send(String packet) {
        // A server that has closed the connection meanwhile is what some tests are about.
        inTurn(() -> socket.sendText(packet, true))
                .exceptionally(failure -> null)
                .join();
    }

    /** Sends a binary frame. */
    void send(byte[] frame) {
        inTurn(() -> socket.sendBinary(ByteBuffer.wrap(frame), true))
                .exceptionally(failure -> null)
                .join();
    }

    /** Sends a part of a binary message that is to go on. */
    void sendPart(byte[] part) {
        inTurn(() -> socket.sendBinary(ByteBuffer.wrap(part), false))
                .exceptionally(failure -> null)
                .join();
    }

    /**
     * Begins a send when the one before it is done: the JDK's WebSocket refuses two at once, and the answer to a ping would be
     * lost if the ping came while a test is sending.
     */
    private synchronized CompletableFuture<?> inTurn(Supplier<CompletableFuture<WebSocket>> send) {
        lastSend = lastSend.handle((done, failure) -> null).thenCompose(done -> send.get());
        return lastSend;
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
        return "a WebSocket, "
                + (closeCode.isDone() ? "closed with " + closeCode.join() : "open")
                + ", input closed " + socket.isInputClosed()
                + ", output closed " + socket.isOutputClosed()
                + ", last send " + (lastSend.isDone() ? "done" : "under way");
    }

    /** Is completed by the end, with the code of the close frame. */
    CompletableFuture<Integer> ended() {
        return closeCode;
    }

    /** Waits for the end and tells the code of the close frame. */
    int closeCode() {
        return closeCode
                .orTimeout(Waiting.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            String packet = text.toString();
            text.setLength(0);
            if (packet.equals("2")) {
                inTurn(() -> webSocket.sendText("3", true));
            } else {
                packets.add(packet);
            }
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        packets.add("b" + Base64.getEncoder().encodeToString(bytes));
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        ended(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        ended(NO_CLOSE_FRAME);
    }

    private void ended(int code) {
        closeCode.complete(code);
        packets.add(END);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
