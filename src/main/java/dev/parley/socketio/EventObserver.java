package dev.parley.socketio;

/**
 * Sees the events of a namespace, for whoever counts them. Called on any thread, in the middle of the work: an
 * implementation is thread-safe, takes next to no time, and does not throw.
 *
 * <p>What a broadcast delivers is the adapter's to tell: {@link dev.parley.socketio.adapter.DeliveryObserver}.
 */
public interface EventObserver {

    /** Sees nothing. */
    EventObserver NONE = new EventObserver() {};

    /**
     * An event of a client has been handled, or refused by a filter.
     *
     * @param event its name as the client sent it: any text
     * @param nanos how long its turn took, filters and handler; what a handler leaves to be done later does not count
     */
    default void handled(String event, long nanos) {}

    /** An event has been sent to one socket. */
    default void sent(String event) {}

    /** A CONNECT has been refused. */
    default void refused(ConnectDecision.Refused refusal) {}
}
