package dev.parley.events.call;

import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.Socket;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Calls the {@code @OnConnect} methods for one socket, one after the other, until one refuses. */
final class Arrival {

    private final List<PreparedHandler> handlers;
    private final EventCaller caller;
    private final PatientExecutor blocking;
    private final Socket socket;
    private final HandlerCall call;
    private final CompletableFuture<ConnectDecision> decision = new CompletableFuture<>();

    Arrival(List<PreparedHandler> handlers, EventCaller caller, PatientExecutor blocking, EventSocketState state) {
        this.handlers = handlers;
        this.caller = caller;
        this.blocking = blocking;
        this.socket = state.socket();
        this.call = HandlerCall.about(state, AuthPayloadGuard.take(state.socket()));
    }

    /** Begins on the calling thread, which must not block. */
    CompletionStage<ConnectDecision> begin() {
        callFrom(0, false);
        return decision;
    }

    private void callFrom(int index, boolean mayBlock) {
        if (index == handlers.size() || !socket.isConnected()) {
            decision.complete(ConnectDecision.ADMITTED);
        } else if (mayBlock || handlers.get(index).mayRunWithoutBlocking()) {
            call(index, mayBlock);
        } else {
            blocking.execute(socket, () -> call(index, true));
        }
    }

    private void call(int index, boolean mayBlock) {
        PreparedHandler handler = handlers.get(index);
        Object result;
        try {
            result = handler.callInScope(caller.services(), call);
        } catch (Exception | Error e) {
            refuse(handler, e, mayBlock);
            return;
        }
        if (result instanceof CompletionStage<?> stage) {
            await(handler, index, stage);
        } else {
            callFrom(index + 1, mayBlock);
        }
    }

    private void await(PreparedHandler handler, int index, CompletionStage<?> stage) {
        stage.whenComplete((ignored, failure) -> {
            if (failure == null) {
                callFrom(index + 1, false);
            } else {
                refuse(handler, failure, false);
            }
        });
    }

    private void refuse(PreparedHandler handler, Throwable failure, boolean mayBlock) {
        caller.failures()
                .describe(handler.declaration(), call, failure, mayBlock)
                .thenAccept(error -> decision.complete(refusal(error)));
    }

    static ConnectDecision.Refused refusal(JsonObject error) {
        return new ConnectDecision.Refused(error.getString("message"), error);
    }
}
