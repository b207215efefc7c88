package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A client on a bare socket with a small receive buffer that joins a room and then reads nothing more: what others send it
 * stays in the server and its kernel.
 */
final class StallingClient implements AutoCloseable {

    private static final int RECEIVE_BUFFER = 8192;
    private static final int FIN_TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_16_BITS = 126;
    private static final int LARGEST_IN_SEVEN_BITS = 125;

    private final Socket socket;
    private PollingWire wire;
    private String poll;

    private StallingClient(Socket socket) {
        this.socket = socket;
    }

    /** A member of a room that has just stopped to read. */
    static StallingClient in(URI server, String token, String room) {
        try {
            StallingClient client = new StallingClient(connect(server));
            client.join(server, token, room);
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A member of a room over polling, with no poll under way: see {@link #poll()}. */
    static StallingClient polling(URI server, String token, String room) {
        PollingWire wire = PollingWire.openWithoutPolls(server);
        wire.send("40" + Json.of("{'token':'%s'}", token));
        wire.pollUntil(packet -> packet.startsWith("40{"));
        wire.send("420" + Json.array("[\"join-room\"," + Json.of("{'room':'%s'}", room) + "]"));
        wire.pollUntil(packet -> packet.startsWith("430["));
        try {
            StallingClient client = new StallingClient(connect(server));
            client.wire = wire;
            client.poll = "GET " + wire.session().getRawPath() + "?"
                    + wire.session().getRawQuery() + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n\r\n";
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what has come since this client joined: all of it is in front of the answer to a question. */
    void catchUp() {
        wire.send("421[\"ping\"]");
        wire.pollUntil(packet -> packet.startsWith("431["));
    }

    /** Polls, and does not read the answer. */
    void poll() {
        try {
            socket.getOutputStream().write(poll.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket connect(URI server) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.setSoTimeout((int) Waiting.PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        return socket;
    }

    /** The client's end of its connection. */
    int localPort() {
        return socket.getLocalPort();
    }

    private void join(URI server, String token, String room) throws IOException {
        socket.getOutputStream()
                .write(("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: " + server.getAuthority()
                                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        readUntil("\r\n\r\n");
        send("40" + Json.of("{'token':'%s'}", token));
        readUntil("40{");
        send("420" + Json.array("[\"join-room\"," + Json.of("{'room':'%s'}", room) + "]"));
        readUntil("430[");
    }

    private void send(String packet) throws IOException {
        byte[] payload = packet.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(FIN_TEXT);
        if (payload.length <= LARGEST_IN_SEVEN_BITS) {
            frame.write(MASKED | payload.length);
        } else {
            frame.write(MASKED | LENGTH_IN_16_BITS);
            frame.write(payload.length >> Byte.SIZE);
            frame.write(payload.length);
        }
        // A mask of zeros changes nothing.
        frame.writeBytes(new byte[Integer.BYTES]);
        frame.writeBytes(payload);
        socket.getOutputStream().write(frame.toByteArray());
    }

    private void readUntil(String end) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            int next = in.read();
            assertThat(next).as("what follows %s", read).isNotNegative();
            read.append((char) next);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
