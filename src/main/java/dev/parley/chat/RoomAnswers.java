package dev.parley.chat;

import dev.parley.socketio.AttributeKey;
import dev.parley.socketio.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The answers of one socket to its joining and leaving, in the order of what they answer: one that must wait for the
 * cluster holds up those behind it. On a node that is alone nothing ever waits. In the session's turn.
 */
final class RoomAnswers {

    private static final AttributeKey<RoomAnswers> KEY = new AttributeKey<>("room answers", RoomAnswers.class);

    private final Socket socket;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    private RoomAnswers(Socket socket) {
        this.socket = socket;
    }

    /** Those of a socket. */
    static RoomAnswers of(Socket socket) {
        RoomAnswers answers = socket.attribute(KEY);
        if (answers == null) {
            answers = new RoomAnswers(socket);
            socket.attribute(KEY, answers);
        }
        return answers;
    }

    /** Answers as soon as something is ready, which never fails, and whatever was to be said before has been said. */
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

    /** Answers as soon as whatever was to be said before has been said. */
    void next(Runnable answer) {
        when(CompletableFuture.completedStage(null), answer);
    }
}
