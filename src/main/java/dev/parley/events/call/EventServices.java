package dev.parley.events.call;

import dev.parley.chat.error.ErrorObserver;
import dev.parley.events.json.JsonBinding;
import dev.parley.session.SessionServices;
import dev.parley.socketio.Socket;
import jakarta.validation.Validator;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The services that the handlers of own events need from other packages.
 *
 * @param blocking runs handlers that may block. It may reject tasks with a
 *     {@link java.util.concurrent.RejectedExecutionException}; the client is then told that the server is busy. Must not
 *     run a task on the calling thread, but in tests
 * @param validator checks the arguments and results of handlers
 * @param json reads arguments and writes results
 * @param scope surrounds each call of a handler
 * @param tokens knows the tokens of sockets
 * @param sockets makes what handlers get for a socket; called once for each socket
 * @param backpressure makes clients wait
 * @param errors observes the errors that are sent to clients
 * @param session the rules that hold for all sockets
 */
public record EventServices(
        Executor blocking,
        Validator validator,
        JsonBinding json,
        EventScope scope,
        Tokens tokens,
        Function<Socket, dev.parley.api.Socket> sockets,
        Backpressure backpressure,
        ErrorObserver errors,
        SessionServices session) {

    /** None may be null. */
    public EventServices {
        Objects.requireNonNull(blocking, "blocking");
        Objects.requireNonNull(validator, "validator");
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(sockets, "sockets");
        Objects.requireNonNull(backpressure, "backpressure");
        Objects.requireNonNull(errors, "errors");
        Objects.requireNonNull(session, "session");
    }
}
