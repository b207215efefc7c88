package dev.parley.socketio;

import java.util.concurrent.CompletionStage;

/**
 * Decides who may join a namespace, before any handler hears of it. Called in the turn of the client's session and must
 * not block; a decision that takes time is completed later, by any thread. A stage that fails refuses, without telling
 * the client why.
 */
@FunctionalInterface
public interface ConnectGuard {

    /** Decides about one request. */
    CompletionStage<ConnectDecision> decide(ConnectRequest request);
}
