package dev.parley.chat;

import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.adapter.Member;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/**
 * The rooms for people: the adapter's rooms without those that belong to one socket or one user. Who is in a room is
 * the adapter's knowledge alone; this class adds when and as what it was created, and forgets that with its last
 * member.
 *
 * <p>Thread-safe; no method blocks. What it tells is of this node. A room is joined and looked at inside one atomic
 * step for its name, so that of two sockets that race into a new room one is its creator.
 */
public final class RoomDirectory {

    private final Namespace namespace;
    private final Adapter adapter;
    private final Clock clock;
    private final ConcurrentMap<String, RoomOrigin> origins = new ConcurrentHashMap<>();

    /** The rooms of a namespace. */
    public RoomDirectory(Namespace namespace, Clock clock) {
        this.namespace = namespace;
        this.adapter = namespace.adapter();
        this.clock = clock;
    }

    /** The room of a name, if anybody is in it. */
    public Optional<RoomInfo> room(String name) {
        RoomInfo[] room = new RoomInfo[1];
        origins.compute(name, (key, known) -> {
            Set<String> members = membersOf(key);
            if (members.isEmpty()) {
                return null;
            }
            RoomOrigin origin = known == null ? origin(null) : known;
            room[0] = new RoomInfo(key, origin.createdAt(), origin.metadata(), members);
            return origin;
        });
        return Optional.ofNullable(room[0]);
    }

    /** The names of all rooms. A snapshot; the number of names is the number of rooms. */
    public Set<String> names() {
        Set<String> names = new HashSet<>(adapter.localRooms());
        names.removeIf(name -> PrivateRooms.contains(name) || isTaken(name));
        return names;
    }

    /** All rooms, in no order. Those that end meanwhile are left out. */
    public List<RoomInfo> rooms() {
        List<RoomInfo> rooms = new ArrayList<>();
        names().forEach(name -> room(name).ifPresent(rooms::add));
        origins.keySet().forEach(this::forgetIfEmpty);
        return rooms;
    }

    /** The rooms that a socket is in, without those that are its own or its user's. A snapshot. */
    public Set<String> roomsOf(Socket socket) {
        return forPeople(socket, adapter.roomsOf(socket));
    }

    /** When and as what a room was made, as far as this node knows. */
    public Optional<RoomOrigin> originOf(String room) {
        return Optional.ofNullable(origins.get(room));
    }

    /** How many sockets a user has on this node. */
    public int connectionsOf(String userId) {
        return adapter.localMembers(PrivateRooms.ofUser(userId)).size();
    }

    /** Whether a socket is in a room for people. */
    public boolean isMember(Socket socket, String room) {
        return !room.equals(socket.id()) && !PrivateRooms.contains(room) && adapter.isIn(socket, room);
    }

    /** Those of the rooms of a socket that are for people. */
    static Set<String> forPeople(Socket socket, Collection<String> rooms) {
        Set<String> left = new HashSet<>(rooms);
        left.removeIf(room -> room.equals(socket.id()) || PrivateRooms.contains(room));
        return left;
    }

    /** Whether a name cannot be a room's because a socket has it: who joined would hear what is meant for that one. */
    boolean isTaken(String name) {
        return namespace.socket(name).isPresent();
    }

    /**
     * Puts a socket into a room.
     *
     * @param metadata what the room is known for if this creates it; null for nothing
     * @return the number of its members
     */
    int join(Socket socket, String room, JsonObject metadata) {
        int[] members = new int[1];
        origins.compute(room, (key, known) -> {
            boolean member = adapter.isIn(socket, key);
            adapter.join(socket, List.of(key));
            members[0] = adapter.localMembers(key).size();
            if (members[0] == 0) {
                // The socket is gone already.
                return null;
            }
            boolean created = members[0] == 1 && !member;
            // What is known of a room that others emptied behind our back is out of date.
            return known == null || created ? origin(metadata) : known;
        });
        return members[0];
    }

    /** Takes a socket out of a room. */
    void leave(Socket socket, String room) {
        adapter.leave(socket, room);
        forgetIfEmpty(room);
    }

    /** A socket that was in these rooms is gone. */
    void left(Collection<String> rooms) {
        rooms.forEach(this::forgetIfEmpty);
    }

    /** The number of rooms about which something is known; for the tests. */
    int known() {
        return origins.size();
    }

    private void forgetIfEmpty(String room) {
        origins.computeIfPresent(room, (key, known) -> adapter.localMembers(key).isEmpty() ? null : known);
    }

    private RoomOrigin origin(JsonObject metadata) {
        return new RoomOrigin(clock.instant(), metadata == null ? JsonValue.EMPTY_JSON_OBJECT : metadata);
    }

    /** Empty for what is no room for people: a private one, or the one that a socket has from the adapter. */
    private Set<String> membersOf(String room) {
        if (PrivateRooms.contains(room)) {
            return Set.of();
        }
        Set<String> members =
                adapter.localMembers(room).stream().map(Member::id).collect(Collectors.toSet());
        return members.contains(room) ? Set.of() : members;
    }
}
