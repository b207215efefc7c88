package dev.parley.redis.presence;

import dev.parley.idempotency.SharedKeys;
import dev.parley.presence.Presence;
import dev.parley.presence.PresenceStatus;
import dev.parley.presence.RoomOrigin;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One node's way to {@link MemoryPresenceData}, which can be cut. {@link PresenceStoreIT} holds it to the real one. */
final class MemoryPresenceStore implements PresenceStore {

    private final MemoryPresenceData data;
    private int callsUntilCut = Integer.MAX_VALUE;
    private Error error;
    private boolean isSpoiled;

    MemoryPresenceStore(MemoryPresenceData data) {
        this.data = data;
    }

    /** From now on every call fails. */
    void cut() {
        callsUntilCut = 0;
    }

    /** So many more calls succeed. */
    void cutAfter(int calls) {
        callsUntilCut = calls;
    }

    /** From now on every call ends in this. */
    void failWith(Error cause) {
        error = cause;
    }

    /** From now on nothing that concerns users can be read. */
    void spoil() {
        isSpoiled = true;
    }

    void mend() {
        callsUntilCut = Integer.MAX_VALUE;
        error = null;
        isSpoiled = false;
    }

    private void call() {
        if (error != null) {
            throw error;
        }
        if (callsUntilCut-- <= 0) {
            callsUntilCut = 0;
            throw new IllegalStateException("cut off");
        }
        data.expire();
    }

    @Override
    public LeaseRenewal beat(Lease lease, Duration duration, int sockets, boolean isNew, boolean endOthers) {
        call();
        Instant now = data.clock.get();
        String epoch = "epoch " + data.epoch;
        if (!isNew && !data.running.containsKey(lease)) {
            return new LeaseRenewal(false, epoch, Set.of(), Map.of());
        }
        data.beat();
        data.running.put(lease, now.plus(duration));
        data.counts.put(lease, sockets);
        if (endOthers) {
            data.running.entrySet().stream()
                    .filter(entry -> entry.getValue().isBefore(now))
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(this::ended);
        }
        return new LeaseRenewal(true, epoch, data.ended, data.counts);
    }

    private void ended(Lease lease) {
        data.running.remove(lease);
        data.counts.remove(lease);
        data.ended.add(lease);
    }

    @Override
    public void end(Lease lease) {
        call();
        ended(lease);
    }

    @Override
    public void forget(Lease lease) {
        call();
        data.ended.remove(lease);
    }

    @Override
    public void enroll(Lease lease, Collection<String> users) {
        call();
        data.enrolled.computeIfAbsent(lease, key -> new HashSet<>()).addAll(users);
        data.noted.put(lease, data.clock.get());
    }

    @Override
    public void dismiss(Lease lease, Collection<String> users) {
        call();
        data.enrolled.computeIfAbsent(lease, key -> new HashSet<>()).removeAll(users);
    }

    @Override
    public Set<String> enrolled(Lease lease, int max) {
        call();
        return data.enrolled.getOrDefault(lease, Set.of()).stream().limit(max).collect(Collectors.toSet());
    }

    @Override
    public List<UserReply> users(List<UserCommand> steps) {
        call();
        if (isSpoiled) {
            throw new IllegalStateException("spoiled");
        }
        return steps.stream().map(this::take).toList();
    }

    private UserReply take(UserCommand step) {
        MemoryPresenceData.User user = data.users.computeIfAbsent(step.userId(), id -> new MemoryPresenceData.User());
        data.forgetStale(user);
        List<UserReply.Place> removed = new ArrayList<>();
        boolean changed = false;
        if (step instanceof UserCommand.Put put) {
            changed = put(user, put);
            data.renew(user, put.lease());
        } else if (step instanceof UserCommand.Move move) {
            move.rooms()
                    .forEach((socket, rooms) -> user.places.computeIfPresent(
                            key(move.lease(), socket),
                            (key, place) -> new UserReply.Place(place.lease(), socket, rooms)));
        } else if (step instanceof UserCommand.Renew renew) {
            removed.addAll(renew(user, renew));
        } else if (step instanceof UserCommand.Change change) {
            if (user.places.containsKey(key(change.lease(), change.socketId()))) {
                see(user, change.userId(), change.status(), later(user), change.metadata());
                changed = true;
            }
        } else if (step instanceof UserCommand.Drop drop) {
            user.places.values().stream().filter(place -> isGone(place, drop)).forEach(removed::add);
            user.places.values().removeAll(removed);
        } else if (step instanceof UserCommand.DropAll drop) {
            user.places.values().stream()
                    .filter(place -> place.lease().equals(drop.lease()))
                    .forEach(removed::add);
            user.places.values().removeAll(removed);
        }
        if (user.places.isEmpty()) {
            data.users.remove(step.userId());
            Instant time = removed.isEmpty() ? data.clock.get() : later(user);
            return new UserReply(!removed.isEmpty(), Presence.offline(step.userId(), time), List.of(), removed);
        }
        Set<String> sockets =
                user.places.values().stream().map(UserReply.Place::socketId).collect(Collectors.toSet());
        Presence seen =
                new Presence(step.userId(), user.seen.status(), user.seen.timestamp(), user.seen.metadata(), sockets);
        return new UserReply(changed, seen, List.copyOf(user.places.values()), removed);
    }

    private boolean put(MemoryPresenceData.User user, UserCommand.Put put) {
        boolean first = user.places.isEmpty();
        put.sockets()
                .forEach(socket -> user.places.putIfAbsent(
                        key(put.lease(), socket), new UserReply.Place(put.lease(), socket, Set.of())));
        Presence known = put.known();
        if (known != null && (first || known.timestamp().isAfter(user.seen.timestamp()))) {
            see(user, put.userId(), known.status(), known.timestamp(), known.metadata());
            return true;
        }
        if (first) {
            see(user, put.userId(), PresenceStatus.ONLINE, data.clock.get(), null);
        }
        return first;
    }

    private static boolean isGone(UserReply.Place place, UserCommand.Drop drop) {
        Lease lease = place.lease();
        return lease.equals(drop.lease())
                ? place.socketId().equals(drop.socketId())
                : lease.node().equals(drop.lease().node())
                        && lease.number() < drop.lease().number();
    }

    private List<UserReply.Place> renew(MemoryPresenceData.User user, UserCommand.Renew renew) {
        boolean lost = user.places.isEmpty();
        List<UserReply.Place> removed = user.places.values().stream()
                .filter(place -> place.lease().node().equals(renew.lease().node()))
                .filter(place ->
                        !place.lease().equals(renew.lease()) || !renew.sockets().containsKey(place.socketId()))
                .toList();
        user.places.values().removeAll(removed);
        renew.sockets()
                .forEach((socket, rooms) ->
                        user.places.put(key(renew.lease(), socket), new UserReply.Place(renew.lease(), socket, rooms)));
        data.renew(user, renew.lease());
        Presence known = renew.known();
        if (lost || known.timestamp().isAfter(user.seen.timestamp())) {
            see(user, renew.userId(), known.status(), known.timestamp(), known.metadata());
        }
        return removed;
    }

    private static void see(
            MemoryPresenceData.User user, String id, PresenceStatus status, Instant time, JsonObject metadata) {
        user.seen = new Presence(id, status, time, metadata, Set.of());
    }

    private Instant later(MemoryPresenceData.User user) {
        Instant now = data.clock.get();
        return now.isBefore(user.seen.timestamp()) ? user.seen.timestamp() : now;
    }

    private static String key(Lease lease, String socketId) {
        return lease.text() + "/" + socketId;
    }

    @Override
    public void rooms(List<RoomCommand> steps) {
        call();
        for (RoomCommand step : steps) {
            MemoryPresenceData.Room room =
                    data.rooms.computeIfAbsent(step.room(), name -> new MemoryPresenceData.Room());
            Map<String, Integer> sockets = room.sockets.computeIfAbsent(step.lease(), key -> new HashMap<>());
            data.renew(room, step.lease());
            sockets.putAll(step.sockets());
            sockets.values().removeIf(number -> number == 0);
            if (room.sockets.values().stream().allMatch(Map::isEmpty)) {
                data.rooms.remove(step.room());
            }
            RoomOrigin origin = step.origin();
            if (origin != null && (room.origin == null || origin.createdAt().isBefore(room.origin.createdAt()))) {
                room.origin = origin;
            }
        }
    }

    @Override
    public void renewRooms(List<RoomCommand> steps) {
        call();
        for (RoomCommand step : steps) {
            MemoryPresenceData.Room room = data.rooms.get(step.room());
            if (room != null) {
                data.forgetStale(room);
                room.sockets
                        .keySet()
                        .removeIf(lease -> lease.node().equals(step.lease().node()));
            }
        }
        rooms(steps);
    }

    @Override
    public List<Set<String>> usersIn(List<String> rooms, Lease except) {
        call();
        return rooms.stream().map(room -> usersIn(room, except)).toList();
    }

    private Set<String> usersIn(String room, Lease except) {
        MemoryPresenceData.Room known = data.rooms.get(room);
        return known == null
                ? Set.of()
                : known.sockets.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(except))
                        .flatMap(entry -> entry.getValue().keySet().stream())
                        .collect(Collectors.toSet());
    }

    @Override
    public List<Integer> socketsIn(List<String> rooms, Lease except) {
        call();
        return rooms.stream()
                .map(name -> {
                    MemoryPresenceData.Room room = data.rooms.get(name);
                    return room == null
                            ? 0
                            : room.sockets.entrySet().stream()
                                    .filter(entry -> !entry.getKey().equals(except))
                                    .flatMap(entry -> entry.getValue().values().stream())
                                    .mapToInt(Integer::intValue)
                                    .sum();
                })
                .toList();
    }

    @Override
    public Map<String, RoomOrigin> origins(Collection<String> rooms) {
        call();
        Map<String, RoomOrigin> origins = new HashMap<>();
        for (String name : rooms) {
            MemoryPresenceData.Room room = data.rooms.get(name);
            if (room != null && room.origin != null) {
                origins.put(name, room.origin);
            }
        }
        return origins;
    }

    @Override
    public List<SharedKeys.Answer> keys(List<KeyCommand> commands) {
        call();
        return commands.stream().map(this::answer).toList();
    }

    private SharedKeys.Answer answer(KeyCommand command) {
        Instant now = data.clock.get();
        data.requests.values().removeIf(request -> !request.until.isAfter(now));
        MemoryPresenceData.Request known = data.requests.get(command.key());
        if (command instanceof KeyCommand.Claim claim) {
            return claimed(claim, known, now);
        }
        if (known == null) {
            return SharedKeys.Answer.UNKNOWN;
        }
        if (command instanceof KeyCommand.Confirm confirm) {
            if (known.outcome.id().equals(confirm.outcome().id())) {
                known.claimedUntil = null;
                known.until = now.plus(confirm.life());
            }
            return SharedKeys.Answer.UNKNOWN;
        }
        return known.answer();
    }

    private SharedKeys.Answer claimed(KeyCommand.Claim claim, MemoryPresenceData.Request known, Instant now) {
        boolean isFree = known == null
                || known.claimedUntil != null
                        && !now.isBefore(known.claimedUntil)
                        && known.fingerprint.equals(claim.fingerprint());
        if (!isFree) {
            return known.answer();
        }
        MemoryPresenceData.Request request = known == null ? new MemoryPresenceData.Request() : known;
        if (known == null) {
            request.fingerprint = claim.fingerprint();
            request.outcome = claim.proposed();
        }
        request.claimedUntil = now.plus(claim.lease());
        request.until = now.plus(claim.life());
        data.requests.put(claim.key(), request);
        return new SharedKeys.Answer(SharedKeys.State.CLAIMED, request.fingerprint, request.outcome);
    }

    @Override
    public void close() {}
}
