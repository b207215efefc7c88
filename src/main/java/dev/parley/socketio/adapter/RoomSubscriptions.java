package dev.parley.socketio.adapter;

import dev.parley.engine.Timers;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Keeps this node subscribed to the rooms that have a member on it, or are kept for a client that may come back. The
 * subscription to any other room is kept for a while, because many such rooms soon get a member again. It ends at the
 * second sweep afterwards. Sweeps run only while there are rooms without members.
 *
 * <p>Thread-safe; no method blocks. Subscribing to a room and unsubscribing from it are atomic steps for that room. A
 * member joins before {@link #joined} is called, and leaves before {@link #left} is called. So this node is subscribed
 * to every room that has a member, even after concurrent calls.
 */
final class RoomSubscriptions {

    /** The subscription to a room without members is kept for at least this time, and at most twice as long. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private static final CompletionStage<Void> READY = CompletableFuture.completedStage(null);

    private final ClusterBus bus;
    private final Timers timers;
    private final Executor executor;
    private final Predicate<String> hasMembers;
    private final Predicate<String> isAwaited;
    private final ConcurrentMap<String, CompletableFuture<Void>> subscribed = new ConcurrentHashMap<>();
    private final Set<String> vacated = ConcurrentHashMap.newKeySet();
    private final Set<String> vacatedBefore = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean sweeping = new AtomicBoolean();

    /**
     * No subscriptions yet.
     *
     * @param executor completes the stages that wait for a room
     * @param hasMembers whether a room has a member on this node
     * @param isAwaited whether a room is kept for a client that may come back to this node; true before the room's last
     *     member leaves because of a broken connection
     */
    RoomSubscriptions(
            ClusterBus bus,
            Timers timers,
            Executor executor,
            Predicate<String> hasMembers,
            Predicate<String> isAwaited) {
        this.bus = bus;
        this.timers = timers;
        this.executor = executor;
        this.hasMembers = hasMembers;
        this.isAwaited = isAwaited;
    }

    /** These rooms have a member: subscribes to them. */
    void joined(Collection<String> rooms) {
        for (String room : rooms) {
            subscribed.computeIfAbsent(room, name -> bus.subscribe(name).toCompletableFuture());
        }
    }

    /** These rooms may have got somebody who is away: subscribes to those that are kept for somebody. */
    void awaited(Collection<String> rooms) {
        List<String> kept = rooms.stream().filter(isAwaited).toList();
        joined(kept);
        left(kept);
    }

    /** Completes when the messages that other nodes send to these rooms arrive, as far as this can be known. */
    CompletionStage<Void> ready(Collection<String> rooms) {
        CompletableFuture<?>[] open = rooms.stream()
                .map(subscribed::get)
                .filter(subscription -> subscription != null && !subscription.isDone())
                .toArray(CompletableFuture[]::new);
        return open.length == 0 ? READY : CompletableFuture.allOf(open).thenRunAsync(() -> {}, executor);
    }

    /** These rooms may have lost their last member. */
    void left(Collection<String> rooms) {
        boolean some = false;
        for (String room : rooms) {
            if (!hasMembers.test(room)) {
                vacated.add(room);
                some = true;
            }
        }
        if (some) {
            sweepLater();
        }
    }

    private void sweepLater() {
        if (sweeping.compareAndSet(false, true)) {
            timers.schedule(GRACE, this::sweep);
        }
    }

    private void sweep() {
        sweeping.set(false);
        vacatedBefore.forEach(this::unsubscribeIfEmpty);
        vacatedBefore.clear();
        for (Iterator<String> rooms = vacated.iterator(); rooms.hasNext(); ) {
            vacatedBefore.add(rooms.next());
            rooms.remove();
        }
        if (!vacatedBefore.isEmpty()) {
            sweepLater();
        }
    }

    private void unsubscribeIfEmpty(String room) {
        subscribed.computeIfPresent(room, (name, subscription) -> {
            // The time starts again for a room that has got a member and lost it meanwhile.
            if (hasMembers.test(name) || vacated.contains(name)) {
                return subscription;
            }
            if (isAwaited.test(name)) {
                // Nobody says when that ends: the next sweeps look.
                vacated.add(name);
                return subscription;
            }
            bus.unsubscribe(name);
            return null;
        });
    }

    /**
     * Ends all subscriptions at once. The last member has left, and none will join. Sweeps that are still due find
     * nothing to do, so they do not end the subscriptions of somebody who begins again.
     */
    void close() {
        subscribed
                .keySet()
                .forEach(room -> subscribed.computeIfPresent(room, (name, subscription) -> {
                    bus.unsubscribe(name);
                    return null;
                }));
    }

    /** The rooms that this node is subscribed to; for the tests. */
    Set<String> rooms() {
        return Set.copyOf(subscribed.keySet());
    }
}
