package dev.parley.tracing.opentelemetry;

import dev.parley.tracing.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes contexts in the form of W3C, whatever propagators are configured: it is what Parley's nodes exchange. */
final class TraceContexts {

    private static final TextMapGetter<TraceContext> FIELDS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(TraceContext context) {
            return List.of(TraceContext.PARENT, TraceContext.STATE);
        }

        @Override
        public String get(TraceContext context, String key) {
            if (context == null) {
                return null;
            }
            return key.equals(TraceContext.PARENT) ? context.parent() : context.state();
        }
    };

    private TraceContexts() {}

    /** The span of somebody else; an invalid one if there is none, or if its ids are none. */
    static SpanContext read(TraceContext context) {
        return context.isNone()
                ? SpanContext.getInvalid()
                : Span.fromContext(in(context)).getSpanContext();
    }

    /** A context that has no other span than that of somebody else. */
    static Context in(TraceContext context) {
        return context.isNone()
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), context, FIELDS);
    }

    static TraceContext written(Context context) {
        Map<String, String> fields = new HashMap<>(4);
        W3CTraceContextPropagator.getInstance().inject(context, fields, Map::put);
        return TraceContext.of(fields.get(TraceContext.PARENT), fields.get(TraceContext.STATE));
    }
}
