package dev.parley.redis.presence;

import dev.parley.presence.PresenceHost;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The changes to store because sockets have joined or left rooms, or are gone. Only the present rooms count, whatever
 * happened in between.
 *
 * <p>A socket is counted only in rooms that are stored with it. Otherwise nobody could correct the count of a room
 * after a crash. So when a socket leaves a room, the room stays stored with the socket until the count is right, and is
 * removed the next time.
 */
final class PendingRoomChanges {

    private record Move(String userId, LocalUser.Registration registration, Set<String> written, Set<String> rooms) {}

    private final LocalUsers users;
    private final PresenceHost host;
    private final Lease lease;
    private final List<Move> moves = new ArrayList<>();
    private final List<UserCommand> userSteps = new ArrayList<>();
    private final Map<String, Map<String, Integer>> counts = new HashMap<>();

    /** Reads the rooms of these users' sockets, and the rooms in which the sockets that are gone are still counted. */
    PendingRoomChanges(
            LocalUsers users,
            PresenceHost host,
            Lease lease,
            Set<String> moved,
            Collection<LocalUsers.Departure> departures) {
        this.users = users;
        this.host = host;
        this.lease = lease;
        Map<String, Set<String>> left = new HashMap<>();
        departures.forEach(departure -> left.computeIfAbsent(departure.user().id(), id -> new HashSet<>())
                .addAll(departure.registration().counted()));
        moved.forEach(user -> left.computeIfAbsent(user, id -> new HashSet<>()));
        left.forEach(this::plan);
    }

    private void plan(String userId, Set<String> affected) {
        Map<String, LocalUser.Registration> sockets = users.with(userId, user -> Map.copyOf(user.sockets()));
        Map<String, Set<String>> fields = new HashMap<>();
        Map<String, Integer> present = new HashMap<>();
        if (sockets != null) {
            sockets.forEach((socketId, registration) -> {
                if (!registration.isPlaced()) {
                    return;
                }
                Set<String> rooms = host.roomsOf(socketId);
                rooms.forEach(room -> present.merge(room, 1, Integer::sum));
                affected.addAll(difference(rooms, registration.counted()));
                affected.addAll(difference(registration.counted(), rooms));
                Set<String> written = new HashSet<>(rooms);
                written.addAll(registration.counted());
                if (!written.equals(registration.written())) {
                    fields.put(socketId, written);
                }
                moves.add(new Move(userId, registration, written, rooms));
            });
        }
        if (!fields.isEmpty()) {
            userSteps.add(new UserCommand.Move(userId, lease, fields));
        }
        affected.forEach(room ->
                counts.computeIfAbsent(room, name -> new HashMap<>()).put(userId, present.getOrDefault(room, 0)));
    }

    private static Set<String> difference(Set<String> some, Set<String> without) {
        Set<String> left = new HashSet<>(some);
        left.removeAll(without);
        return left;
    }

    /** The commands for users; they must be run first. */
    List<UserCommand> userSteps() {
        return userSteps;
    }

    /** The commands for rooms; they must be run after the commands for users. */
    List<RoomCommand> roomSteps() {
        List<RoomCommand> steps = new ArrayList<>(counts.size());
        counts.forEach((room, numbers) -> {
            boolean inhabited = numbers.values().stream().anyMatch(number -> number > 0);
            steps.add(new RoomCommand(
                    room, lease, numbers, inhabited ? host.originOf(room).orElse(null) : null));
        });
        return steps;
    }

    /** Notes that all commands have been run. */
    void done() {
        for (Move move : moves) {
            move.registration().write(move.written());
            move.registration().count(move.rooms());
            if (!move.written().equals(move.rooms())) {
                users.moved(move.userId());
            }
        }
    }
}
