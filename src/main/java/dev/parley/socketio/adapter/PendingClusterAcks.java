package dev.parley.socketio.adapter;

import dev.parley.engine.Timers;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;

/**
 * The acknowledgements of one event from the clients of all nodes. Each acknowledgement is passed to the collector when
 * it arrives. The total number is reported when every node has reported its number of clients and as many
 * acknowledgements have arrived from the other nodes, or when the time-out expires. It is not reported earlier, so that
 * a number that another node claims does not cost anything here.
 *
 * <p>Thread-safe. The collector is called on the executor, because it must not run on the threads of the bus and of the
 * timers.
 */
final class PendingClusterAcks {

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
     * An empty collection.
     *
     * @param total called once with the number of acknowledgements to expect
     */
    PendingClusterAcks(IntConsumer total, AckCollector collector, Executor executor) {
        this.total = total;
        this.collector = collector;
        this.executor = executor;
    }

    /** Sets the time-out, which is cancelled as soon as the collection is complete. */
    void limit(Timers.Timeout until) {
        synchronized (this) {
            if (!over) {
                timeout = until;
                return;
            }
        }
        until.cancel();
    }

    /**
     * Sets the number of clients of this node that must acknowledge. Their acknowledgements go to the collector
     * directly.
     */
    void local(int clients) {
        synchronized (this) {
            localClients = clients;
        }
        tellIfAllAreThere();
    }

    /** Sets the number of other nodes that must report. */
    void expect(int nodes) {
        synchronized (this) {
            others = nodes;
        }
        tellIfAllAreThere();
    }

    /** Takes another node's number of clients, or an acknowledgement of one of its clients. Ignores other responses. */
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

    /**
     * The time-out has expired: everything that is missing, including a node's number, counts as one missed
     * acknowledgement.
     */
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
