package dev.parley.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket (RFC 6455): each packet is a text frame. Fragments and extensions are not expected from any server. */
final class WebSocketWire implements Wire, TcpConnection.Listener {

    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final byte[] SWITCHING = "HTTP/1.1 101".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NORMAL_CLOSURE = {3, (byte) 0xe8};

    private final String target;
    private final int port;
    private final Wire.Listener listener;
    private final TcpConnection connection;
    private boolean upgraded;
    private boolean closing;

    private WebSocketWire(EventLoop loop, int port, String target, int receiveBuffer, Wire.Listener listener)
            throws IOException {
        this.port = port;
        this.target = target;
        this.listener = listener;
        connection = TcpConnection.open(loop, port, receiveBuffer, this);
    }

    /**
     * Wires to a server on this machine.
     *
     * @param target path and query of the handshake
     * @param receiveBuffer see {@link TcpConnection#open}
     */
    static Wire.Factory factory(EventLoop loop, int port, String target, int receiveBuffer) {
        return listener -> {
            try {
                return new WebSocketWire(loop, port, target, receiveBuffer, listener);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    @Override
    public void connected() {
        String request = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        connection.send(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void received(ByteBuffer in) {
        if (!upgraded && !upgrade(in)) {
            return;
        }
        int end = Frames.end(in, in.position());
        while (end >= 0) {
            frame(in, in.position(), end);
            in.position(end);
            end = Frames.end(in, in.position());
        }
    }

    private boolean upgrade(ByteBuffer in) {
        int end = Ascii.indexOf(in, in.position(), in.limit(), Ascii.END_OF_HEAD);
        if (end < 0) {
            return false;
        }
        if (!Ascii.startsWith(in, in.position(), in.limit(), SWITCHING)) {
            throw new IllegalStateException("a handshake was refused: "
                    + Ascii.text(in, in.position(), in.limit()).lines().findFirst());
        }
        in.position(end + Ascii.END_OF_HEAD.length);
        upgraded = true;
        return true;
    }

    private void frame(ByteBuffer in, int at, int end) {
        int start = Frames.payload(in, at);
        int first = in.get(at) & 0xff;
        switch (first) {
            case FIN | TEXT -> listener.packet(in, start, end);
            case FIN | PING -> frame(PONG, Ascii.bytes(in, start, end));
            case FIN | CLOSE -> closed(in, start, end);
            case FIN | PONG -> {}
            default -> throw new IllegalStateException("a frame that begins with " + first);
        }
    }

    private void closed(ByteBuffer in, int start, int end) {
        if (closing) {
            connection.close();
        } else {
            frame(CLOSE, Ascii.bytes(in, start, Math.min(end, start + 2)));
            closing = true;
            connection.close();
            listener.ended();
        }
    }

    @Override
    public void send(byte[] packet) {
        frame(TEXT, packet);
    }

    private void frame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
        frame.put((byte) (FIN | opcode));
        if (payload.length < 126) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        }
        // A mask of zeros is a mask: the server has the work of any other.
        frame.putInt(0).put(payload);
        connection.send(frame.flip());
    }

    @Override
    public void ended() {
        if (!closing) {
            listener.ended();
        }
    }

    @Override
    public void stall() {
        connection.stall();
    }

    @Override
    public void close() {
        closing = true;
        frame(CLOSE, NORMAL_CLOSURE);
    }
}
