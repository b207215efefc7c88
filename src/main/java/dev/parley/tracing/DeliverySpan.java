package dev.parley.tracing;

/**
 * The span of an event that is handed to its receivers on this node. It is the present one of the thread that has begun it,
 * until that thread closes it.
 */
public interface DeliverySpan extends Scope {

    /** Of an event that is not traced: does nothing. */
    DeliverySpan NONE = new DeliverySpan() {
        @Override
        public TraceContext context() {
            return TraceContext.NONE;
        }

        @Override
        public void close() {}
    };

    /** What other nodes need to link their spans to this one. */
    TraceContext context();
}
