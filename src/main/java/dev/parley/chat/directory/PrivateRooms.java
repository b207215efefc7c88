package dev.parley.chat.directory;

import dev.parley.socketio.adapter.HiddenRooms;

/**
 * The rooms by which the application reaches one user or one socket. Their names begin with a control character, which
 * the name of a room for people must not contain. So no client can join a private room or send to it by its name.
 *
 * <p>Every adapter puts each socket into a room that has the socket's id as its name, but a client of another node
 * could join a room of that name. Therefore messages for a single socket are sent to its private room.
 */
public final class PrivateRooms {

    private static final char MARK = HiddenRooms.MARK;
    private static final String USER = MARK + "user:";
    private static final String SOCKET = MARK + "socket:";

    private PrivateRooms() {}

    /** The name of the room that all sockets of a user are in, on every node. */
    public static String ofUser(String userId) {
        return USER + userId;
    }

    /** The name of the room that only this socket is in. */
    public static String ofSocket(String socketId) {
        return SOCKET + socketId;
    }

    /** Whether a room is a private room. */
    static boolean contains(String room) {
        return HiddenRooms.contains(room);
    }
}
