package dev.parley.socketio;

import java.util.concurrent.CompletionStage;

/**
 * Decides whether a client may join a namespace, before any handler is called. Called in the turn of the client's
 * session; must not block. If the decision takes time, any thread may complete the stage later. A stage that fails
 * refuses the client, which does not learn the cause.
 */
@FunctionalInterface
public interface ConnectGuard {

    /** Decides about one request. */
    CompletionStage<ConnectDecision> decide(ConnectRequest request);
}
