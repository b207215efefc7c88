package dev.parley.socketio.adapter;

import dev.parley.engine.Timers;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Keeps this node subscribed to the rooms that have a member on it. A room that has lost its last member stays so for a
 * while, because many are soon entered again: it goes at the second sweep after that, and there are sweeps only while
 * there is something to sweep.
 *
 * <p>Thread-safe; no method blocks. Subscribing and its opposite happen inside one atomic step for the room, and members
 * come before {@link #joined} and go before {@link #left}: so a room that has a member is subscribed to, whoever races.
 */
final class RoomSubscriptions {

    /** A room without members is subscribed to for at least this time, and at most twice as long. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private static final CompletionStage<Void> READY = CompletableFuture.completedStage(null);

    private final ClusterBus bus;
    private final Timers timers;
    private final Executor executor;
    private final Predicate<String> hasMembers;
    private final ConcurrentMap<String, CompletableFuture<Void>> subscribed = new ConcurrentHashMap<>();
    private final Set<String> vacated = ConcurrentHashMap.newKeySet();
    private final Set<String> vacatedBefore = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean sweeping = new AtomicBoolean();

    /**
     * No room yet.
     *
     * @param executor tells those who wait that a room is ready
     * @param hasMembers whether a room has a member on this node
     */
    RoomSubscriptions(ClusterBus bus, Timers timers, Executor executor, Predicate<String> hasMembers) {
        this.bus = bus;
        this.timers = timers;
        this.executor = executor;
        this.hasMembers = hasMembers;
    }

    /** These rooms have a member. */
    void joined(Collection<String> rooms) {
        for (String room : rooms) {
            subscribed.computeIfAbsent(room, name -> bus.subscribe(name).toCompletableFuture());
        }
    }

    /** When what others send to these rooms arrives, as far as anybody can tell. */
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
            // One that was entered and left again meanwhile has a new term.
            if (hasMembers.test(name) || vacated.contains(name)) {
                return subscription;
            }
            bus.unsubscribe(name);
            return null;
        });
    }

    /** The rooms that this node is subscribed to; for the tests. */
    Set<String> rooms() {
        return Set.copyOf(subscribed.keySet());
    }
}
