package dev.parley.it.soak;

import java.nio.charset.StandardCharsets;

/** Those who send slowly: a byte in each step. */
final class Dribblers {

    private Dribblers() {}

    /** The headers of a request. */
    static Hostile.Kind headers() {
        return (peer, random) -> {
            byte[] head = peer.head("GET /socket.io/?EIO=4&transport=polling");
            // The empty line at the end never comes.
            byte[] beginning = (new String(head, 0, head.length - 2, StandardCharsets.US_ASCII) + "X-Slow: ")
                    .getBytes(StandardCharsets.US_ASCII);
            return new Dribbler(RawConnection.open(peer), beginning);
        };
    }

    /** A WebSocket frame of 16,000 bytes, right after the handshake. */
    static Hostile.Kind frame() {
        return (peer, random) -> {
            byte[] upgrade = peer.upgrade();
            byte[] header = Frames.header(Frames.FIN | Frames.TEXT, 16_000);
            byte[] beginning = new byte[upgrade.length + header.length];
            System.arraycopy(upgrade, 0, beginning, 0, upgrade.length);
            System.arraycopy(header, 0, beginning, upgrade.length, header.length);
            return new Dribbler(RawConnection.open(peer), beginning);
        };
    }

    private static final class Dribbler implements Hostile {

        private final RawConnection connection;

        Dribbler(RawConnection connection, byte[] beginning) {
            this.connection = connection;
            connection.send(beginning);
        }

        @Override
        public boolean step() {
            if (connection.flush()) {
                connection.send(new byte[] {'x'});
            }
            return connection.read();
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
