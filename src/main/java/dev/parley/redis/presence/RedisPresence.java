package dev.parley.redis.presence;

import dev.parley.idempotency.SharedKeys;
import dev.parley.presence.Presence;
import dev.parley.presence.PresenceDirectory;
import dev.parley.presence.PresenceHost;
import dev.parley.presence.PresenceStatus;
import dev.parley.presence.PresenceUpdate;
import dev.parley.presence.RoomOrigin;
import dev.parley.redis.connection.RedisSettings;
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
 * Presence on all nodes that share a Redis. A node that is killed counts as gone after {@link PresenceWorker#LEASE} and
 * one {@link PresenceWorker#BEAT}; its users are then offline if they have no sockets on other nodes.
 *
 * <p>No stage fails. While Redis is away, users of this node have the presence that this node knows, and all other
 * users are offline. When Redis is back, the nodes find out for themselves what changed meanwhile, and announce it.
 * Timestamps come from the clock of Redis, except while Redis is away.
 */
public final class RedisPresence implements PresenceDirectory, AutoCloseable {

    /** How long {@link #close()} waits for the end of this node to reach Redis. */
    private static final Duration PARTING = Duration.ofSeconds(3);

    private final LocalUsers users = new LocalUsers();
    private final PresenceWorker worker;
    private final Clock wall;
    private final Thread thread;
    private volatile PresenceHost host;
    private volatile boolean isClosing;

    /**
     * Creates the presence of a node that is not open yet.
     *
     * @param node the id of the node, different from that of every other node and of every earlier start
     * @param threads makes the one thread that calls Redis
     * @param executor runs the tasks that follow from the answers; a task may send a message to many
     */
    public RedisPresence(
            RedisSettings settings,
            String node,
            ThreadFactory threads,
            Executor executor,
            dev.parley.engine.MonotonicClock monotonic,
            Clock wall) {
        this.wall = wall;
        worker = new PresenceWorker(node, new RedisPresenceStore(settings), users, monotonic, executor);
        thread = threads.newThread(this::work);
        thread.setName("parley-presence");
    }

    /** Creates a presence without a thread; a test runs its rounds. */
    RedisPresence(
            String node,
            PresenceStore store,
            Executor executor,
            dev.parley.engine.MonotonicClock monotonic,
            Clock wall) {
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
                // An interrupt ends nothing here; if it stayed pending, the thread could never park again.
                Thread.interrupted();
            }
        }
        worker.end();
    }

    /** The worker, for tests. */
    PresenceWorker worker() {
        return worker;
    }

    @Override
    public CompletionStage<Optional<PresenceUpdate>> connected(String userId, String socketId) {
        boolean first = users.add(userId, socketId);
        Supplier<Optional<PresenceUpdate>> alone = () -> Optional.ofNullable(users.with(
                        userId, user -> first ? user.decide(PresenceStatus.ONLINE, null, wall.instant()) : null))
                .map(PresenceUpdate::local);
        return ask(
                userId, lease -> new UserCommand.Put(userId, lease, Set.of(socketId), null), null, this::change, alone);
    }

    @Override
    public CompletionStage<Optional<PresenceUpdate>> disconnected(String userId, String socketId) {
        LocalUsers.Departure departure = users.remove(userId, socketId);
        if (departure == null) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        Supplier<Optional<PresenceUpdate>> alone =
                () -> departure.isLast() && !departure.user().isElsewhere()
                        ? Optional.of(PresenceUpdate.local(departure.user().leave(wall.instant())))
                        : Optional.empty();
        return ask(
                userId,
                lease -> new UserCommand.Drop(userId, lease, socketId),
                departure,
                reply -> isLostAndLast(departure, reply) ? Optional.of(reply.newsFor(worker.lease())) : change(reply),
                alone);
    }

    /** Whether the store had lost the socket before it disconnected, and the socket was the last one of the user. */
    private static boolean isLostAndLast(LocalUsers.Departure departure, UserReply reply) {
        return departure.isLast()
                && departure.registration().isPlaced()
                && reply.removed().isEmpty()
                && !reply.presence().isConnected();
    }

    @Override
    public CompletionStage<Optional<PresenceUpdate>> changed(
            String userId, String socketId, PresenceStatus status, JsonObject metadata) {
        Supplier<Optional<PresenceUpdate>> alone = () -> Optional.ofNullable(users.with(
                        userId,
                        user -> user.sockets().containsKey(socketId)
                                ? user.decide(status, metadata, wall.instant())
                                : null))
                .map(PresenceUpdate::local);
        return ask(
                userId,
                lease -> new UserCommand.Change(userId, lease, socketId, status, metadata),
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
    public CompletionStage<PresenceUpdate> newsOf(String userId) {
        return ask(
                userId,
                lease -> new UserCommand.Look(userId),
                null,
                reply -> reply.newsFor(worker.lease()),
                () -> PresenceUpdate.local(seenHere(userId)));
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

    /**
     * The ids of the nodes that are alive, and the number of sockets of each; while Redis is away, the values from
     * before.
     */
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

    private Optional<PresenceUpdate> change(UserReply reply) {
        return reply.changed() ? Optional.of(reply.newsFor(worker.lease())) : Optional.empty();
    }

    private <T> CompletionStage<T> ask(
            String userId,
            Function<Lease, UserCommand> step,
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

    /** Does something about a key of a request that is executed once; never fails. */
    CompletionStage<SharedKeys.Answer> ask(KeyCommand command) {
        CompletableFuture<SharedKeys.Answer> result = new CompletableFuture<>();
        submit(new PresenceRequest.OfKey(command, result));
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
     * Tells Redis that this node ends, so that nobody has to wait for its lease to expire. Waits until this is done,
     * for {@link #PARTING} at most. Further calls do nothing. Later requests are answered by what this node knows.
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
