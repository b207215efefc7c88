package dev.parley.events.call;

import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import dev.parley.events.declaration.Execution;
import dev.parley.events.declaration.HandlerDeclaration;
import jakarta.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The handling of one event of a client. */
final class EventTask implements EventTurn.Task {

    private final PreparedHandler handler;
    private final EventSocketState state;
    private final HandlerAck ack;
    private final HandlerCall call;
    private final EventCaller caller;

    EventTask(PreparedHandler handler, HandlerCall call, HandlerAck ack, EventCaller caller) {
        this.handler = handler;
        this.state = call.state();
        this.ack = ack;
        this.call = call;
        this.caller = caller;
    }

    @Override
    public Execution execution() {
        return handler.declaration().execution();
    }

    @Override
    public void refuse(RefusedException reason) {
        ack.fail(caller.errors().of(reason));
    }

    @Override
    public CompletionStage<?> begin(boolean mayBlock) {
        if (!state.socket().isConnected()) {
            return null;
        }
        HandlerDeclaration declaration = handler.declaration();
        if (!declaration.access().permits(state.user())) {
            refuse(new RefusedException(ErrorCode.AUTHORIZATION_FAILED, "You may not do this."));
            return null;
        }
        try {
            EventServices services = caller.services();
            EventContext context = call.context(services.tokens());
            CompletionStage<?> result = mayBlock
                    ? services.scope().call(context, this::callAndAcknowledge)
                    : services.scope().callIfPossibleHere(context, this::callAndAcknowledge, ELSEWHERE);
            return result == null || result == ELSEWHERE ? result : afterwards(result);
        } catch (Exception | Error e) {
            return failed(e, mayBlock);
        }
    }

    /** Calls the handler. Returns its stage; null if the result was there at once, and has been sent. */
    private CompletionStage<?> callAndAcknowledge() throws Exception {
        Object result = handler.call(call);
        if (result instanceof CompletionStage<?> stage) {
            return stage;
        }
        acknowledge(result);
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
