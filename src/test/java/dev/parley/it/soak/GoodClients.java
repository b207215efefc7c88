package dev.parley.it.soak;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Many good clients in rooms of ten, each fourth of them over polling. Each says something every two seconds, all of them evenly
 * spread over that time.
 */
final class GoodClients implements Closeable {

    static final int ROOM = 10;
    private static final long EVERY_MILLIS = 2_000;
    private static final int SENDING_THREADS = 8;
    private static final int POLLING_EACH = 4;

    private final List<GoodClient> clients = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private final ScheduledExecutorService sending = Executors.newScheduledThreadPool(SENDING_THREADS);

    /** Connects so many, a multiple of {@link #ROOM}; they say nothing yet. */
    GoodClients(Target target, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Peer peer = target.peer(i + 1);
            Line line = i % POLLING_EACH == 0 ? PollingLine.open(peer) : WebSocketLine.open(peer);
            ChatClient client = ChatClient.connect(line, target.token("good-" + i));
            clients.add(new GoodClient(i, "good-room-" + i / ROOM, ROOM, client, ledger));
        }
    }

    /** From now on they speak. */
    void speak() {
        for (int i = 0; i < clients.size(); i++) {
            GoodClient client = clients.get(i);
            long delay = EVERY_MILLIS * i / clients.size();
            long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delay);
            sending.scheduleAtFixedRate(new Turns(client, start), delay, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** What a client says is due at fixed times, however late it is said. */
    private static final class Turns implements Runnable {

        private final GoodClient client;
        private long due;

        Turns(GoodClient client, long start) {
            this.client = client;
            due = start;
        }

        @Override
        public void run() {
            client.say(due);
            due += TimeUnit.MILLISECONDS.toNanos(EVERY_MILLIS);
        }
    }

    /** They listen, and say nothing more. */
    void fallSilent() throws InterruptedException {
        sending.shutdown();
        sending.awaitTermination(1, TimeUnit.MINUTES);
    }

    Ledger ledger() {
        return ledger;
    }

    int count() {
        return clients.size();
    }

    @Override
    public void close() {
        sending.shutdownNow();
        clients.forEach(GoodClient::close);
    }
}
