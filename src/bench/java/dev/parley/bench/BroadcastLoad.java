package dev.parley.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * A load of broadcasts: clients in rooms, one of each room sends, and sends again when every member has the message
 * (closed loop). Prints deliveries per second, the server's CPU time per delivery, and latencies.
 *
 * <p>One thread over one selector, frames are counted and not parsed as JSON, so that the generator is lighter than the
 * server. Run against a node in development mode whose limits are raised:
 *
 * <pre>java src/bench/java/dev/parley/bench/BroadcastLoad.java PORT PID CLIENTS ROOMS IN_FLIGHT SECONDS BYTES</pre>
 */
public final class BroadcastLoad {

    private static final byte[] MESSAGE = "42[\"message\"".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_LATENCIES = 4_000_000;
    private static final double TICKS_PER_SECOND = 100;

    private final int port;
    private final long pid;
    private final int rooms;
    private final int inFlight;
    private final String padding;
    private final Client[] clients;
    private final long[] delivered;
    private final long[] sentAt;
    private final long[] latencies = new long[MAX_LATENCIES];
    private int latencyCount;
    private long deliveries;

    private BroadcastLoad(String[] args) {
        port = Integer.parseInt(args[0]);
        pid = Long.parseLong(args[1]);
        clients = new Client[Integer.parseInt(args[2])];
        rooms = Integer.parseInt(args[3]);
        inFlight = Integer.parseInt(args[4]);
        padding = "x".repeat(Integer.parseInt(args[6]));
        delivered = new long[rooms];
        sentAt = new long[rooms];
    }

    /** Arguments as in the class comment. */
    public static void main(String[] args) throws Exception {
        BroadcastLoad load = new BroadcastLoad(args);
        load.connect();
        load.run(Integer.parseInt(args[5]));
    }

    private void connect() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        for (int i = 0; i < clients.length; i++) {
            String url = "http://127.0.0.1:" + port + "/dev/token?user=load-" + i;
            String json = http.send(
                            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            String token = json.substring(json.indexOf(":\"") + 2, json.lastIndexOf('"'));
            clients[i] = new Client(i % rooms);
            clients[i].open(port, token);
        }
    }

    private void run(int seconds) throws IOException {
        try (Selector selector = Selector.open()) {
            for (Client client : clients) {
                client.channel.configureBlocking(false);
                client.channel.register(selector, SelectionKey.OP_READ, client);
            }
            for (int room = 0; room < rooms; room++) {
                for (int i = 0; i < inFlight; i++) {
                    send(room);
                }
            }
            turn(selector, seconds / 3.0);
            long deliveriesBefore = deliveries;
            latencyCount = 0;
            double cpuBefore = cpuSeconds();
            long start = System.nanoTime();
            turn(selector, seconds);
            double elapsed = (System.nanoTime() - start) / 1e9;
            double cpu = cpuSeconds() - cpuBefore;
            report(deliveries - deliveriesBefore, elapsed, cpu);
        }
    }

    private void turn(Selector selector, double seconds) throws IOException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() - end < 0) {
            selector.select(100);
            for (SelectionKey key : selector.selectedKeys()) {
                ((Client) key.attachment()).read(this);
            }
            selector.selectedKeys().clear();
        }
    }

    private void send(int room) throws IOException {
        sentAt[room] = System.nanoTime();
        clients[room].write("42[\"message\",{\"room\":\"load-" + room + "\",\"type\":\"text\",\"content\":\"" + padding
                + "\"}]");
    }

    private void delivered(int room) throws IOException {
        deliveries++;
        if (latencyCount < MAX_LATENCIES) {
            latencies[latencyCount++] = System.nanoTime() - sentAt[room];
        }
        int members = clients.length / rooms;
        if (++delivered[room] % members == 0) {
            send(room);
        }
    }

    private double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    private void report(long count, double elapsed, double cpu) {
        long[] sorted = Arrays.copyOf(latencies, latencyCount);
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%d clients, %d rooms, %d in flight: %.0f deliveries/s, %.2f us CPU per delivery, p50 %.2f ms, p99 %.2f"
                        + " ms (%d deliveries in %.1f s)%n",
                clients.length,
                rooms,
                inFlight,
                count / elapsed,
                cpu / count * 1e6,
                percentile(sorted, 0.50),
                percentile(sorted, 0.99),
                count,
                elapsed);
    }

    private static double percentile(long[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (part * (sorted.length - 1))] / 1e6;
    }

    /** One WebSocket. */
    private static final class Client {
        private final int room;
        private final ByteBuffer in = ByteBuffer.allocate(256 * 1024);
        private SocketChannel channel;

        Client(int room) {
            this.room = room;
        }

        void open(int port, String token) throws IOException {
            channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            String upgrade = "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
            channel.write(ByteBuffer.wrap(upgrade.getBytes(StandardCharsets.US_ASCII)));
            skipHttpHeaders();
            write("40{\"token\":\"" + token + "\"}");
            await("40{\"sid\"");
            write("420[\"join-room\",{\"room\":\"load-" + room + "\"}]");
            await("430[");
        }

        private void skipHttpHeaders() throws IOException {
            int end = -1;
            while (end < 0) {
                fill();
                end = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            }
            consume(end + 4);
        }

        /** Reads frames, and forgets them, until one starts with a text. While the channel blocks. */
        private void await(String prefix) throws IOException {
            String payload = "";
            while (!payload.startsWith(prefix)) {
                int end = frameEnd(0);
                if (end < 0) {
                    fill();
                } else {
                    int start = payloadStart(0);
                    payload = new String(in.array(), start, end - start, StandardCharsets.ISO_8859_1);
                    consume(end);
                }
            }
        }

        private void fill() throws IOException {
            if (channel.read(in) < 0) {
                throw new IOException("a client was disconnected");
            }
        }

        private void consume(int bytes) {
            in.flip().position(bytes);
            in.compact();
        }

        /** Where the frame that begins at an index ends; -1 when it is not there as a whole. */
        private int frameEnd(int at) {
            int start = payloadStart(at);
            if (start > in.position()) {
                return -1;
            }
            long length =
                    switch (start - at) {
                        case 2 -> in.get(at + 1);
                        case 4 -> in.getShort(at + 2) & 0xffff;
                        default -> in.getLong(at + 2);
                    };
            return start + length > in.position() ? -1 : (int) (start + length);
        }

        /** Where the payload of the frame begins: behind a header of 2, 4 or 10 bytes. Beyond the end if not there. */
        private int payloadStart(int at) {
            if (at + 2 > in.position()) {
                return Integer.MAX_VALUE;
            }
            return switch (in.get(at + 1)) {
                case 126 -> at + 4;
                case 127 -> at + 10;
                default -> at + 2;
            };
        }

        void read(BroadcastLoad load) throws IOException {
            fill();
            int at = 0;
            for (int end = frameEnd(at); end >= 0; end = frameEnd(at)) {
                int start = payloadStart(at);
                if (startsWith(in.array(), start, end)) {
                    load.delivered(room);
                } else if (end - start == 1 && in.get(start) == '2') {
                    write("3");
                }
                at = end;
            }
            consume(at);
        }

        private static boolean startsWith(byte[] bytes, int start, int end) {
            return end - start >= MESSAGE.length
                    && Arrays.equals(bytes, start, start + MESSAGE.length, MESSAGE, 0, MESSAGE.length);
        }

        void write(String text) throws IOException {
            byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
            ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
            frame.put((byte) 0x81);
            if (payload.length < 126) {
                frame.put((byte) (0x80 | payload.length));
            } else {
                frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
            }
            // A mask of zeros is a mask.
            frame.putInt(0).put(payload).flip();
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
        }
    }
}
