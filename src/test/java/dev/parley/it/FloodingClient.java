package dev.parley.it;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * A client on a bare WebSocket that sends as fast as its connection takes it, and knows how much that is. It reads all the
 * time and answers pings.
 */
final class FloodingClient implements AutoCloseable {

    private static final int SEND_BUFFER = 64 * 1024;
    private static final int FIN_TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_16_BITS = 126;
    private static final int LENGTH_IN_64_BITS = 127;

    private final Socket socket;
    private final LinkedBlockingQueue<String> packets = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final AtomicLong sent = new AtomicLong();

    private FloodingClient(Socket socket) {
        this.socket = socket;
    }

    /** Connects to the main namespace. */
    static FloodingClient connect(URI server, String token) {
        try {
            Socket socket = new Socket();
            socket.setSendBufferSize(SEND_BUFFER);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            FloodingClient client = new FloodingClient(socket);
            client.open(server);
            client.send("40" + Json.of("{'token':'%s'}", token));
            while (!client.take().startsWith("40{")) {
                // The open packet comes first.
            }
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void open(URI server) throws IOException {
        socket.getOutputStream()
                .write(("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: " + server.getAuthority()
                                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        DataInputStream in = new DataInputStream(socket.getInputStream());
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        Thread reader = new Thread(() -> read(in), "flooding client reads");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(DataInputStream in) {
        try {
            while (true) {
                int first = in.readUnsignedByte();
                int length = in.readUnsignedByte();
                if (length == LENGTH_IN_16_BITS) {
                    length = in.readUnsignedShort();
                } else if (length == LENGTH_IN_64_BITS) {
                    length = (int) in.readLong();
                }
                byte[] payload = in.readNBytes(length);
                if (first == CLOSE) {
                    closeCode.complete(length < 2 ? 0 : (payload[0] & 0xff) << Byte.SIZE | payload[1] & 0xff);
                } else if (payload.length == 1 && payload[0] == '2') {
                    // The thread that floods may be held up, and this one must go on reading.
                    CompletableFuture.runAsync(() -> send("3"));
                } else {
                    packets.add(new String(payload, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            closeCode.complete(WebSocketWire.NO_CLOSE_FRAME);
        }
    }

    /** Sends a packet; waits for as long as the connection takes nothing. */
    void send(String packet) {
        byte[] frame = frame(packet);
        try {
            synchronized (sent) {
                socket.getOutputStream().write(frame);
                sent.addAndGet(frame.length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] frame(String packet) {
        byte[] payload = packet.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(FIN_TEXT);
        if (payload.length < LENGTH_IN_16_BITS) {
            frame.write(MASKED | payload.length);
        } else {
            frame.write(MASKED | LENGTH_IN_16_BITS);
            frame.write(payload.length >> Byte.SIZE);
            frame.write(payload.length);
        }
        // A mask of zeros changes nothing.
        frame.writeBytes(new byte[Integer.BYTES]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /** Sends packets, one after the other, on a thread of their own. */
    CompletableFuture<Void> flood(int count, IntFunction<String> packet) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread writer = new Thread(
                () -> {
                    try {
                        for (int i = 0; i < count; i++) {
                            send(packet.apply(i));
                        }
                        done.complete(null);
                    } catch (UncheckedIOException e) {
                        done.completeExceptionally(e);
                    }
                },
                "flooding client writes");
        writer.setDaemon(true);
        writer.start();
        return done;
    }

    /** The bytes of all frames that the connection has taken as a whole. */
    long sentBytes() {
        return sent.get();
    }

    /** The next packet from the server, pings left out. */
    String take() {
        return Waiting.forNext(packets);
    }

    /** Is completed by the end, with the code of the close frame. */
    CompletableFuture<Integer> closeCode() {
        return closeCode;
    }

    /** This end of the connection. */
    int localPort() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
