package dev.parley.redis;

import dev.parley.chat.Presence;
import dev.parley.chat.PresenceStatus;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A user with sockets on this node: which they are, what the store knows of them, and how the user was seen last. Guarded
 * by the lock of {@link LocalUsers}; what the store knows is the worker's alone.
 */
final class LocalUser {

    /** What the store knows of the rooms of a socket. Its worker's alone. */
    static final class Registration {

        /** Whether the socket is there; before that its rooms cannot be. */
        private boolean isPlaced;
        /** The rooms that are written down with the socket. */
        private Set<String> written = Set.of();
        /** The rooms in which the socket is counted; never more than are written down. */
        private Set<String> counted = Set.of();

        boolean isPlaced() {
            return isPlaced;
        }

        void place() {
            isPlaced = true;
        }

        Set<String> written() {
            return written;
        }

        Set<String> counted() {
            return counted;
        }

        void write(Set<String> rooms) {
            written = rooms;
        }

        void count(Set<String> rooms) {
            counted = rooms;
        }
    }

    private final String id;
    private final Map<String, Registration> sockets = new HashMap<>();
    private Presence seen;
    private boolean isSettled;
    private boolean isElsewhere;
    private boolean isEnrolled;

    LocalUser(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    Map<String, Registration> sockets() {
        return sockets;
    }

    /** How the user was seen last; null if nobody has said yet. Its sockets may be out of date. */
    Presence seen() {
        return seen;
    }

    /** Whether the store has said how the user is seen, and not this node alone. */
    boolean isSettled() {
        return isSettled;
    }

    /** Whether the user had a socket on another node when the store was asked last. */
    boolean isElsewhere() {
        return isElsewhere;
    }

    /** The store has said how the user is seen. */
    void settle(Presence presence, boolean elsewhere) {
        seen = presence;
        isSettled = true;
        isElsewhere = elsewhere;
    }

    /** This node alone says how the user is seen: later than what was seen before, whatever its clock shows. */
    Presence decide(PresenceStatus status, JsonObject metadata, Instant now) {
        Instant time = now.truncatedTo(ChronoUnit.MILLIS);
        if (seen != null && !time.isAfter(seen.timestamp())) {
            time = seen.timestamp().plusMillis(1);
        }
        seen = new Presence(id, status, time, metadata, sockets.keySet());
        isSettled = false;
        return seen;
    }

    /** This node alone says that the user is gone. */
    Presence leave(Instant now) {
        return decide(PresenceStatus.OFFLINE, null, now);
    }

    /** How the user was seen last, with the sockets of this node as they are; null if nobody has said. */
    Presence seenHere() {
        return seen == null
                ? null
                : new Presence(id, seen.status(), seen.timestamp(), seen.metadata(), sockets.keySet());
    }

    /** Whether the user is noted under the lease of this node. */
    boolean isEnrolled() {
        return isEnrolled;
    }

    LocalUser enrolled() {
        isEnrolled = true;
        return this;
    }

    /** Under a new lease the store knows nothing. */
    void forgotten() {
        isEnrolled = false;
        sockets.replaceAll((socket, registration) -> new Registration());
    }
}
