package dev.parley.it.soak;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A client of a cluster with faults: a member of one room who comes back whenever its connection ends, to the next node if its own
 * is away, and who speaks as long as it is connected. It has two threads.
 */
final class Member implements Closeable {

    private static final String MESSAGE = "42[\"message\",";
    private static final String CONTENT = "\"content\":\"";
    private static final int FIRST_ID = 100;
    private static final long PAUSE_MILLIS = 400;

    private final int number;
    private final boolean polling;
    private final String room;
    private final String token;
    private final Cluster cluster;
    private final FaultLedger ledger;
    private volatile Stay stay;
    private volatile boolean over;

    /** Comes at once. */
    Member(int number, boolean polling, String room, String token, Cluster cluster, FaultLedger ledger) {
        this.number = number;
        this.polling = polling;
        this.room = room;
        this.token = token;
        this.cluster = cluster;
        this.ledger = ledger;
        inBackground(this::live, "member " + number);
        inBackground(this::speak, "member " + number + " speaking");
    }

    String user() {
        return "member-" + number;
    }

    String room() {
        return room;
    }

    /** Whether it is connected and has joined. */
    boolean isThere() {
        return stay != null;
    }

    private void inBackground(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void live() {
        for (int attempt = 0; !over; attempt++) {
            try {
                int node = (number + attempt) % cluster.size();
                come(node);
                // It was there: its own node first again.
                attempt = -1;
            } catch (IOException e) {
                // Away, or not ready yet: the next one.
            }
            pause();
        }
    }

    private void come(int node) throws IOException {
        FaultLedger.Incarnation incarnation = cluster.incarnation(node);
        Peer peer = Peer.numbered(cluster.link(node).port(), number);
        Line line = polling ? PollingLine.open(peer) : WebSocketLine.open(peer);
        try (ChatClient client = ChatClient.connect(line, token)) {
            client.join(room);
            Stay current = new Stay(client, ledger.arrived(user(), room, incarnation));
            stay = current;
            client.hear(current);
        } finally {
            Stay last = stay;
            stay = null;
            if (last != null) {
                last.presence.over();
            }
        }
    }

    private void speak() {
        while (!over) {
            pause();
            Stay current = stay;
            if (current != null) {
                current.say();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over = true;
        Stay current = stay;
        if (current != null) {
            current.client.close();
        }
    }

    /** One connection of it. */
    private final class Stay implements ChatClient.Listener {

        private final ChatClient client;
        private final FaultLedger.Presence presence;
        private final Map<Integer, Long> unacknowledged = new ConcurrentHashMap<>();
        private int nextId = FIRST_ID;

        Stay(ChatClient client, FaultLedger.Presence presence) {
            this.client = client;
            this.presence = presence;
        }

        void say() {
            long message = ledger.said(presence);
            int id = nextId++;
            unacknowledged.put(id, message);
            try {
                client.send("42" + id + "[\"message\",{\"room\":\"" + room + "\",\"type\":\"text\",\"content\":\""
                        + message + "\"}]");
            } catch (IOException e) {
                client.close();
            }
        }

        @Override
        public void packet(String packet) {
            if (packet.startsWith(MESSAGE)) {
                int from = packet.indexOf(CONTENT) + CONTENT.length();
                ledger.heard(presence, Long.parseLong(packet.substring(from, packet.indexOf('"', from))));
            } else if (packet.startsWith("43")) {
                int array = packet.indexOf('[');
                Long message = unacknowledged.remove(Integer.parseInt(packet.substring(2, array)));
                if (message == null) {
                    ledger.failed(user() + " was told of " + packet);
                } else if (packet.contains("\"success\":true")) {
                    ledger.acknowledged(message);
                }
            }
        }

        @Override
        public void ended(String how) {
            presence.over();
        }
    }
}
