package dev.parley.redis;

import dev.parley.chat.Presence;
import dev.parley.chat.PresenceHost;
import dev.parley.chat.PresenceNews;
import dev.parley.engine.Clock;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Brings what happens on this node to the store, and clears away what nodes that are gone have left there. All calls of
 * the store are made in its rounds, by one thread.
 *
 * <p><b>While the store is away</b> requests are answered by what this node knows, at once. When it is back, the node
 * begins a new lease and puts everything there again; what it had put there before is cleared away like that of a node
 * that is gone. So a change that happened meanwhile is found, and told to all, whatever it was, and what stayed the same
 * is not told again.
 *
 * <p><b>Who was away itself</b> does not end the leases of others for a while: it may have been the store's network, and
 * they need the time to come back.
 */
final class PresenceWorker {

    /** How often a node says that it is alive; also how often a store that is away is tried. */
    static final Duration BEAT = Duration.ofSeconds(2);

    /** How long others believe it. Together with a beat it is well below the 15 s that are promised. */
    static final Duration LEASE = Duration.ofSeconds(8);

    private static final Logger LOG = System.getLogger(PresenceWorker.class.getName());
    private static final int MAX_PUT = 1000;
    /** Every so many beats it looks for rooms that servers have made sockets join without telling. */
    private static final int BEATS_PER_SWEEP = 5;

    private final PresenceStore store;
    private final LocalUsers users;
    private final Clock clock;
    private final Executor executor;
    private final Clearance clearance;
    private final Queue<PresenceRequest> requests = new ConcurrentLinkedQueue<>();
    private final LongAdder answeredAlone = new LongAdder();
    /** Guards the change between asking the store and answering alone, so that nothing falls in between. */
    private final Object turn = new Object();

    private volatile PresenceHost host;
    private volatile boolean isUp;
    private volatile Map<String, Integer> nodes = Map.of();
    private volatile Lease lease;
    private volatile boolean isEnding;
    private boolean isWarned;
    private String epoch;
    private long nextBeat;
    private long upSince;
    private int beats;
    private PresenceBatch batch;
    private final List<Lease> outlived = new ArrayList<>();

    PresenceWorker(String node, PresenceStore store, LocalUsers users, Clock clock, Executor executor) {
        this.lease = new Lease(node, 1);
        this.store = store;
        this.users = users;
        this.clock = clock;
        this.executor = executor;
        this.clearance = new Clearance(store, users, this::tell);
        this.nextBeat = clock.nanos();
    }

    /** The node that is told of changes; before the first round. */
    void open(PresenceHost node) {
        host = node;
    }

    /** Takes a request; answers it here if the store is away. Any thread. */
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

    /** The lease of the moment. Any thread. */
    Lease lease() {
        return lease;
    }

    /** The nodes that are alive, by their ids, and how many sockets each has, as of the last beat. Any thread. */
    Map<String, Integer> nodes() {
        return nodes;
    }

    /** How many requests were answered without the store. Any thread. */
    long answeredAlone() {
        return answeredAlone.sum();
    }

    /** Does what is to be done just now. */
    void round() {
        try {
            if (nextBeat - clock.nanos() <= 0) {
                beat();
            }
            if (isUp) {
                bring();
                clearance.proceed(lease);
            }
        } catch (RuntimeException | Error e) {
            lose(e);
        }
    }

    /** How long there is nothing to do unless somebody asks for something; nothing or less for at once. */
    long idleNanos() {
        boolean busy = isUp && (!requests.isEmpty() || users.hasMoved() || !clearance.isDone());
        return busy ? 0 : nextBeat - clock.nanos();
    }

    private void beat() {
        nextBeat = clock.nanos() + BEAT.toNanos();
        boolean begins = !isUp;
        boolean endOthers = isUp && clock.nanos() - upSince >= LEASE.toNanos();
        LeaseRenewal renewal = store.beat(lease, LEASE, users.socketCount(), begins, endOthers);
        if (!renewal.isHeld()) {
            String reason = "this node was silent for longer than " + LEASE.toSeconds() + " s and counts as gone";
            LOG.log(Level.WARNING, "Presence begins anew: {0}", reason);
            throw new IllegalStateException(reason);
        }
        if (begins) {
            putBack(renewal.epoch());
        }
        clearance.add(renewal.ended());
        Map<String, Integer> alive = new HashMap<>();
        renewal.sockets().forEach((holder, sockets) -> alive.merge(holder.node(), sockets, Math::max));
        nodes = Map.copyOf(alive);
        beats++;
        if (beats % BEATS_PER_SWEEP == 0) {
            users.allMoved();
        }
    }

    private record Known(String userId, Set<String> sockets, Presence presence, boolean isSettled) {

        static Known of(LocalUser user) {
            // Whoever has not been seen yet has a request in the queue.
            return user.seen() == null
                    ? null
                    : new Known(user.id(), Set.copyOf(user.sockets().keySet()), user.seen(), user.isSettled());
        }
    }

    /** Puts everything into the store under the lease that has just begun. */
    private void putBack(String name) {
        boolean dataLost = epoch != null && !epoch.equals(name);
        upSince = clock.nanos();
        List<Known> all;
        synchronized (turn) {
            isUp = true;
            all = users.all(Known::of);
        }
        for (int from = 0; from < all.size(); from += MAX_PUT) {
            putBack(all.subList(from, Math.min(all.size(), from + MAX_PUT)), dataLost);
        }
        outlived.forEach(store::end);
        clearance.add(outlived);
        outlived.clear();
        epoch = name;
        if (isWarned) {
            LOG.log(Level.INFO, "Presence is shared with other nodes again");
            isWarned = false;
        }
    }

    private void putBack(List<Known> some, boolean dataLost) {
        List<String> ids = some.stream().map(Known::userId).toList();
        store.enroll(lease, ids);
        ids.forEach(id -> users.with(id, LocalUser::enrolled));
        List<UserReply> replies = store.users(some.stream()
                .<UserStep>map(known -> new UserStep.Put(known.userId(), lease, known.sockets(), known.presence()))
                .toList());
        for (int i = 0; i < replies.size(); i++) {
            UserReply reply = replies.get(i);
            users.settle(reply, lease);
            users.placed(some.get(i).userId(), some.get(i).sockets());
            // After a loss of data everybody is new to the store, but not to those who were told before.
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

    /** From now on this node answers alone; what it had put into the store is cleared away when that is back. */
    private void lose(Throwable cause) {
        List<Runnable> answers = new ArrayList<>();
        long now = clock.nanos();
        // Perhaps it was only the connection. What has failed right after the beginning will do so again.
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
        store.close();
        if (atOnce) {
            LOG.log(Level.DEBUG, "Presence has lost its connection: {0}", cause.getMessage());
        } else if (!isWarned) {
            LOG.log(Level.WARNING, "Presence is not shared with other nodes: {0}", cause.getMessage());
            isWarned = true;
        }
    }

    /** The node ends: what is left is brought to the store, and others may clear away the rest at once. */
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

    private void tell(PresenceNews news) {
        run(() -> host.changed(news));
    }

    /** Elsewhere, because it delivers to many, and a beat must not wait for that; here if the node ends, and nothing must. */
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
