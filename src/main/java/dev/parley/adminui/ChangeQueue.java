package dev.parley.adminui;

import dev.parley.engine.Timers;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What has changed on this node and watchers are not told yet. It is told five times a second, in the order in which it
 * happened, and not more at a time than a browser can show: beyond that, events of sockets are left out, and changes of
 * sockets and rooms are made good by telling all sockets again. So a broadcast to thousands of sockets costs the node
 * little more than without a watcher.
 *
 * <p>Thread-safe; no method blocks.
 */
final class ChangeQueue {

    static final Duration PAUSE = Duration.ofMillis(200);

    /** The changes of sockets and rooms that are told at a time. */
    static final int MAX_CHANGES = 200;

    /** The events of sockets that are told at a time; the UI keeps 1,000 in all. */
    static final int MAX_EVENTS = 100;

    /**
     * What the UI is told.
     *
     * @param event the event's name
     * @param arguments its arguments
     */
    record Change(String event, List<JsonValue> arguments) {}

    private final Timers timers;
    private final Executor executor;
    private final Consumer<Change> watchers;
    private final Runnable whenLost;
    private List<Change> waiting = new ArrayList<>();
    private int changes;
    private boolean lost;
    private boolean scheduled;
    private volatile int events;

    /**
     * Nothing has changed yet.
     *
     * @param executor runs what tells the watchers
     * @param watchers tells them one change; called by one thread at a time
     * @param whenLost called when changes of sockets or rooms were left out
     */
    ChangeQueue(Timers timers, Executor executor, Consumer<Change> watchers, Runnable whenLost) {
        this.timers = timers;
        this.executor = executor;
        this.watchers = watchers;
        this.whenLost = whenLost;
    }

    /** A socket or a room has changed. */
    synchronized void change(String event, JsonValue... arguments) {
        if (changes == MAX_CHANGES) {
            lost = true;
        } else {
            changes++;
            waiting.add(new Change(event, List.of(arguments)));
        }
        schedule();
    }

    /** Whether an event of a socket would be told. A hint, which costs nothing to ask. */
    boolean hasRoomForEvents() {
        return events < MAX_EVENTS;
    }

    /** A socket has sent or got an event. */
    synchronized void event(String event, JsonValue... arguments) {
        if (events < MAX_EVENTS) {
            events++;
            waiting.add(new Change(event, List.of(arguments)));
            schedule();
        }
    }

    /** Nobody watches any more, or somebody begins anew. */
    synchronized void clear() {
        take();
        lost = false;
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            timers.schedule(PAUSE, () -> executor.execute(this::tell));
        }
    }

    private synchronized List<Change> take() {
        List<Change> taken = waiting;
        waiting = new ArrayList<>();
        changes = 0;
        events = 0;
        return taken;
    }

    private void tell() {
        boolean incomplete;
        try {
            take().forEach(watchers);
        } finally {
            incomplete = told();
        }
        if (incomplete) {
            whenLost.run();
        }
    }

    /** The next ones may be told. Returns whether changes were left out. */
    private synchronized boolean told() {
        boolean incomplete = lost;
        lost = false;
        scheduled = false;
        if (!waiting.isEmpty()) {
            schedule();
        }
        return incomplete;
    }
}
