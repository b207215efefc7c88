package dev.parley.chat;

/**
 * The rooms by which the application reaches one user or one socket. Their names begin with a control character, which
 * the name of a room for people may not have: so nobody can join one, or send into one by calling it a room.
 *
 * <p>Every adapter gives a socket a room of its own id, but a client of another node could join a room of that name.
 * What is meant for one socket only therefore goes to its private room.
 */
final class PrivateRooms {

    private static final char MARK = '\u0001';
    private static final String USER = MARK + "user:";
    private static final String SOCKET = MARK + "socket:";

    private PrivateRooms() {}

    /** The room that all sockets of a user are in, on every node. */
    static String ofUser(String userId) {
        return USER + userId;
    }

    /** The room that only one socket is in. */
    static String ofSocket(String socketId) {
        return SOCKET + socketId;
    }

    /** Whether it is one of these. */
    static boolean contains(String room) {
        return !room.isEmpty() && room.charAt(0) == MARK;
    }
}
