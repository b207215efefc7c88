package dev.parley.redis;

import dev.parley.chat.RoomOrigin;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Something that somebody has asked for and waits for. What its methods return tells those who wait. */
sealed interface PresenceRequest {

    /** The store cannot be reached: what this node knows is the answer. */
    Runnable alone();

    /**
     * A step for a user.
     *
     * @param step made for the lease of the moment
     * @param departure the socket that this takes away; null if none
     * @param settled takes the reply
     * @param unaided answers without one
     */
    record OfUser(
            String userId,
            Function<Lease, UserStep> step,
            LocalUsers.Departure departure,
            Function<UserReply, Runnable> settled,
            Supplier<Runnable> unaided)
            implements PresenceRequest {

        @Override
        public Runnable alone() {
            return unaided.get();
        }
    }

    /** Who is in a room. */
    record UsersIn(String room, CompletableFuture<Set<String>> result) implements PresenceRequest {

        @Override
        public Runnable alone() {
            return () -> result.complete(Set.of());
        }
    }

    /** How many sockets are in a room on other nodes. */
    record SocketsIn(String room, CompletableFuture<Integer> result) implements PresenceRequest {

        @Override
        public Runnable alone() {
            return () -> result.complete(0);
        }
    }

    /**
     * How rooms were made.
     *
     * @param known here
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
