package dev.parley.events.cdi;

import dev.parley.events.call.EventContext;
import dev.parley.events.call.EventScope;
import jakarta.enterprise.context.control.RequestContextController;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Activates a new request context for each event, and makes the event available for injection. */
final class RequestContextScope implements EventScope {

    private final Supplier<RequestContextController> factory;
    /**
     * The controllers that are not in use. To make one takes ten times as long as to use it. There are no more than there
     * were calls at a time.
     */
    private final Queue<RequestContextController> idle = new ConcurrentLinkedQueue<>();

    /** @param factory makes a controller, which is used by one thread at a time */
    RequestContextScope(Supplier<RequestContextController> factory) {
        this.factory = factory;
    }

    @Override
    public <T> T call(EventContext context, Callable<T> body) throws Exception {
        RequestContextController requests = take();
        boolean activated = requests.activate();
        return callAndEnd(requests, activated, context, body);
    }

    /**
     * Where a request context is active already, as in the request of a client that polls, the portable API has no way to
     * another one.
     */
    @Override
    public <T> T callIfPossibleHere(EventContext context, Callable<T> body, T elsewhere) throws Exception {
        RequestContextController requests = take();
        if (!requests.activate()) {
            idle.add(requests);
            return elsewhere;
        }
        return callAndEnd(requests, true, context, body);
    }

    private <T> T callAndEnd(
            RequestContextController requests, boolean activated, EventContext context, Callable<T> body)
            throws Exception {
        EventContext outer = CurrentEvent.begin(context);
        try {
            return body.call();
        } finally {
            CurrentEvent.end(outer);
            if (activated) {
                requests.deactivate();
            }
            idle.add(requests);
        }
    }

    private RequestContextController take() {
        RequestContextController known = idle.poll();
        return known == null ? factory.get() : known;
    }
}
