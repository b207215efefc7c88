package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.codec.BinaryValue;
import dev.parley.socketio.codec.EventNames;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The events that servers of a cluster send to each other in one namespace. Handlers run on the executor, one at a time
 * and in the order in which the events arrived. The number of waiting events is bounded; further events are dropped, so
 * that a slow handler cannot fill the memory.
 */
final class ServerEvents {

    private static final Logger LOG = System.getLogger(ServerEvents.class.getName());

    private static final int MAX_WAITING = 10_000;

    private final String namespace;
    private final Executor executor;
    private final Map<String, ServerEventHandler> handlers = new ConcurrentHashMap<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    ServerEvents(String namespace, Executor executor) {
        this.namespace = namespace;
        this.executor = executor;
    }

    /**
     * Makes an event for other servers.
     *
     * @throws IllegalArgumentException if the name is reserved, or if an argument contains bytes
     */
    static JsonArray event(String name, List<JsonValue> arguments) {
        if (EventNames.isReservedByServers(name)) {
            throw new IllegalArgumentException("a name that has a meaning of its own to servers: " + name);
        }
        JsonArrayBuilder data = JSON.createArrayBuilder().add(name);
        for (JsonValue argument : arguments) {
            if (BinaryValue.isIn(argument)) {
                throw new IllegalArgumentException("bytes cannot be sent to servers");
            }
            data.add(argument);
        }
        return data.build();
    }

    void on(String event, ServerEventHandler handler) {
        handlers.put(event, handler);
    }

    /**
     * An event has arrived; {@code answer} is null if the other server asks for no answer. Events without a handler are
     * ignored.
     */
    void heard(JsonArray event, Consumer<JsonValue> answer) {
        ServerEventHandler handler = event.get(0) instanceof JsonString name ? handlers.get(name.getString()) : null;
        if (handler == null) {
            return;
        }
        AtomicBoolean answered = new AtomicBoolean();
        Consumer<JsonValue> once = value -> {
            if (answer != null && answered.compareAndSet(false, true)) {
                answer.accept(value);
            }
        };
        if (leave(() -> handle(handler, event.subList(1, event.size()), once))) {
            executor.execute(this::runAll);
        }
    }

    /** Queues a task. Returns whether the caller must start {@link #runAll}, because it is not running. */
    private synchronized boolean leave(Runnable task) {
        if (waiting.size() == MAX_WAITING) {
            LOG.log(Level.WARNING, "An event of another server is lost: too many wait in {0}", namespace);
            return false;
        }
        waiting.add(task);
        boolean idle = !running;
        running = true;
        return idle;
    }

    private void runAll() {
        for (Runnable task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private synchronized Runnable next() {
        Runnable task = waiting.poll();
        running = task != null;
        return task;
    }

    private void handle(ServerEventHandler handler, List<JsonValue> arguments, Consumer<JsonValue> answer) {
        try {
            handler.handle(arguments, answer);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "The handling of an event of another server failed in " + namespace, e);
        }
    }
}
