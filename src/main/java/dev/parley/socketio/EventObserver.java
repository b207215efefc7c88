package dev.parley.socketio;

/**
 * Observes the events of a namespace, for statistics. Called on any thread while an event is processed, so an
 * implementation must be thread-safe and very fast, and must not throw.
 *
 * <p>The adapter reports the deliveries of broadcasts: {@link dev.parley.socketio.adapter.DeliveryObserver}.
 */
public interface EventObserver {

    /** Does nothing. */
    EventObserver NONE = new EventObserver() {};

    /**
     * An event of a client has been handled, or refused by a filter.
     *
     * @param event the event's name as the client sent it, which may be any text
     * @param nanos how long the filters and the handler took. Work that the handler leaves for later is not included
     */
    default void handled(String event, long nanos) {}

    /** An event has been sent to one socket. */
    default void sent(String event) {}

    /** A CONNECT has been refused. */
    default void refused(ConnectDecision.Refused refusal) {}

    /**
     * A CONNECT has been refused. An observer that needs details of the client overrides this method; otherwise it
     * calls {@link #refused(ConnectDecision.Refused)}.
     */
    default void refused(ConnectDecision.Refused refusal, ConnectAttempt attempt) {
        refused(refusal);
    }
}
