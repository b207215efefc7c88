package dev.parley.tracing.opentelemetry;

import dev.parley.tracing.DeliverySpan;
import dev.parley.tracing.EventSpan;
import dev.parley.tracing.TraceContext;
import dev.parley.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/**
 * Makes spans by OpenTelemetry, with the attributes of its conventions for messaging, and those that its instrumentation of Node's
 * {@code socket.io} uses. No span has anything of a payload, nor the names of rooms, which are often those of people.
 */
final class OpenTelemetryTracing implements Tracing {

    /** Who makes the spans and meters. */
    static final String SCOPE = "dev.parley";

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> EVENT = AttributeKey.stringKey("messaging.socket.io.event_name");

    private final Tracer tracer;

    OpenTelemetryTracing(OpenTelemetry source) {
        tracer = source.getTracer(SCOPE);
    }

    @Override
    public boolean isOn() {
        return true;
    }

    /** What the thread did before, perhaps for another client, is no parent. */
    @Override
    public EventSpan arrived(String namespace, String event, TraceContext parent, TraceContext related) {
        SpanBuilder span = span("process", "process", namespace, event)
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(TraceContexts.in(parent));
        SpanContext link = TraceContexts.read(related);
        if (link.isValid()) {
            span.addLink(link);
        }
        return new ArrivedSpan(span.startSpan());
    }

    @Override
    public DeliverySpan sending(String namespace, String event) {
        Span span = span("send", "send", namespace, event)
                .setSpanKind(SpanKind.PRODUCER)
                .startSpan();
        return OutgoingSpan.begin(Context.current(), span, false);
    }

    @Override
    public DeliverySpan delivering(String namespace, String event, TraceContext sender) {
        Context parent = TraceContexts.in(sender);
        Span span = span("deliver", "process", namespace, event)
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(parent)
                .startSpan();
        return OutgoingSpan.begin(parent, span, true);
    }

    private SpanBuilder span(String operation, String type, String namespace, String event) {
        SpanBuilder span = tracer.spanBuilder(event == null ? operation : operation + ' ' + event)
                .setAttribute(SYSTEM, "socket.io")
                .setAttribute(OPERATION, operation)
                .setAttribute(OPERATION_TYPE, type)
                .setAttribute(DESTINATION, namespace);
        return event == null ? span : span.setAttribute(EVENT, event);
    }

    @Override
    public void delivered(int receivers) {
        OutgoingSpan.delivered(receivers);
    }
}
