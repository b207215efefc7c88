package dev.parley.chat;

import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.adapter.Member;
import java.util.HashSet;
import java.util.Set;

/**
 * Sends {@code presence-update} to those whom it concerns: the members of the rooms that the user's sockets on this
 * node are in, and the user's own sockets, each once. Thread-safe; no method blocks.
 */
final class PresenceAnnouncer {

    /** How many other users a newcomer hears of at once: a large room is no list of friends. */
    static final int MAX_ROOMMATES = 100;

    private final Namespace namespace;
    private final Adapter adapter;

    PresenceAnnouncer(Namespace namespace) {
        this.namespace = namespace;
        this.adapter = namespace.adapter();
    }

    /** Tells all whom a user's presence concerns, but not the socket by which the user has changed it. */
    void announce(Presence presence, Socket by) {
        Set<String> audience = new HashSet<>();
        for (Member member : adapter.localMembers(PrivateRooms.ofUser(presence.userId()))) {
            if (member instanceof Socket socket) {
                audience.addAll(RoomDirectory.forPeople(socket, adapter.roomsOf(socket)));
            }
        }
        announce(presence, audience, by);
    }

    /** Tells the members of these rooms, and the user's own sockets, but not one of them. */
    void announce(Presence presence, Set<String> rooms, Socket except) {
        namespace
                .to(PrivateRooms.ofUser(presence.userId()))
                .to(rooms)
                .except(except.id())
                .emit(ChatEvents.PRESENCE_UPDATE, presence.toJson());
    }

    /** Tells one socket. */
    void tell(Socket socket, Presence presence) {
        socket.emit(ChatEvents.PRESENCE_UPDATE, presence.toJson());
    }

    /** Whether a user is in a room with another socket than this. */
    boolean isInWithAnother(String userId, String room, Socket socket) {
        return adapter.localMembers(PrivateRooms.ofUser(userId)).stream()
                .anyMatch(member -> !member.equals(socket) && adapter.isIn(member, room));
    }

    /** The ids of the other users in a room, but not of more than {@value #MAX_ROOMMATES}. */
    Set<String> roommates(String userId, String room) {
        Set<String> users = new HashSet<>();
        for (Member member : adapter.localMembers(room)) {
            if (users.size() == MAX_ROOMMATES) {
                break;
            }
            if (member instanceof Socket socket) {
                SocketUser.find(socket).ifPresent(user -> users.add(user.id()));
                users.remove(userId);
            }
        }
        return users;
    }
}
