package dev.parley.it.soak;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Members of one big room who do not read what is said there, and those who say it. All are users. */
final class Stallers {

    private static final String ROOM = "stalled-room";
    private static final int RECEIVE_BUFFER = 8 * 1024;
    private static final AtomicInteger USERS = new AtomicInteger();

    private Stallers() {}

    /** A member over WebSocket that does not read. */
    static Hostile.Kind reader(Target target) {
        return (peer, random) -> new Reader(RawConnection.open(peer, RECEIVE_BUFFER), peer, target);
    }

    /** A member over polling that does not read the answer to its poll. */
    static Hostile.Kind poller(Target target) {
        return (peer, random) -> {
            try (PollingLine line = PollingLine.open(peer)) {
                ChatClient client = ChatClient.connect(line, target.token("stalled-" + USERS.incrementAndGet()));
                client.join(ROOM);
                return new Poller(RawConnection.open(peer, RECEIVE_BUFFER), peer, line.session());
            }
        };
    }

    /** A member that reads, and says so many bytes in each step. */
    static Hostile.Kind speaker(Target target, int bytes) {
        return (peer, random) -> new Speaker(RawConnection.open(peer), peer, target, bytes);
    }

    private static final class Reader implements Hostile {

        private final RawConnection connection;
        private final Entrance entrance;
        private boolean open;

        Reader(RawConnection connection, Peer peer, Target target) {
            this.connection = connection;
            this.entrance = new Entrance(connection, peer, target.token("stalled-" + USERS.incrementAndGet()), ROOM);
        }

        @Override
        public boolean step() {
            if (open) {
                // Nothing is read any more, so nothing tells of the end; one who has been given up is found when it
                // sends.
                connection.sendText("3");
                return !connection.isOver();
            }
            boolean there = connection.read();
            open = entrance.isOpen();
            return there;
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    private static final class Poller implements Hostile {

        private static final int STEPS = 60;

        private final RawConnection connection;
        private int steps;

        Poller(RawConnection connection, Peer peer, String session) {
            this.connection = connection;
            connection.send(peer.head("GET " + session));
        }

        @Override
        public boolean step() {
            return ++steps < STEPS;
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    private static final class Speaker implements Hostile {

        private final RawConnection connection;
        private final Entrance entrance;
        private final String message;

        Speaker(RawConnection connection, Peer peer, Target target, int bytes) {
            this.connection = connection;
            this.entrance = new Entrance(connection, peer, target.token("speaker-" + USERS.incrementAndGet()), ROOM);
            this.message = "42[\"message\",{\"room\":\"" + ROOM + "\",\"type\":\"text\",\"content\":\""
                    + "s".repeat(bytes) + "\"}]";
        }

        @Override
        public boolean step() throws IOException {
            boolean there = connection.read();
            if (entrance.isOpen() && connection.flush()) {
                connection.sendText("3");
                connection.sendText(message);
            }
            return there;
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
