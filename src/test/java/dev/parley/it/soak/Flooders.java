package dev.parley.it.soak;

import dev.parley.it.TestIssuer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Those who send more than they may, or what they may not, in good form and in bulk. */
final class Flooders {

    private static final AtomicInteger USERS = new AtomicInteger();

    private Flooders() {}

    /** A CONNECT with a token that is not good, and away. */
    static Hostile.Kind badToken() {
        List<String> tokens = List.of(
                TestIssuer.tokenByAnotherKey("eve"),
                TestIssuer.tokenNamingKey("nobody-knows"),
                TestIssuer.tokenWithoutSignature("eve"),
                "no.token.atall",
                "");
        return (peer, random) ->
                new BadToken(RawConnection.open(peer), peer, tokens.get(random.nextInt(tokens.size())));
    }

    /** A user who joins rooms without end and says things far over the limits, so many in each step. */
    static Hostile.Kind eventsOverLimits(Target target, int perStep) {
        return (peer, random) -> new Events(RawConnection.open(peer), peer, target, perStep);
    }

    private static final class BadToken implements Hostile {

        private static final int STEPS = 20;

        private final RawConnection connection;
        private final String token;
        private boolean asked;
        private int steps;

        BadToken(RawConnection connection, Peer peer, String token) {
            this.connection = connection;
            this.token = token;
            connection.send(peer.upgrade());
        }

        @Override
        public boolean step() {
            boolean open = connection.read();
            if (!asked && connection.hasCome("101")) {
                connection.sendText("40{\"token\":\"" + token + "\"}");
                asked = true;
            }
            return open && ++steps < STEPS && !connection.hasCome("44{");
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    private static final class Events implements Hostile {

        private final RawConnection connection;
        private final Entrance entrance;
        private final int perStep;
        private int sent;

        Events(RawConnection connection, Peer peer, Target target, int perStep) {
            this.connection = connection;
            this.perStep = perStep;
            this.entrance = new Entrance(connection, peer, target.token("flooder-" + USERS.incrementAndGet()), null);
        }

        @Override
        public boolean step() {
            boolean open = connection.read();
            if (entrance.isOpen() && connection.flush()) {
                for (int i = 0; i < perStep; i++) {
                    connection.sendText(event(sent++));
                }
                connection.sendText("3");
            }
            return open;
        }

        private static String event(int number) {
            return switch (number % 5) {
                case 0 -> "42" + number + "[\"join-room\",{\"room\":\"flood-" + number + "\"}]";
                case 1 ->
                    "42" + number + "[\"message\",{\"room\":\"nobody-is-here\",\"type\":\"text\",\"content\":\"x\"}]";
                case 2 -> "42" + number + "[\"unheard-of\",{\"a\":[1,2,3]}]";
                case 3 -> "42[\"presence-update\",\"" + (number % 2 == 0 ? "busy" : "away") + "\"]";
                default -> "42" + number + "[\"join-room\",{\"room\":\"" + "r".repeat(200) + "\"}]";
            };
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
