package dev.parley.chat.directory;

import dev.parley.presence.RoomOrigin;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.adapter.Member;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/**
 * The rooms for people: the rooms that clients can join, which are the adapter's rooms without those that belong to one
 * socket or one user. Only the adapter knows the members of a room. This class adds the creation time and the metadata
 * of each room, and removes them when the last member leaves and no client whose connection broke may come back to it.
 *
 * <p>Thread-safe; no method blocks. It covers this node only. Joining a room and reading it are atomic for the room's
 * name: if two sockets join a new room at the same time, exactly one of them creates it.
 */
public final class RoomDirectory {

    private final Namespace namespace;
    private final Adapter adapter;
    private final Clock clock;
    private final ConcurrentMap<String, RoomOrigin> origins = new ConcurrentHashMap<>();
    private final MetadataBudget metadataBudget;
    /** Rooms without members that were kept for somebody when they were looked at, each once. */
    private final Queue<String> kept = new ConcurrentLinkedQueue<>();

    private final Set<String> isKept = ConcurrentHashMap.newKeySet();

    /**
     * Creates the directory of a namespace's rooms.
     *
     * @param maxMetadata the most bytes for the metadata of all rooms together
     */
    public RoomDirectory(Namespace namespace, Clock clock, long maxMetadata) {
        this.metadataBudget = new MetadataBudget(maxMetadata);
        this.namespace = namespace;
        this.adapter = namespace.adapter();
        this.clock = clock;
    }

    /** The room with this name, if it is a room for people and has a member on this node. */
    public Optional<RoomInfo> room(String name) {
        RoomInfo[] room = new RoomInfo[1];
        origins.compute(name, (key, known) -> {
            Set<String> members = membersOf(key);
            if (members.isEmpty()) {
                return namespace.isAwaited(key) ? known : forgotten(known);
            }
            RoomOrigin origin = known == null ? origin(null) : known;
            room[0] = new RoomInfo(key, origin.createdAt(), origin.metadata(), members);
            return origin;
        });
        return Optional.ofNullable(room[0]);
    }

    /** The names of all rooms, each once. A snapshot. */
    public Set<String> names() {
        Set<String> names = new HashSet<>(adapter.localRooms());
        names.removeIf(name -> PrivateRooms.contains(name) || isTaken(name));
        return names;
    }

    /** All rooms, unordered. Rooms whose last member leaves during the call are left out. */
    public List<RoomInfo> rooms() {
        List<RoomInfo> rooms = new ArrayList<>();
        names().forEach(name -> room(name).ifPresent(rooms::add));
        origins.keySet().forEach(this::forgetIfEmpty);
        return rooms;
    }

    /** The rooms for people that a socket is in. A snapshot. */
    public Set<String> roomsOf(Socket socket) {
        return forPeople(socket, adapter.roomsOf(socket));
    }

    /** The creation time and metadata of a room; empty if this node does not know the room. */
    public Optional<RoomOrigin> originOf(String room) {
        return Optional.ofNullable(origins.get(room));
    }

    /** Whether a socket is in a room for people. */
    public boolean isMember(Socket socket, String room) {
        return !room.equals(socket.id()) && !PrivateRooms.contains(room) && adapter.isIn(socket, room);
    }

    /** The given rooms of a socket without its private rooms and the room of its id. */
    public static Set<String> forPeople(Socket socket, Collection<String> rooms) {
        return forPeople(socket.id(), rooms);
    }

    private static Set<String> forPeople(String socketId, Collection<String> rooms) {
        Set<String> left = new HashSet<>(rooms);
        left.removeIf(room -> room.equals(socketId) || PrivateRooms.contains(room));
        return left;
    }

    /** The sessions of this node that wait for their clients. */
    List<WaitingSession> waiting(NodeId node) {
        Instant now = clock.instant();
        return namespace.waiting().stream()
                .map(client -> new WaitingSession(
                        client.socketId(),
                        client.owner(),
                        now.minus(client.waited()),
                        forPeople(client.socketId(), client.rooms()),
                        node.text()))
                .toList();
    }

    /**
     * Whether a name is the id of a socket of this node, or of one whose client may come back, and therefore cannot be a
     * room for people: its members would get messages for that socket.
     */
    public boolean isTaken(String name) {
        return namespace.isIdTaken(name);
    }

    /**
     * Puts a socket into a room.
     *
     * @param metadata the room's metadata if this call creates the room; null for none
     * @return the number of members of the room on this node; empty if this call would create the room and the budget
     *     for metadata is used up: the socket has not joined then
     */
    public OptionalInt join(Socket socket, String room, JsonObject metadata) {
        lookAtKept(1);
        int[] members = new int[1];
        boolean[] refused = new boolean[1];
        origins.compute(room, (key, known) -> {
            // If other code has emptied the room in the adapter, the stored data is out of date.
            boolean creates = known == null || isOver(key);
            RoomOrigin origin = creates ? origin(metadata) : known;
            if (creates && !metadataBudget.take(origin)) {
                refused[0] = true;
                return known;
            }
            if (creates) {
                metadataBudget.giveBack(known);
            }
            adapter.join(socket, List.of(key));
            members[0] = adapter.localMembers(key).size();
            // No members if the socket has disconnected already.
            return members[0] == 0 ? forgotten(origin) : origin;
        });
        return refused[0] ? OptionalInt.empty() : OptionalInt.of(members[0]);
    }

    /** Releases the metadata of a room and returns the map value that removes the room: null. */
    private RoomOrigin forgotten(RoomOrigin known) {
        metadataBudget.giveBack(known);
        return null;
    }

    /** Takes a socket out of a room. */
    public void leave(Socket socket, String room) {
        adapter.leave(socket, room);
        forgetIfEmpty(room);
    }

    /** A socket that was in these rooms has disconnected. */
    public void left(Collection<String> rooms) {
        lookAtKept(rooms.size());
        rooms.forEach(this::forgetIfEmpty);
    }

    /** The number of rooms with a stored creation time; for the tests. */
    public int known() {
        return origins.size();
    }

    private void forgetIfEmpty(String room) {
        RoomOrigin left = origins.computeIfPresent(room, (key, known) -> isOver(key) ? forgotten(known) : known);
        if (left != null && adapter.localMembers(room).isEmpty() && isKept.add(room)) {
            kept.add(room);
        }
    }

    /** Whether nobody is in a room and nobody may come back to it. */
    private boolean isOver(String room) {
        return adapter.localMembers(room).isEmpty() && !namespace.isAwaited(room);
    }

    /**
     * Nobody says when a room is not kept for somebody any more. So each join looks at some of those that were, and each end of
     * a socket at more of them than it adds.
     */
    private void lookAtKept(int added) {
        for (int i = 0; i <= added; i++) {
            String room = kept.poll();
            if (room == null) {
                return;
            }
            isKept.remove(room);
            forgetIfEmpty(room);
        }
    }

    private RoomOrigin origin(JsonObject metadata) {
        return new RoomOrigin(clock.instant(), metadata == null ? JsonValue.EMPTY_JSON_OBJECT : metadata);
    }

    /**
     * The ids of a room's members. Empty if it is not a room for people: a private room, or the room of a socket's id.
     */
    private Set<String> membersOf(String room) {
        if (PrivateRooms.contains(room)) {
            return Set.of();
        }
        Set<String> members =
                adapter.localMembers(room).stream().map(Member::id).collect(Collectors.toSet());
        return members.contains(room) ? Set.of() : members;
    }
}
