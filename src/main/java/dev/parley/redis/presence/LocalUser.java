package dev.parley.redis.presence;

import dev.parley.presence.Presence;
import dev.parley.presence.PresenceStatus;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A user with sockets on this node: the sockets, what the store knows of them, and the last known presence. Guarded by
 * the lock of {@link LocalUsers}; only the worker uses what the store knows.
 */
final class LocalUser {

    /** What the store knows of a socket and its rooms. Only the worker uses it. */
    static final class Registration {

        /** Whether the socket is in the store; its rooms cannot be stored before that. */
        private boolean isPlaced;
        /** The rooms that are stored with the socket. */
        private Set<String> written = Set.of();
        /** The rooms in which the socket is counted; all of them are also stored with the socket. */
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

    /** The last known presence of the user; null if none is known yet. Its sockets may be out of date. */
    Presence seen() {
        return seen;
    }

    /** Whether the last known presence comes from the store, and not from this node alone. */
    boolean isSettled() {
        return isSettled;
    }

    /** Whether the user had a socket on another node when the store was asked last. */
    boolean isElsewhere() {
        return isElsewhere;
    }

    /** Takes over the presence that the store has returned. */
    void settle(Presence presence, boolean elsewhere) {
        seen = presence;
        isSettled = true;
        isElsewhere = elsewhere;
    }

    /**
     * Sets the presence without the store. The timestamp is later than the one before, whatever the clock of this node
     * shows.
     */
    Presence decide(PresenceStatus status, JsonObject metadata, Instant now) {
        Instant time = now.truncatedTo(ChronoUnit.MILLIS);
        if (seen != null && !time.isAfter(seen.timestamp())) {
            time = seen.timestamp().plusMillis(1);
        }
        seen = new Presence(id, status, time, metadata, sockets.keySet());
        isSettled = false;
        return seen;
    }

    /** Sets the user offline without the store. */
    Presence leave(Instant now) {
        return decide(PresenceStatus.OFFLINE, null, now);
    }

    /** The last known presence of the user with the present sockets of this node; null if none is known. */
    Presence seenHere() {
        return seen == null
                ? null
                : new Presence(id, seen.status(), seen.timestamp(), seen.metadata(), sockets.keySet());
    }

    /** Whether the user is listed under the lease of this node. */
    boolean isEnrolled() {
        return isEnrolled;
    }

    LocalUser enrolled() {
        isEnrolled = true;
        return this;
    }

    /** Resets what the store knows: under a new lease, it knows nothing. */
    void forgotten() {
        isEnrolled = false;
        sockets.replaceAll((socket, registration) -> new Registration());
    }
}
