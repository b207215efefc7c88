package dev.parley.redis.presence;

import dev.parley.engine.MonotonicClock;
import dev.parley.presence.PresenceHost;
import dev.parley.presence.PresenceUpdate;
import dev.parley.redis.connection.OutageLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends what happens on this node to the store, and removes from the store what nodes that are gone have left there.
 * One thread makes all calls of the store, in {@link #round()} and {@link #end()}.
 *
 * <p><b>While the store is away</b>, this node answers requests at once by what it knows. When the store is back, the
 * node begins a new lease and stores everything again; the data under its old lease is removed like the data of a node
 * that is gone. So every change that happened meanwhile is found and announced to all, and nothing else is announced.
 *
 * <p><b>A node that was cut off itself</b> does not end the leases of other nodes for a while: the cause may have been
 * the network of the store, and then the other nodes need the time to come back.
 */
final class PresenceWorker {

    /** How often a node renews its lease; also how often it tries to reach a store that is away. */
    static final Duration BEAT = Duration.ofSeconds(2);

    /** How long a lease runs without a beat. Together with a beat, this is well below the promised 15 s. */
    static final Duration LEASE = Duration.ofSeconds(8);

    private static final Logger LOG = System.getLogger(PresenceWorker.class.getName());
    private static final int MAX_PUT = 1000;
    /** Beats between two checks of all rooms: other servers can make sockets join rooms without a call here. */
    private static final int BEATS_PER_SWEEP = 5;

    private static final int BEATS_PER_RENEWAL = 7;

    /** How often a node stores all of its data again. */
    static final Duration RENEWAL = BEAT.multipliedBy(BEATS_PER_RENEWAL);

    private final PresenceStore store;
    private final LocalUsers users;
    private final MonotonicClock clock;
    private final Executor executor;
    private final CrashedNodeCleanup clearance;
    private final PresenceRenewal renewal;
    private final OutageLog outages;
    private final Queue<PresenceRequest> requests = new ConcurrentLinkedQueue<>();
    private final LongAdder answeredAlone = new LongAdder();
    /** Guards the switch between asking the store and answering alone, so that no request is lost between the two. */
    private final Object turn = new Object();

    private volatile PresenceHost host;
    private volatile boolean isUp;
    private volatile Map<String, Integer> nodes = Map.of();
    private volatile Lease lease;
    private volatile boolean isEnding;
    private String epoch;
    private long nextBeat;
    private long upSince;
    private int beats;
    private PresenceBatch batch;
    private final List<Lease> outlived = new ArrayList<>();

    PresenceWorker(String node, PresenceStore store, LocalUsers users, MonotonicClock clock, Executor executor) {
        this.lease = new Lease(node, 1);
        this.store = store;
        this.users = users;
        this.clock = clock;
        this.executor = executor;
        this.clearance = new CrashedNodeCleanup(store, users, this::tell);
        this.renewal = new PresenceRenewal(store, users);
        this.outages = new OutageLog(
                LOG, clock, "Presence is not shared with other nodes", "Presence is shared with other nodes again");
        this.nextBeat = clock.nanos();
    }

    /** Sets the node that is notified of changes. Must be called before the first round. */
    void open(PresenceHost node) {
        host = node;
    }

    /** Queues a request, or answers it here if the store is away. Any thread. */
    void submit(PresenceRequest request) {
        Runnable answer;
        synchronized (turn) {
            if (isUp) {
                requests.add(request);
                return;
            }
            answer = request.alone();
        }
        answeredAlone.increment();
        answer.run();
    }

    /** Whether the store answers. Any thread. */
    boolean isUp() {
        return isUp;
    }

    /** The present lease. Any thread. */
    Lease lease() {
        return lease;
    }

    /** The ids of the nodes that are alive, and the number of sockets of each, as of the last beat. Any thread. */
    Map<String, Integer> nodes() {
        return nodes;
    }

    /** How many requests were answered without the store. Any thread. */
    long answeredAlone() {
        return answeredAlone.sum();
    }

    /** Does the work that is due now. */
    void round() {
        try {
            if (nextBeat - clock.nanos() <= 0) {
                beat();
            }
            if (isUp) {
                bring();
                clearance.proceed(lease);
                renewal.proceed(lease, host);
            }
        } catch (RuntimeException | Error e) {
            lose(e);
        }
    }

    /** How long there is no work unless a request comes, in nanoseconds; zero or less if there is work now. */
    long idleNanos() {
        boolean busy = isUp && (!requests.isEmpty() || users.hasMoved() || !clearance.isDone() || !renewal.isDone());
        return busy ? 0 : nextBeat - clock.nanos();
    }

    private void beat() {
        nextBeat = clock.nanos() + BEAT.toNanos();
        boolean begins = !isUp;
        boolean endOthers = isUp && clock.nanos() - upSince >= LEASE.toNanos();
        LeaseRenewal reply = store.beat(lease, LEASE, users.socketCount(), begins, endOthers);
        if (!reply.isHeld()) {
            String reason = reply.epoch().equals(epoch)
                    ? "this node was silent for longer than " + LEASE.toSeconds() + " s and counts as gone"
                    : "Redis has lost its data";
            LOG.log(Level.WARNING, "Presence begins anew: {0}", reason);
            throw new IllegalStateException(reason);
        }
        if (!begins) {
            outages.well();
        } else {
            putBack(reply.epoch());
        }
        clearance.add(reply.ended());
        nodes = reply.socketsByNode();
        beats++;
        if (beats % BEATS_PER_SWEEP == 0) {
            users.allMoved();
        }
        if (beats % BEATS_PER_RENEWAL == 0) {
            renewal.begin();
        }
    }

    /** Stores everything under the lease that has just begun. */
    private void putBack(String name) {
        boolean dataLost = epoch != null && !epoch.equals(name);
        upSince = clock.nanos();
        List<UserSnapshot> all;
        synchronized (turn) {
            isUp = true;
            all = users.all(UserSnapshot::of);
        }
        for (int from = 0; from < all.size(); from += MAX_PUT) {
            putBack(all.subList(from, Math.min(all.size(), from + MAX_PUT)), dataLost);
        }
        outlived.forEach(store::end);
        clearance.add(outlived);
        outlived.clear();
        epoch = name;
    }

    private void putBack(List<UserSnapshot> some, boolean dataLost) {
        List<String> ids = some.stream().map(UserSnapshot::userId).toList();
        store.enroll(lease, ids);
        ids.forEach(id -> users.with(id, LocalUser::enrolled));
        List<UserReply> replies = store.users(some.stream()
                .<UserCommand>map(
                        known -> new UserCommand.Put(known.userId(), lease, known.sockets(), known.presence()))
                .toList());
        for (int i = 0; i < replies.size(); i++) {
            UserReply reply = replies.get(i);
            users.settle(reply, lease);
            users.placed(some.get(i).userId(), some.get(i).sockets());
            // After a loss of data, every user is new to the store, but this presence may have been announced before.
            if (reply.changed() && !(dataLost && some.get(i).isSettled())) {
                tell(reply.newsFor(lease));
            }
        }
    }

    private void bring() {
        Set<String> moved = users.takeMoved();
        if (!requests.isEmpty() || !moved.isEmpty()) {
            batch = new PresenceBatch(store, users, host, lease, this::run);
            batch.take(requests);
            batch.bring(moved);
            batch = null;
        }
    }

    /** Makes this node answer alone from now on; what it had stored is removed when the store is back. */
    private void lose(Throwable cause) {
        List<Runnable> answers = new ArrayList<>();
        long now = clock.nanos();
        // Perhaps only the connection failed. A failure right after the beginning would occur again.
        boolean atOnce = isUp && now - upSince >= BEAT.toNanos();
        synchronized (turn) {
            if (isUp) {
                outlived.add(lease);
            }
            if (atOnce) {
                nextBeat = now;
            }
            isUp = false;
            if (batch != null) {
                batch.unanswered().forEach(request -> answers.add(request.alone()));
                batch = null;
            }
            for (PresenceRequest request = requests.poll(); request != null; request = requests.poll()) {
                answers.add(request.alone());
            }
        }
        answeredAlone.add(answers.size());
        answers.forEach(this::run);
        lease = lease.next();
        users.forgotten();
        clearance.stop();
        renewal.stop();
        store.close();
        if (atOnce) {
            LOG.log(Level.DEBUG, "Presence has lost its connection: {0}", cause.getMessage());
        } else {
            outages.lost(cause);
        }
    }

    /** Sends the requests that are left to the store, and ends the lease: others may then remove the rest at once. */
    void end() {
        isEnding = true;
        try {
            while (isUp && !requests.isEmpty()) {
                bring();
            }
            if (isUp) {
                store.end(lease);
            }
        } catch (RuntimeException | Error e) {
            lose(e);
        }
        List<Runnable> answers = new ArrayList<>();
        synchronized (turn) {
            isUp = false;
            requests.forEach(request -> answers.add(request.alone()));
            requests.clear();
        }
        answers.forEach(this::run);
        store.close();
    }

    private void tell(PresenceUpdate news) {
        run(() -> host.changed(news));
    }

    /**
     * Runs a task on the executor, because the task may deliver to many, and a beat must not wait for that. While the
     * node ends, or when the executor rejects the task, runs it here.
     */
    private void run(Runnable task) {
        if (isEnding) {
            task.run();
            return;
        }
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }
}
