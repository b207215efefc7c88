package dev.parley.it.soak;

/** Brings a raw connection in as a user of the chat, over WebSocket, without ever waiting. */
final class Entrance {

    private enum Stage {
        UPGRADING,
        CONNECTING,
        JOINING,
        IN
    }

    private final RawConnection connection;
    private final String token;
    private final String room;
    private Stage stage = Stage.UPGRADING;

    /** Begins; the room may be null. */
    Entrance(RawConnection connection, Peer peer, String token, String room) {
        this.connection = connection;
        this.token = token;
        this.room = room;
        connection.send(peer.upgrade());
    }

    /** Looks at what has been read, does what comes next, and tells whether the user is in. */
    boolean isOpen() {
        switch (stage) {
            case UPGRADING -> {
                if (connection.hasCome("101")) {
                    connection.sendText("40{\"token\":\"" + token + "\"}");
                    stage = Stage.CONNECTING;
                }
            }
            case CONNECTING -> {
                if (connection.hasCome("40{")) {
                    stage = room == null ? Stage.IN : join();
                }
            }
            case JOINING -> {
                if (connection.hasCome("430[")) {
                    stage = Stage.IN;
                }
            }
            case IN -> {}
        }
        return stage == Stage.IN;
    }

    private Stage join() {
        connection.sendText("420[\"join-room\",{\"room\":\"" + room + "\"}]");
        return Stage.JOINING;
    }
}
