package dev.parley.chat;

import dev.parley.socketio.AttributeKey;
import dev.parley.socketio.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sends the answers to {@code join-room} and {@code leave-room} of one socket in the order of these events. An answer
 * that must wait for the cluster delays the answers behind it. On a single node no answer waits. Used only on the
 * session's serial executor.
 */
final class RoomAnswers {

    private static final AttributeKey<RoomAnswers> KEY = new AttributeKey<>("room answers", RoomAnswers.class);

    private final Socket socket;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    private RoomAnswers(Socket socket) {
        this.socket = socket;
    }

    /** The answers of a socket; created at the first call. */
    static RoomAnswers of(Socket socket) {
        RoomAnswers answers = socket.attribute(KEY);
        if (answers == null) {
            answers = new RoomAnswers(socket);
            socket.attribute(KEY, answers);
        }
        return answers;
    }

    /**
     * Runs an answer as soon as {@code ready} has completed and all earlier answers have been sent. The stage
     * {@code ready} must never fail.
     */
    void when(CompletionStage<Void> ready, Runnable answer) {
        CompletableFuture<Void> both = CompletableFuture.allOf(last, ready.toCompletableFuture());
        if (both.isDone()) {
            answer.run();
            return;
        }
        CompletableFuture<Void> said = new CompletableFuture<>();
        last = said;
        both.thenRun(() -> socket.execute(() -> {
            try {
                answer.run();
            } finally {
                said.complete(null);
            }
        }));
    }

    /** Runs an answer as soon as all earlier answers have been sent. */
    void next(Runnable answer) {
        when(CompletableFuture.completedStage(null), answer);
    }
}
