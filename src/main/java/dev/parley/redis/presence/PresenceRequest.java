package dev.parley.redis.presence;

import dev.parley.idempotency.SharedKeys;
import dev.parley.presence.RoomOrigin;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** A request whose caller waits for the answer. The tasks that its methods return notify the caller. */
sealed interface PresenceRequest {

    /** Answers by what this node knows, because the store cannot be reached. */
    Runnable alone();

    /**
     * A command for a user.
     *
     * @param step makes the command for the present lease
     * @param departure the socket that the command removes; null if none
     * @param settled takes the reply of the store
     * @param unaided answers without a reply of the store
     */
    record OfUser(
            String userId,
            Function<Lease, UserCommand> step,
            LocalUsers.Departure departure,
            Function<UserReply, Runnable> settled,
            Supplier<Runnable> unaided)
            implements PresenceRequest {

        @Override
        public Runnable alone() {
            return unaided.get();
        }
    }

    /** Asks which users are in a room on other nodes. */
    record UsersIn(String room, CompletableFuture<Set<String>> result) implements PresenceRequest {

        @Override
        public Runnable alone() {
            return () -> result.complete(Set.of());
        }
    }

    /** Asks how many sockets are in a room on other nodes. */
    record SocketsIn(String room, CompletableFuture<Integer> result) implements PresenceRequest {

        @Override
        public Runnable alone() {
            return () -> result.complete(0);
        }
    }

    /** Something about a key of a request that is executed once. */
    record OfKey(KeyCommand command, CompletableFuture<SharedKeys.Answer> result) implements PresenceRequest {

        @Override
        public Runnable alone() {
            return () -> result.complete(SharedKeys.Answer.UNSHARED);
        }
    }

    /**
     * Asks how rooms were created.
     *
     * @param known what this node knows
     */
    record Origins(
            Collection<String> rooms,
            Supplier<Map<String, RoomOrigin>> known,
            CompletableFuture<Map<String, RoomOrigin>> result)
            implements PresenceRequest {

        @Override
        public Runnable alone() {
            return () -> result.complete(known.get());
        }
    }
}
