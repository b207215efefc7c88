package dev.parley.chat;

import dev.parley.chat.directory.PrivateRooms;
import dev.parley.chat.directory.RoomDirectory;
import dev.parley.chat.directory.SocketUser;
import dev.parley.presence.Presence;
import dev.parley.presence.PresenceUpdate;
import dev.parley.socketio.Broadcast;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.adapter.Member;
import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.Set;

/**
 * Sends {@code presence-update} to its audience on all nodes: the members of all rooms that the user's sockets are in,
 * on whichever node the sockets are, and the user's own sockets. Each receiver gets it once. Thread-safe; no method
 * blocks.
 */
final class PresenceAnnouncer {

    /**
     * The largest number of other users whose presence a new member gets when it joins a room. In a large room the
     * presence of all would be too much.
     */
    static final int MAX_ROOMMATES = 100;

    private final Namespace namespace;
    private final Adapter adapter;

    PresenceAnnouncer(Namespace namespace) {
        this.namespace = namespace;
        this.adapter = namespace.adapter();
    }

    /** Sends a user's presence to its audience. */
    void announce(PresenceUpdate news) {
        ChatEvents.PRESENCE_UPDATED.sendTo(audience(news.presence().userId(), news.rooms()), payload(news));
    }

    /** Sends a user's presence to its audience, except to the socket by which the user has changed it. */
    void announce(PresenceUpdate news, Socket by) {
        announce(news, Set.of(), by);
    }

    /** Sends a user's presence to its audience and to the members of these rooms, except to one socket of the user. */
    void announce(PresenceUpdate news, Set<String> rooms, Socket except) {
        Set<String> all = new HashSet<>(news.rooms());
        all.addAll(rooms);
        ChatEvents.PRESENCE_UPDATED.sendTo(
                audience(news.presence().userId(), all).except(except.id()), payload(news));
    }

    /**
     * Sends a user's presence to the members of a room that one of the user's sockets has joined, and to the user's
     * other sockets.
     */
    void announceIn(String room, Presence presence, Socket newcomer) {
        ChatEvents.PRESENCE_UPDATED.sendTo(
                namespace.to(PrivateRooms.ofUser(presence.userId()), room).except(newcomer.id()), presence.toJson());
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

    private static JsonObject payload(PresenceUpdate news) {
        return news.presence().toJson();
    }

    /** Sends a user's presence to one socket. */
    void tell(Socket socket, Presence presence) {
        ChatEvents.PRESENCE_UPDATED.sendTo(socket, presence.toJson());
    }

    /** Whether another socket of the user, on this node, is in the room. */
    boolean isInWithAnother(String userId, String room, Socket socket) {
        return adapter.localMembers(PrivateRooms.ofUser(userId)).stream()
                .anyMatch(member -> !member.equals(socket) && adapter.isIn(member, room));
    }

    /** The ids of other users who have a socket of this node in the room; at most {@value #MAX_ROOMMATES}. */
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
