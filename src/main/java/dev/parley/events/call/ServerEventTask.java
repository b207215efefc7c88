package dev.parley.events.call;

import dev.parley.chat.error.RefusedException;
import dev.parley.events.declaration.Execution;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The handling of one event of another server. */
final class ServerEventTask implements EventTurn.Task {

    private static final Logger LOG = System.getLogger(ServerEventTask.class.getName());

    private final PreparedHandler handler;
    private final HandlerCall call;
    private final Consumer<JsonValue> answer;
    private final EventServices services;

    ServerEventTask(
            PreparedHandler handler, List<JsonValue> arguments, Consumer<JsonValue> answer, EventServices services) {
        this.handler = handler;
        this.call = new HandlerCall(null, handler.declaration().event(), arguments, null, null);
        this.answer = answer;
        this.services = services;
    }

    @Override
    public Execution execution() {
        return Execution.BLOCKING;
    }

    @Override
    public void refuse(RefusedException reason) {
        LOG.log(
                Level.WARNING,
                "An event of another server is lost, for {0}: {1}",
                handler.declaration(),
                reason.getMessage());
    }

    @Override
    public CompletionStage<?> begin(boolean mayBlock) {
        try {
            Object result = handler.callInScope(services, call);
            if (result instanceof CompletionStage<?> stage) {
                return stage.whenComplete((value, failure) -> {
                    if (failure == null) {
                        answer(value);
                    } else {
                        log(failure);
                    }
                });
            }
            answer(result);
        } catch (Exception | Error e) {
            log(e);
        }
        return null;
    }

    private void answer(Object value) {
        try {
            answer.accept(services.json().toJson(value));
        } catch (RuntimeException e) {
            log(e);
        }
    }

    private void log(Throwable failure) {
        if (failure instanceof RefusedException || failure instanceof InvalidArgumentsException) {
            LOG.log(
                    Level.WARNING,
                    "An event of another server does not suit {0}: {1}",
                    handler.declaration(),
                    failure.getMessage());
        } else {
            LOG.log(Level.ERROR, handler.declaration() + " failed", failure);
        }
    }
}
