package dev.parley.it.soak;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A {@link Line} that is a WebSocket. */
final class WebSocketLine implements Line {

    private static final int OPCODE = 0x0F;
    private static final int LENGTH = 0x7F;
    private static final int IN_16_BITS = 126;
    private static final int IN_64_BITS = 127;
    private static final int STATUS_AT = 9;

    private final Socket socket;
    private final DataInputStream in;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    private WebSocketLine(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Opens a session; its open packet comes first. */
    static WebSocketLine open(Peer peer) throws IOException {
        Socket socket = peer.connect();
        try {
            WebSocketLine line = new WebSocketLine(socket);
            socket.getOutputStream().write(peer.upgrade());
            line.readHead();
            return line;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.substring(STATUS_AT).startsWith("101")) {
            throw new IOException("refused: " + head.substring(0, head.indexOf("\r\n")));
        }
    }

    @Override
    public void send(String packet) throws IOException {
        write(Frames.text(packet));
    }

    private synchronized void write(byte[] frame) throws IOException {
        socket.getOutputStream().write(frame);
    }

    @Override
    public String receive() throws IOException {
        while (true) {
            int first = in.readUnsignedByte();
            byte[] payload = in.readNBytes(length(in.readUnsignedByte() & LENGTH));
            switch (first & OPCODE) {
                case Frames.CLOSE -> {
                    return null;
                }
                case Frames.PING -> write(Frames.frame(Frames.FIN | Frames.PONG, payload));
                case Frames.PONG -> {}
                default -> {
                    message.writeBytes(payload);
                    if ((first & Frames.FIN) != 0) {
                        String packet = message.toString(StandardCharsets.UTF_8);
                        message.reset();
                        if (!packet.equals("2")) {
                            return packet;
                        }
                        send("3");
                    }
                }
            }
        }
    }

    private int length(int inSevenBits) throws IOException {
        return switch (inSevenBits) {
            case IN_16_BITS -> in.readUnsignedShort();
            case IN_64_BITS -> Math.toIntExact(in.readLong());
            default -> inSevenBits;
        };
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone in any case.
        }
    }
}
