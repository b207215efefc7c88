package dev.parley.socketio;

import dev.parley.engine.MonotonicClock;
import dev.parley.tracing.Scope;
import dev.parley.tracing.Tracing;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes each event of a namespace's clients to the filters, and then to the handler for the event's name. Thread-safe.
 */
final class EventDispatcher {

    /** Named after {@link Namespace}, because operators know that name. */
    private static final Logger LOG = System.getLogger(Namespace.class.getName());

    private final List<EventFilter> filters = new CopyOnWriteArrayList<>();
    private final Map<String, EventHandler> handlers = new ConcurrentHashMap<>();
    private volatile EventHandler unknownEvents = (socket, event) -> {};
    private volatile ErrorHandler errors = this::log;
    private volatile EventTracing tracing = new EventTracing("", Tracing.NONE, false);
    private volatile Observation observation = new Observation(EventObserver.NONE, () -> 0);

    /** The observer, and the clock that measures the durations for it. */
    private record Observation(EventObserver observer, MonotonicClock clock) {}

    void filter(EventFilter filter) {
        filters.add(filter);
    }

    void on(String event, EventHandler handler) {
        handlers.put(event, handler);
    }

    void onUnknown(EventHandler handler) {
        unknownEvents = handler;
    }

    void onError(ErrorHandler handler) {
        errors = handler;
    }

    void observe(EventObserver observer, MonotonicClock clock) {
        observation = new Observation(observer, clock);
    }

    void trace(EventTracing spans) {
        tracing = spans;
    }

    EventObserver observer() {
        return observation.observer();
    }

    /**
     * Handles an event and reports the duration to the observer, unless the event has to wait for an earlier one of its
     * socket. The filters have seen it before it waits: when it has arrived is what a rate limit counts. What they refuse
     * has no span, so that a flood makes none. Never throws an exception of the application.
     */
    void dispatch(Socket socket, IncomingEvent arrived) {
        long begun = now();
        if (!passes(socket, arrived)) {
            handled(arrived, begun);
            return;
        }
        IncomingEvent event = tracing.begin(socket, arrived, handlers);
        if (!socket.waiting().keep(event)) {
            handle(socket, event, begun);
        }
    }

    /** Handles an event that has waited, and reports the duration to the observer. */
    void dispatchWaiting(Socket socket, IncomingEvent event) {
        handle(socket, event, now());
    }

    private void handle(Socket socket, IncomingEvent event, long begun) {
        handle(socket, event, handlers.getOrDefault(event.name(), unknownEvents));
        // If the handler goes on later, the duration is reported then.
        if (!socket.waiting().isHeld()) {
            handled(event, begun);
        }
    }

    /** The time by the clock that measures durations. */
    long now() {
        return observation.clock().nanos();
    }

    /** Reports the duration of an event to the observer, and ends its span unless somebody goes on with it. */
    void handled(IncomingEvent event, long begun) {
        event.span().end();
        Observation current = observation;
        current.observer().handled(event.name(), current.clock().nanos() - begun);
    }

    private boolean passes(Socket socket, IncomingEvent event) {
        try {
            for (EventFilter filter : filters) {
                if (!filter.allows(socket, event)) {
                    return false;
                }
            }
            return true;
        } catch (Exception | Error e) {
            failed(socket, event, e);
            return false;
        }
    }

    /** Calls a handler, if the socket is still connected. */
    void handle(Socket socket, IncomingEvent event, EventHandler handler) {
        Scope scope = event.span().activate();
        try {
            if (socket.isConnected()) {
                handler.handle(socket, event);
            }
        } catch (Exception | Error e) {
            failed(socket, event, e);
            event.failed(e.getClass().getName());
        } finally {
            scope.close();
        }
    }

    private void failed(Socket socket, IncomingEvent event, Throwable failure) {
        try {
            errors.failed(socket, event, failure);
        } catch (Exception | Error e) {
            LOG.log(Level.ERROR, "A listener failed at an error", e);
        }
    }

    private void log(Socket socket, IncomingEvent event, Throwable failure) {
        // A name without a handler is a text of the client: it may be long, or forge a log line.
        String which = handlers.containsKey(event.name()) ? "the event " + event.name() : "an unknown event";
        LOG.log(Level.ERROR, "The handling of " + which + " failed", failure);
    }
}
