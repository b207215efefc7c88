package dev.parley.chat;

import dev.parley.api.AuthenticatedUser;
import dev.parley.api.RoomAccessPolicy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Asks a {@link RoomAccessPolicy}. The built-in rules answer from memory, on the calling thread. A policy of the
 * application may ask a database, so it is called on threads that may wait. Thread-safe.
 */
public final class RoomAdmission {

    private static final Logger LOG = System.getLogger(RoomAdmission.class.getName());

    private final RoomAccessPolicy policy;
    private final Executor threads;

    private RoomAdmission(RoomAccessPolicy policy, Executor threads) {
        this.policy = policy;
        this.threads = threads;
    }

    /** A policy that does not block; it is asked on the calling thread. */
    public static RoomAdmission atOnce(RoomAccessPolicy policy) {
        return new RoomAdmission(policy, Runnable::run);
    }

    /** A policy that may block; it is asked on these threads, once at a time for each socket. */
    public static RoomAdmission on(Executor threads, RoomAccessPolicy policy) {
        return new RoomAdmission(policy, threads);
    }

    /**
     * Asks whether a user may enter a room. An exception of the policy is logged and counts as a refusal; an
     * {@link Error} makes the stage fail, and so does the end of the node.
     */
    CompletionStage<Boolean> ask(AuthenticatedUser user, String room) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        try {
            threads.execute(() -> answer(answer, user, room));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private void answer(CompletableFuture<Boolean> answer, AuthenticatedUser user, String room) {
        try {
            answer.complete(policy.mayEnter(user, room));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The room access policy failed; entry is refused", e);
            answer.complete(false);
        } catch (Error e) {
            answer.completeExceptionally(e);
        }
    }
}
