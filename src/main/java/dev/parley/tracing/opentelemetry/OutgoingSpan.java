package dev.parley.tracing.opentelemetry;

import dev.parley.tracing.DeliverySpan;
import dev.parley.tracing.TraceContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;

/**
 * The span of an event that is being delivered. Of an event of another node that has no receiver here there is no span: with a
 * stream each node reads each event.
 */
final class OutgoingSpan implements DeliverySpan {

    private static final ContextKey<OutgoingSpan> KEY = ContextKey.named("parley-delivery");

    private static final AttributeKey<Long> RECEIVERS = AttributeKey.longKey("parley.receivers");

    private final Span span;
    private final boolean onlyWithReceivers;
    private Context context;
    private Scope scope;
    private int receivers;

    private OutgoingSpan(Span span, boolean onlyWithReceivers) {
        this.span = span;
        this.onlyWithReceivers = onlyWithReceivers;
    }

    static OutgoingSpan begin(Context parent, Span span, boolean onlyWithReceivers) {
        OutgoingSpan delivery = new OutgoingSpan(span, onlyWithReceivers);
        delivery.context = parent.with(span).with(KEY, delivery);
        delivery.scope = delivery.context.makeCurrent();
        return delivery;
    }

    /** An event has been handed to receivers by the calling thread. */
    static void delivered(int receivers) {
        OutgoingSpan present = Context.current().get(KEY);
        if (present != null) {
            present.receivers += receivers;
        }
    }

    @Override
    public TraceContext context() {
        return TraceContexts.written(context);
    }

    @Override
    public void close() {
        scope.close();
        if (receivers > 0 || !onlyWithReceivers) {
            span.setAttribute(RECEIVERS, (long) receivers);
            span.end();
        }
    }
}
