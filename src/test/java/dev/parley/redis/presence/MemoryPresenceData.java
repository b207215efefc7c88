package dev.parley.redis.presence;

import dev.parley.idempotency.Outcome;
import dev.parley.idempotency.SharedKeys;
import dev.parley.presence.Presence;
import dev.parley.presence.RoomOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What several {@link MemoryPresenceStore}s have in common: a Redis whose clock belongs to the test. */
final class MemoryPresenceData {

    /** A user as the store keeps it. */
    static final class User {
        Presence seen;
        final Map<String, UserReply.Place> places = new HashMap<>();
        final Map<Lease, Instant> renewed = new HashMap<>();
        Instant renewedLast;
    }

    /** A room as the store keeps it. */
    static final class Room {
        final Map<Lease, Map<String, Integer>> sockets = new HashMap<>();
        final Map<Lease, Instant> renewed = new HashMap<>();
        Instant renewedLast;
        RoomOrigin origin;
    }

    /** The key of a request as the store keeps it. */
    static final class Request {
        String fingerprint;
        Outcome outcome;
        Instant claimedUntil;
        Instant until;

        SharedKeys.Answer answer() {
            return new SharedKeys.Answer(
                    claimedUntil == null ? SharedKeys.State.DONE : SharedKeys.State.UNDER_WAY, fingerprint, outcome);
        }
    }

    final Map<String, Request> requests = new HashMap<>();
    final Supplier<Instant> clock;
    final Map<Lease, Instant> running = new HashMap<>();
    final Map<Lease, Integer> counts = new HashMap<>();
    final Set<Lease> ended = new HashSet<>();
    final Map<Lease, Set<String>> enrolled = new HashMap<>();
    final Map<String, User> users = new HashMap<>();
    final Map<String, Room> rooms = new HashMap<>();
    final Map<Lease, Instant> noted = new HashMap<>();
    int epoch = 1;
    private final PresenceTtl lifetimes;
    private Instant lastBeat;

    MemoryPresenceData(Supplier<Instant> clock) {
        this(clock, PresenceTtl.DEFAULT);
    }

    MemoryPresenceData(Supplier<Instant> clock, PresenceTtl lifetimes) {
        this.clock = clock;
        this.lifetimes = lifetimes;
    }

    /** A user's sockets under a lease count from now on. */
    void renew(User user, Lease lease) {
        user.renewedLast = clock.get();
        user.renewed.put(lease, clock.get());
    }

    /** A room's sockets under a lease count from now on. */
    void renew(Room room, Lease lease) {
        room.renewedLast = clock.get();
        room.renewed.put(lease, clock.get());
    }

    /** Some node is alive. */
    void beat() {
        lastBeat = clock.get();
    }

    /** What nobody has renewed in time goes. */
    void expire() {
        users.values().removeIf(user -> isPast(user.renewedLast, lifetimes.key()));
        rooms.values().removeIf(room -> isPast(room.renewedLast, lifetimes.key()));
        Set.copyOf(noted.keySet()).forEach(lease -> {
            if (isPast(noted.get(lease), lifetimes.key())) {
                noted.remove(lease);
                enrolled.remove(lease);
            }
        });
        if (isPast(lastBeat, lifetimes.nodes())) {
            loseNodes();
            lastBeat = null;
        }
    }

    /** Sockets of a user go under leases that nobody has renewed for too long, though somebody has renewed the user. */
    void forgetStale(User user) {
        user.places.values().removeIf(place -> isPast(user.renewed.get(place.lease()), lifetimes.patience()));
        user.renewed.values().removeIf(time -> isPast(time, lifetimes.patience()));
    }

    /** The same of a room. */
    void forgetStale(Room room) {
        room.sockets.keySet().removeIf(lease -> isPast(room.renewed.get(lease), lifetimes.patience()));
        room.renewed.values().removeIf(time -> isPast(time, lifetimes.patience()));
    }

    private boolean isPast(Instant renewed, Duration lifetime) {
        return renewed != null && clock.get().isAfter(renewed.plus(lifetime));
    }

    /** What concerns the nodes is lost. */
    void loseNodes() {
        running.clear();
        counts.clear();
        ended.clear();
        epoch++;
    }

    /** The end of a Redis that writes nothing to its disk. */
    void lose() {
        loseNodes();
        enrolled.clear();
        users.clear();
        rooms.clear();
        noted.clear();
    }
}
