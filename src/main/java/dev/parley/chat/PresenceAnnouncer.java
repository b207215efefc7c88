package dev.parley.chat;

import dev.parley.socketio.Broadcast;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.adapter.Member;
import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.Set;

/**
 * Sends {@code presence-update} to those whom it concerns, on all nodes: the members of the rooms that the user's sockets
 * are in, wherever these are, and the user's own sockets, each once. Thread-safe; no method blocks.
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

    /** Tells all whom a user's presence concerns. */
    void announce(PresenceNews news) {
        audience(news.presence().userId(), news.rooms()).emit(ChatEvents.PRESENCE_UPDATE, payload(news));
    }

    /** Tells all whom a user's presence concerns, but not the socket by which the user has changed it. */
    void announce(PresenceNews news, Socket by) {
        announce(news, Set.of(), by);
    }

    /** Tells all whom a user's presence concerns, and the members of these rooms, but not one socket of the user. */
    void announce(PresenceNews news, Set<String> rooms, Socket except) {
        Set<String> all = new HashSet<>(news.rooms());
        all.addAll(rooms);
        audience(news.presence().userId(), all).except(except.id()).emit(ChatEvents.PRESENCE_UPDATE, payload(news));
    }

    /** Tells the members of a room that a socket has joined, and the user's other sockets. */
    void announceIn(String room, Presence presence, Socket newcomer) {
        namespace
                .to(PrivateRooms.ofUser(presence.userId()), room)
                .except(newcomer.id())
                .emit(ChatEvents.PRESENCE_UPDATE, presence.toJson());
    }

    private Broadcast audience(String userId, Set<String> rooms) {
        Set<String> all = new HashSet<>(rooms);
        all.add(PrivateRooms.ofUser(userId));
        for (Member member : adapter.localMembers(PrivateRooms.ofUser(userId))) {
            if (member instanceof Socket socket) {
                all.addAll(RoomDirectory.forPeople(socket, adapter.roomsOf(socket)));
            }
        }
        return namespace.everybody().to(all);
    }

    private static JsonObject payload(PresenceNews news) {
        return news.presence().toJson();
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

    /** The ids of the other users with a socket of this node in a room, but not of more than {@value #MAX_ROOMMATES}. */
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
