package dev.parley.chat;

import java.util.Set;

/** The names of the contract's events. */
public final class ChatEvents {

    /** Client: enter a room. */
    public static final String JOIN_ROOM = "join-room";
    /** Client: go out of a room. */
    public static final String LEAVE_ROOM = "leave-room";
    /** Both: a message of a user. */
    public static final String MESSAGE = "message";
    /** Both: a user has begun to type. */
    public static final String TYPING_START = "typing-start";
    /** Both: a user has ceased to type. */
    public static final String TYPING_STOP = "typing-stop";
    /** Both: a user's status. */
    public static final String PRESENCE_UPDATE = "presence-update";
    /** Client: asks for {@link #PONG}. */
    public static final String PING = "ping";
    /** Client: a new token for a live socket. */
    public static final String AUTHENTICATE = "authenticate";

    /** Server: the room was entered. */
    public static final String ROOM_JOINED = "room-joined";
    /** Server: the room was left. */
    public static final String ROOM_LEFT = "room-left";
    /** Server: entering or leaving was refused. */
    public static final String ROOM_ERROR = "room-error";
    /** Server: anything else was refused, or went wrong. */
    public static final String ERROR = "error";
    /** Server: a backend's event for many. */
    public static final String BROADCAST = "broadcast";
    /** Server: a backend's word to one user or one room. */
    public static final String NOTIFICATION = "notification";
    /** Server: answers {@link #PING}. */
    public static final String PONG = "pong";

    /** What clients may send. */
    public static final Set<String> OF_CLIENTS =
            Set.of(JOIN_ROOM, LEAVE_ROOM, MESSAGE, TYPING_START, TYPING_STOP, PRESENCE_UPDATE, PING, AUTHENTICATE);

    /** What the server sends. */
    public static final Set<String> OF_SERVER = Set.of(
            ROOM_JOINED,
            ROOM_LEFT,
            ROOM_ERROR,
            ERROR,
            MESSAGE,
            TYPING_START,
            TYPING_STOP,
            PRESENCE_UPDATE,
            BROADCAST,
            NOTIFICATION,
            PONG);

    private ChatEvents() {}
}
