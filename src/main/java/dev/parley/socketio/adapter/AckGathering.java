package dev.parley.socketio.adapter;

import dev.parley.engine.Timers;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;

/**
 * The acknowledgements of one event from the clients of all nodes. Each goes to the collector as it comes; how many there
 * will be is told when every node has said how many clients it has, and as many acknowledgements have come from them, or
 * when the time is over. Only then, so that no number that another node claims costs anything here.
 *
 * <p>Thread-safe. Whoever collects is called on the executor, for neither the bus nor the timers have the time.
 */
final class AckGathering {

    /** How many acknowledgements of other nodes one event may collect. */
    static final int MAX_ACKS = 1_000_000;

    private static final int UNKNOWN = -1;

    private final IntConsumer total;
    private final AckCollector collector;
    private final Executor executor;
    private Timers.Timeout timeout = Timers.Timeout.NONE;
    private final Set<String> counted = new HashSet<>();
    private int others = UNKNOWN;
    private int counts;
    private long remoteClients;
    private int remoteAcks;
    private int localClients = UNKNOWN;
    private boolean over;

    /**
     * Nothing has come yet.
     *
     * @param total told once how many acknowledgements there will be
     */
    AckGathering(IntConsumer total, AckCollector collector, Executor executor) {
        this.total = total;
        this.collector = collector;
        this.executor = executor;
    }

    /** When the time is over; cancelled as soon as nobody waits for that. */
    void limit(Timers.Timeout until) {
        synchronized (this) {
            if (!over) {
                timeout = until;
                return;
            }
        }
        until.cancel();
    }

    /** So many clients of this node have been asked; what they answer goes to the collector directly. */
    void local(int clients) {
        synchronized (this) {
            localClients = clients;
        }
        tellIfAllAreThere();
    }

    /** So many other nodes have been asked. */
    void expect(int nodes) {
        synchronized (this) {
            others = nodes;
        }
        tellIfAllAreThere();
    }

    /** Another node tells how many clients it has asked, or one of its clients has acknowledged; else it is ignored. */
    void receive(String node, ClusterResponse response) {
        if (response instanceof ClusterResponse.ClientCount count) {
            counted(node, count.clients());
        } else if (response instanceof ClusterResponse.ClientAck ack) {
            acknowledged(ack);
        }
    }

    private void counted(String node, int clients) {
        synchronized (this) {
            if (over || node != null && !counted.add(node)) {
                return;
            }
            counts++;
            remoteClients += clients;
        }
        tellIfAllAreThere();
    }

    private void acknowledged(ClusterResponse.ClientAck ack) {
        synchronized (this) {
            if (over || remoteAcks == MAX_ACKS) {
                return;
            }
            remoteAcks++;
        }
        executor.execute(() -> collector.acknowledged(ack.arguments()));
        tellIfAllAreThere();
    }

    private void tellIfAllAreThere() {
        int all;
        synchronized (this) {
            boolean known = localClients != UNKNOWN && others != UNKNOWN && counts >= others;
            if (over || !known || remoteAcks < remoteClients) {
                return;
            }
            over = true;
            all = localClients + remoteAcks;
        }
        timeout.cancel();
        executor.execute(() -> total.accept(all));
    }

    /** Nobody waits any more: whatever is missing, a node's number included, counts as one that is missed. */
    void expire() {
        int all;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            all = Math.max(0, localClients) + remoteAcks + 1;
        }
        executor.execute(() -> {
            total.accept(all);
            collector.missed();
        });
    }
}
