package dev.parley.conformance;

import dev.parley.tracing.DeliverySpan;
import dev.parley.tracing.EventSpan;
import dev.parley.tracing.TraceContext;
import dev.parley.tracing.Tracing;

/** Makes no spans, but has each event that goes to other nodes carry a context, so that it is seen whether servers of Node mind. */
final class ContextOnTheWire implements Tracing {

    private static final TraceContext CONTEXT =
            TraceContext.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "parley=conformance");

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public EventSpan arrived(String namespace, String event, TraceContext parent, TraceContext related) {
        return EventSpan.NONE;
    }

    @Override
    public DeliverySpan sending(String namespace, String event) {
        return new DeliverySpan() {
            @Override
            public TraceContext context() {
                return CONTEXT;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public DeliverySpan delivering(String namespace, String event, TraceContext sender) {
        return DeliverySpan.NONE;
    }

    @Override
    public void delivered(int receivers) {}
}
