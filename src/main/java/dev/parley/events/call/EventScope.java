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
     * Whether {@link #call} can do all that it promises on the calling thread. If not, the event is handled on another
     * one: see {@link EventServices#blocking()}.
     */
    default boolean isPossibleHere() {
        return true;
    }

    /**
     * Runs {@code body} once, on the calling thread.
     *
     * @param context what the call is for; null for the event of another server, which concerns no socket
     * @return what {@code body} has returned
     * @throws Exception what {@code body} has thrown
     */
    <T> T call(EventContext context, Callable<T> body) throws Exception;
}
