package dev.parley.redis.messaging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The channels to which a node wants to be subscribed, and the commands that must be sent to Redis for them: the state
 * that the two threads of a {@link RedisSubscriber} share. While there is a connection, changes are queued as commands
 * in their order, and each subscription is confirmed. Without a connection, changes only alter the set of channels with
 * which the next connection begins, and nobody waits.
 *
 * <p>Thread-safe; only {@link #takeCommands} waits.
 */
final class SubscriptionTable {

    /** The maximum number of channels in one command. */
    private static final int BATCH = 500;

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    /** Subscribes to channels, or unsubscribes from them. */
    record Command(boolean subscribe, List<String> channels) {}

    private record Change(boolean subscribe, String channel) {}

    private final Map<String, Consumer<byte[]>> wanted = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Change> waiting = new ArrayDeque<>();
    /** For each channel, the stages that wait for its next confirmations, in their order. */
    private final Map<String, Deque<CompletableFuture<Void>>> unconfirmed = new HashMap<>();

    private boolean online;

    /**
     * Adds a channel. The stage is complete when Redis has confirmed the subscription, or when there is no connection.
     */
    CompletionStage<Void> subscribe(String channel, Consumer<byte[]> listener) {
        lock.lock();
        try {
            wanted.put(channel, listener);
            return online ? enqueue(channel) : DONE;
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<Void> enqueue(String channel) {
        CompletableFuture<Void> confirmation = new CompletableFuture<>();
        unconfirmed.computeIfAbsent(channel, name -> new ArrayDeque<>(1)).add(confirmation);
        waiting.add(new Change(true, channel));
        changed.signal();
        return confirmation;
    }

    /** Removes a channel. */
    void unsubscribe(String channel) {
        lock.lock();
        try {
            if (wanted.remove(channel) != null && online) {
                waiting.add(new Change(false, channel));
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The listener of a channel; null if there is none. */
    Consumer<byte[]> listener(String channel) {
        return wanted.get(channel);
    }

    /**
     * Begins a connection: queues commands for all wanted channels.
     *
     * @return complete when Redis has confirmed all of them
     */
    CompletionStage<Void> online() {
        lock.lock();
        try {
            online = true;
            List<CompletableFuture<Void>> all = new ArrayList<>();
            wanted.keySet().forEach(channel -> all.add(enqueue(channel)));
            return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
        } finally {
            lock.unlock();
        }
    }

    /** Ends a connection: removes the queued commands, and completes all stages that wait. */
    void offline() {
        List<CompletableFuture<Void>> released = new ArrayList<>();
        lock.lock();
        try {
            online = false;
            waiting.clear();
            unconfirmed.values().forEach(released::addAll);
            unconfirmed.clear();
        } finally {
            lock.unlock();
        }
        released.forEach(confirmation -> confirmation.complete(null));
    }

    /** Completes the next stage that waits for a channel, because Redis has confirmed its subscription. */
    void confirmed(String channel) {
        CompletableFuture<Void> confirmation;
        lock.lock();
        try {
            Deque<CompletableFuture<Void>> ofChannel = unconfirmed.get(channel);
            confirmation = ofChannel == null ? null : ofChannel.poll();
            if (ofChannel != null && ofChannel.isEmpty()) {
                unconfirmed.remove(channel);
            }
        } finally {
            lock.unlock();
        }
        if (confirmation != null) {
            confirmation.complete(null);
        }
    }

    /**
     * Takes the queued changes, in as few commands as their order allows. Waits for the first change; empty when none
     * came in time.
     */
    List<Command> takeCommands(long timeoutNanos) throws InterruptedException {
        lock.lock();
        try {
            long left = timeoutNanos;
            while (waiting.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return commands();
        } finally {
            lock.unlock();
        }
    }

    private List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        for (Change change = waiting.poll(); change != null; change = waiting.poll()) {
            Command last = commands.isEmpty() ? null : commands.get(commands.size() - 1);
            if (last == null
                    || last.subscribe() != change.subscribe()
                    || last.channels().size() == BATCH) {
                last = new Command(change.subscribe(), new ArrayList<>());
                commands.add(last);
            }
            last.channels().add(change.channel());
        }
        return commands;
    }

    /** All channels that are wanted; for the tests. A snapshot. */
    Collection<String> channels() {
        return List.copyOf(wanted.keySet());
    }
}
