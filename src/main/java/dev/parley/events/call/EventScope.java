package dev.parley.events.call;

import java.util.concurrent.Callable;

/**
 * Surrounds the calls of handlers. In a container it activates a request context, and makes what belongs to the event
 * available for injection. Called by any thread.
 */
@FunctionalInterface
public interface EventScope {

    /** Surrounds nothing. */
    EventScope NONE = new EventScope() {
        @Override
        public <T> T call(EventContext context, Callable<T> body) throws Exception {
            return body.call();
        }
    };

    /**
     * Runs {@code body} once, on the calling thread.
     *
     * @param context what the call is for; null for the event of another server, which concerns no socket
     * @return what {@code body} has returned
     * @throws Exception what {@code body} has thrown
     */
    <T> T call(EventContext context, Callable<T> body) throws Exception;

    /**
     * As {@link #call}, if all that is promised can be done on the calling thread. If not, {@code body} is not run, and the
     * event is handled on another thread: see {@link EventServices#blocking()}.
     *
     * @param elsewhere is returned if {@code body} was not run
     */
    default <T> T callIfPossibleHere(EventContext context, Callable<T> body, T elsewhere) throws Exception {
        return call(context, body);
    }
}
