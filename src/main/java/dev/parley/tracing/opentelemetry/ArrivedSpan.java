package dev.parley.tracing.opentelemetry;

import dev.parley.tracing.EventSpan;
import dev.parley.tracing.Scope;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** The span of an event of a client. It ends when everybody has ended it who has held it. */
final class ArrivedSpan implements EventSpan {

    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final Span span;
    private final AtomicInteger holders = new AtomicInteger(1);

    ArrivedSpan(Span span) {
        this.span = span;
    }

    /** Keeps what else belongs to the thread, such as the server's own request, but for its span. */
    @Override
    public Scope activate() {
        return Context.current().with(span).makeCurrent()::close;
    }

    @Override
    public void hold() {
        holders.incrementAndGet();
    }

    @Override
    public void failed(String type) {
        span.setStatus(StatusCode.ERROR).setAttribute(ERROR, type);
    }

    @Override
    public void end() {
        if (holders.decrementAndGet() == 0) {
            span.end();
        }
    }

    @Override
    public void endWith(CompletionStage<?> stage) {
        stage.whenComplete((result, failure) -> end());
    }
}
