package dev.parley.redis;

import dev.parley.chat.Presence;
import dev.parley.chat.PresenceDirectory;
import dev.parley.chat.PresenceHost;
import dev.parley.chat.PresenceNews;
import dev.parley.chat.PresenceStatus;
import dev.parley.chat.RoomOrigin;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Presence of all nodes that share a Redis. A node that is killed is taken for gone after {@link PresenceWorker#LEASE} and
 * a {@link PresenceWorker#BEAT}; its users are offline then, if they have no sockets elsewhere.
 *
 * <p>No stage fails. While Redis is away, users of this node are seen as this node knows it and all others are offline;
 * when it is back, the nodes find out for themselves what changed meanwhile, and tell it. Timestamps are of Redis' clock,
 * except while it is away.
 */
public final class RedisPresence implements PresenceDirectory, AutoCloseable {

    /** Time for the end of a node to reach Redis; whoever waits for the node to end does not wait longer. */
    private static final Duration PARTING = Duration.ofSeconds(3);

    private final LocalUsers users = new LocalUsers();
    private final PresenceWorker worker;
    private final Clock wall;
    private final Thread thread;
    private volatile PresenceHost host;
    private volatile boolean isClosing;

    /**
     * Presence of a node that is not open yet.
     *
     * @param node its id, unlike that of every other and of every earlier start
     * @param threads makes the one thread that calls Redis
     * @param executor runs what follows from the answers, which may be a message to many
     */
    public RedisPresence(
            RedisSettings settings,
            String node,
            ThreadFactory threads,
            Executor executor,
            dev.parley.engine.Clock monotonic,
            Clock wall) {
        this.wall = wall;
        worker = new PresenceWorker(node, new RedisPresenceStore(settings), users, monotonic, executor);
        thread = threads.newThread(this::work);
        thread.setName("parley-presence");
    }

    /** Presence whose rounds a test makes. */
    RedisPresence(String node, PresenceStore store, Executor executor, dev.parley.engine.Clock monotonic, Clock wall) {
        this.wall = wall;
        worker = new PresenceWorker(node, store, users, monotonic, executor);
        thread = null;
    }

    @Override
    public void open(PresenceHost node) {
        host = node;
        worker.open(node);
        if (thread != null) {
            thread.start();
        }
    }

    private void work() {
        while (!isClosing) {
            worker.round();
            long idle = worker.idleNanos();
            if (idle > 0 && !isClosing) {
                LockSupport.parkNanos(idle);
                // Somebody's interrupt, which ends nothing here, would keep the thread from ever parking again.
                Thread.interrupted();
            }
        }
        worker.end();
    }

    /** One round, for tests. */
    PresenceWorker worker() {
        return worker;
    }

    @Override
    public CompletionStage<Optional<PresenceNews>> connected(String userId, String socketId) {
        boolean first = users.add(userId, socketId);
        Supplier<Optional<PresenceNews>> alone = () -> Optional.ofNullable(users.with(
                        userId, user -> first ? user.decide(PresenceStatus.ONLINE, null, wall.instant()) : null))
                .map(PresenceNews::local);
        return ask(userId, lease -> new UserStep.Put(userId, lease, Set.of(socketId), null), null, this::change, alone);
    }

    @Override
    public CompletionStage<Optional<PresenceNews>> disconnected(String userId, String socketId) {
        LocalUsers.Departure departure = users.remove(userId, socketId);
        if (departure == null) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        Supplier<Optional<PresenceNews>> alone =
                () -> departure.isLast() && !departure.user().isElsewhere()
                        ? Optional.of(PresenceNews.local(departure.user().leave(wall.instant())))
                        : Optional.empty();
        return ask(userId, lease -> new UserStep.Drop(userId, lease, socketId), departure, this::change, alone);
    }

    @Override
    public CompletionStage<Optional<PresenceNews>> changed(
            String userId, String socketId, PresenceStatus status, JsonObject metadata) {
        Supplier<Optional<PresenceNews>> alone = () -> Optional.ofNullable(users.with(
                        userId,
                        user -> user.sockets().containsKey(socketId)
                                ? user.decide(status, metadata, wall.instant())
                                : null))
                .map(PresenceNews::local);
        return ask(
                userId,
                lease -> new UserStep.Change(userId, lease, socketId, status, metadata),
                null,
                this::change,
                alone);
    }

    @Override
    public void moved(String userId, String socketId) {
        users.moved(userId);
        wake();
    }

    @Override
    public CompletionStage<PresenceNews> newsOf(String userId) {
        return ask(
                userId,
                lease -> new UserStep.Look(userId),
                null,
                reply -> reply.newsFor(worker.lease()),
                () -> PresenceNews.local(seenHere(userId)));
    }

    private Presence seenHere(String userId) {
        Presence seen = users.with(userId, LocalUser::seenHere);
        return seen == null ? Presence.offline(userId, wall.instant()) : seen;
    }

    @Override
    public CompletionStage<Set<String>> usersElsewhereIn(String room) {
        CompletableFuture<Set<String>> result = new CompletableFuture<>();
        submit(new PresenceRequest.UsersIn(room, result));
        return result;
    }

    @Override
    public CompletionStage<Integer> socketsElsewhereIn(String room) {
        CompletableFuture<Integer> result = new CompletableFuture<>();
        submit(new PresenceRequest.SocketsIn(room, result));
        return result;
    }

    @Override
    public CompletionStage<Map<String, RoomOrigin>> originsOf(Collection<String> rooms) {
        CompletableFuture<Map<String, RoomOrigin>> result = new CompletableFuture<>();
        submit(new PresenceRequest.Origins(List.copyOf(rooms), () -> originsHere(rooms), result));
        return result;
    }

    private Map<String, RoomOrigin> originsHere(Collection<String> rooms) {
        Map<String, RoomOrigin> origins = new HashMap<>();
        rooms.forEach(room -> host.originOf(room).ifPresent(origin -> origins.put(room, origin)));
        return origins;
    }

    /** The nodes that are alive, by their ids, and how many sockets each has; while Redis is away, those of before. */
    public Map<String, Integer> nodes() {
        return worker.nodes();
    }

    /** Whether presence is shared with other nodes just now. */
    public boolean isShared() {
        return worker.isUp();
    }

    /** How many requests this node has answered alone, because Redis was away. */
    public long answeredAlone() {
        return worker.answeredAlone();
    }

    private Optional<PresenceNews> change(UserReply reply) {
        return reply.changed() ? Optional.of(reply.newsFor(worker.lease())) : Optional.empty();
    }

    private <T> CompletionStage<T> ask(
            String userId,
            Function<Lease, UserStep> step,
            LocalUsers.Departure departure,
            Function<UserReply, T> settled,
            Supplier<T> alone) {
        CompletableFuture<T> result = new CompletableFuture<>();
        submit(new PresenceRequest.OfUser(
                userId,
                step,
                departure,
                reply -> {
                    T answer = settled.apply(reply);
                    return () -> result.complete(answer);
                },
                () -> {
                    T answer = alone.get();
                    return () -> result.complete(answer);
                }));
        return result;
    }

    private void submit(PresenceRequest request) {
        worker.submit(request);
        wake();
    }

    private void wake() {
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /**
     * Tells Redis that this node ends, so that nobody has to wait for its lease to run out; waits for it, for
     * {@link #PARTING} at most. Again does nothing. What is asked afterwards is answered by what this node knows.
     */
    @Override
    public void close() {
        isClosing = true;
        wake();
        try {
            if (thread != null) {
                thread.join(PARTING.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
