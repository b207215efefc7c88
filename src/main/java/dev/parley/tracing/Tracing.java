package dev.parley.tracing;

/**
 * Makes spans of events. Called on any thread in the middle of its work: an implementation must be thread-safe and fast, must not
 * block, and must not throw.
 */
public interface Tracing {

    /** Makes no spans. */
    Tracing NONE = new Tracing() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public EventSpan arrived(String namespace, String event, TraceContext parent, TraceContext related) {
            return EventSpan.NONE;
        }

        @Override
        public DeliverySpan sending(String namespace, String event) {
            return DeliverySpan.NONE;
        }

        @Override
        public DeliverySpan delivering(String namespace, String event, TraceContext sender) {
            return DeliverySpan.NONE;
        }

        @Override
        public void delivered(int receivers) {}
    };

    /** Whether spans are made. If not, nobody needs to look for contexts. */
    boolean isOn();

    /**
     * An event of a client has arrived.
     *
     * @param event its name; null if nobody has declared it, because a client may have chosen any text
     * @param parent the span of which it is a part
     * @param related a span to which it is linked
     */
    EventSpan arrived(String namespace, String event, TraceContext parent, TraceContext related);

    /** The calling thread begins to send an event, as a part of its present span. */
    DeliverySpan sending(String namespace, String event);

    /**
     * The calling thread begins to deliver an event that another node has sent.
     *
     * @param sender the span there
     */
    DeliverySpan delivering(String namespace, String event, TraceContext sender);

    /** The calling thread has handed an event to so many receivers, within the span of the delivery if there is one. */
    void delivered(int receivers);
}
