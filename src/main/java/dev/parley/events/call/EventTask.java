package dev.parley.events.call;

import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import dev.parley.events.declaration.Execution;
import dev.parley.events.declaration.HandlerDeclaration;
import dev.parley.tracing.EventSpan;
import dev.parley.tracing.Scope;
import jakarta.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The handling of one event of a client. */
final class EventTask implements EventTurn.Task {

    private final PreparedHandler handler;
    private final EventSocketState state;
    private final HandlerAck ack;
    private final HandlerCall call;
    private final EventSpan span;
    private final EventCaller caller;

    /** @param span is ended once, when the task is over */
    EventTask(PreparedHandler handler, HandlerCall call, HandlerAck ack, EventSpan span, EventCaller caller) {
        this.handler = handler;
        this.state = call.state();
        this.ack = ack;
        this.call = call;
        this.span = span;
        this.caller = caller;
    }

    @Override
    public Execution execution() {
        return handler.declaration().execution();
    }

    @Override
    public void refuse(RefusedException reason) {
        deny(reason);
        span.end();
    }

    private void deny(RefusedException reason) {
        ack.fail(caller.errors().of(reason));
    }

    /** Within the span, so that what the handler does on its thread belongs to it. */
    @Override
    public CompletionStage<?> begin(boolean mayBlock) {
        Scope scope = span.activate();
        CompletionStage<?> stage = null;
        try {
            stage = handle(mayBlock);
            return stage;
        } finally {
            scope.close();
            if (stage == null) {
                span.end();
            } else if (stage != ELSEWHERE) {
                span.endWith(stage);
            }
        }
    }

    private CompletionStage<?> handle(boolean mayBlock) {
        if (!state.socket().isConnected()) {
            return null;
        }
        HandlerDeclaration declaration = handler.declaration();
        if (!declaration.access().permits(state.user())) {
            deny(new RefusedException(ErrorCode.AUTHORIZATION_FAILED, "You may not do this."));
            return null;
        }
        try {
            EventServices services = caller.services();
            EventContext context = call.context(services.tokens());
            CompletionStage<?> result = mayBlock
                    ? services.scope().call(context, () -> callAndAcknowledge(true))
                    : services.scope().callIfPossibleHere(context, () -> callAndAcknowledge(false), ELSEWHERE);
            return result == null || result == ELSEWHERE ? result : afterwards(result);
        } catch (Exception | Error e) {
            return failed(e, mayBlock);
        }
    }

    /** Calls the handler. Returns its stage; null if the result was there at once, and has been sent. */
    private CompletionStage<?> callAndAcknowledge(boolean mayBlock) throws Exception {
        Object result = handler.call(call);
        if (result instanceof CompletionStage<?> stage) {
            return stage;
        }
        if (mayBlock && !state.turn().isAnyWaiting()) {
            // This thread has not read the event, whose answer is complete now. The answers of others that wait could
            // leave together with it.
            state.socket().answer(() -> acknowledge(result));
        } else {
            acknowledge(result);
        }
        return null;
    }

    private void acknowledge(Object result) {
        if (handler.declaration().result() != void.class) {
            try {
                ack.sendOne(result);
            } catch (RuntimeException e) {
                // It is the result that cannot be written, which is no exception of the handler.
                ack.fail(caller.failures().incident(handler.declaration(), e));
            }
        } else if (!handler.declaration().acknowledgesItself()) {
            ack.sendNothing();
        }
    }

    /** Waits for the handler's stage. The result completes when the client has been answered. */
    private CompletionStage<?> afterwards(CompletionStage<?> stage) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        stage.whenComplete((result, failure) -> {
            CompletionStage<?> more = null;
            try {
                if (failure == null) {
                    acknowledge(result);
                } else {
                    more = failed(failure, false);
                }
            } finally {
                if (more == null) {
                    over.complete(null);
                } else {
                    more.whenComplete((nothing, ignored) -> over.complete(null));
                }
            }
        });
        return over;
    }

    private CompletionStage<?> failed(Throwable failure, boolean mayBlock) {
        CompletableFuture<JsonObject> error =
                caller.failures().describe(handler.declaration(), call, failure, mayBlock);
        if (error.isDone()) {
            ack.fail(error.join());
            return null;
        }
        return error.thenAccept(ack::fail);
    }
}
