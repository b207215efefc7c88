package dev.parley.api;

/**
 * The acknowledgement of an event, for handlers that do not return it: with more than one argument, or later, from any
 * thread. Only the first call has an effect. No method blocks.
 */
public interface Ack {

    /** Whether the client asked for an acknowledgement. If not, {@link #send} does nothing. */
    boolean isRequested();

    /** Acknowledges the event. The values are written by JSON-B; {@code byte[]} become bytes on the wire. */
    void send(Object... arguments);

    /** Tells the client that the event failed, as {@link OnEvent} describes it. */
    void fail(Problem problem);
}
