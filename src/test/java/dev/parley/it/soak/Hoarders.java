package dev.parley.it.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Those who make a node hold what they have begun to send, and do not end it. */
final class Hoarders {

    private static final int MEGABYTE = 1024 * 1024;
    private static final int STRANGERS_MESSAGE = 16 * 1024;
    private static final int PIECE = 8 * 1024;
    private static final int LARGE_PIECE = 64 * 1024;
    private static final AtomicInteger USERS = new AtomicInteger();

    private Hoarders() {}

    /** Nobody knows who it is; a message of a megabyte over WebSocket, whose last piece is missing. */
    static Hostile.Kind unfinishedMessage() {
        return (peer, random) -> new Stranger(RawConnection.open(peer), peer, MEGABYTE);
    }

    /** Nobody knows who it is; as much of a message over WebSocket as a stranger may send, without its end. */
    static Hostile.Kind unfinishedMessageWithinLimit() {
        return (peer, random) -> new Stranger(RawConnection.open(peer), peer, STRANGERS_MESSAGE);
    }

    /** Nobody knows who it is; a polling body of a megabyte, of which a kilobyte comes in each step. */
    static Hostile.Kind unfinishedBody() {
        return (peer, random) -> {
            try (PollingLine line = PollingLine.open(peer)) {
                return new Body(peer, line.session(), MEGABYTE - 1, 1024);
            }
        };
    }

    /** A user; the largest polling body that is allowed, without its last byte. */
    static Hostile.Kind unfinishedBodyOfUser(Target target) {
        return (peer, random) -> {
            try (PollingLine line = PollingLine.open(peer)) {
                ChatClient.connect(line, target.token("body-" + USERS.incrementAndGet()));
                return new Body(peer, line.session(), MEGABYTE, LARGE_PIECE);
            }
        };
    }

    /** A user; a message over WebSocket that waits for the second of two attachments, the first of nearly a megabyte. */
    static Hostile.Kind unfinishedAttachments(Target target) {
        return (peer, random) -> new Attachments(RawConnection.open(peer), peer, target);
    }

    private static final class Stranger implements Hostile {

        private final RawConnection connection;
        private final int bytes;
        private boolean upgraded;
        private int sent;

        Stranger(RawConnection connection, Peer peer, int bytes) {
            this.connection = connection;
            this.bytes = bytes;
            connection.send(peer.upgrade());
        }

        @Override
        public boolean step() {
            boolean open = connection.read();
            upgraded |= connection.hasCome("101");
            if (upgraded && sent < bytes && connection.flush()) {
                connection.send(Frames.frame(sent == 0 ? Frames.TEXT : Frames.CONTINUATION, new byte[PIECE]));
                sent += PIECE;
            }
            return open;
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    private static final class Body implements Hostile {

        private final RawConnection connection;
        private final int declared;
        private final int piece;
        private int sent;

        Body(Peer peer, String session, int declared, int piece) throws IOException {
            this.connection = RawConnection.open(peer);
            this.declared = declared;
            this.piece = piece;
            connection.send(peer.head(
                    "POST " + session, "Content-Type: text/plain;charset=UTF-8", "Content-Length: " + declared));
        }

        @Override
        public boolean step() {
            if (connection.flush() && sent < declared - 1) {
                int length = Math.min(piece, declared - 1 - sent);
                connection.send("4".repeat(length).getBytes(StandardCharsets.US_ASCII));
                sent += length;
            }
            return connection.read();
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    private static final class Attachments implements Hostile {

        private static final int STEPS_OF_PONG = 10;
        private static final String EVENT =
                "452-[\"message\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]";

        private final RawConnection connection;
        private final Entrance entrance;
        private boolean sent;
        private int steps;

        Attachments(RawConnection connection, Peer peer, Target target) {
            this.connection = connection;
            this.entrance =
                    new Entrance(connection, peer, target.token("attachments-" + USERS.incrementAndGet()), null);
        }

        @Override
        public boolean step() {
            boolean open = connection.read();
            connection.flush();
            if (entrance.isOpen() && !sent) {
                sent = true;
                connection.sendText(EVENT);
                connection.send(Frames.frame(Frames.FIN | Frames.BINARY, new byte[MEGABYTE - PIECE]));
            } else if (sent && ++steps % STEPS_OF_PONG == 0) {
                connection.sendText("3");
            }
            return open;
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
