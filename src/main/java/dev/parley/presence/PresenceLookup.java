package dev.parley.presence;

import java.util.concurrent.CompletionStage;

/** Looks up the presence of users for callers that are not clients. Thread-safe. */
@FunctionalInterface
public interface PresenceLookup {

    /**
     * The presence of a user; {@code offline} if the user has no sockets. Includes every change that clients of this
     * node were told before this call.
     */
    CompletionStage<Presence> of(String userId);
}
