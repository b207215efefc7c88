package dev.parley.chat;

import static dev.parley.chat.AckField.EXPIRES_AT;
import static dev.parley.chat.AckField.ID;
import static dev.parley.chat.AckField.MEMBER_COUNT;
import static dev.parley.chat.AckField.MESSAGES;
import static dev.parley.chat.AckField.ROOM;
import static dev.parley.chat.AckField.TIMESTAMP;

import dev.parley.chat.payload.Authenticate;
import dev.parley.chat.payload.EventPayload;
import dev.parley.chat.payload.JoinRoom;
import dev.parley.chat.payload.LeaveRoom;
import dev.parley.chat.payload.PayloadReader;
import dev.parley.chat.payload.PresenceChange;
import dev.parley.chat.payload.ReadHistory;
import dev.parley.chat.payload.SendMessage;
import dev.parley.chat.payload.Typing;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The events of the contract. Each is declared once, with everything that must be known before it is handled. Handlers,
 * refusals, meters and tests take their lists of events from this class. {@code contributing.md} describes how to add
 * an event.
 *
 * <p>The constants for events of clients are named like commands ({@code JOIN_ROOM}). The constants for events of the
 * server are named like facts ({@code ROOM_JOINED}). Some client events and server events have the same name on the
 * wire.
 */
public final class ChatEvents {

    private static final Map<String, ServerEvent> SERVER = new LinkedHashMap<>();
    private static final Map<String, ClientEvent<?>> CLIENTS = new LinkedHashMap<>();

    /** The client's socket has joined the room. */
    static final ServerEvent ROOM_JOINED = server("room-joined", "{success, room, memberCount, error?}");
    /** The client's socket has left the room. */
    static final ServerEvent ROOM_LEFT = server("room-left", "{success, room, error?}");
    /** Joining or leaving a room was refused. */
    static final ServerEvent ROOM_ERROR = server("room-error", "{code, message, details?, timestamp}");
    /** Another event was refused, or the server failed. */
    static final ServerEvent ERROR = server("error", "{code, message, details?, timestamp}");
    /** A message of a user or of a backend. */
    static final ServerEvent MESSAGE = server("message", "{id, from, room?, to?, content, type, metadata?, timestamp}");
    /** A user has begun to type. */
    static final ServerEvent TYPING_STARTED = server("typing-start", "{userId, room?, isTyping, timestamp}");
    /** A user has stopped typing. */
    static final ServerEvent TYPING_STOPPED = server("typing-stop", "{userId, room?, isTyping, timestamp}");
    /** A user's presence: it has changed, or the client sees it for the first time. */
    static final ServerEvent PRESENCE_UPDATED = server("presence-update", "{userId, status, timestamp, metadata?}");
    /** An event that a backend sends to many clients. */
    static final ServerEvent BROADCAST = server("broadcast", "{event, data, rooms?, excludeSockets?}");
    /** A notification from a backend to one user or one room. */
    static final ServerEvent NOTIFICATION = server("notification", ServerEvent.ANYTHING);
    /** The answer to {@link #PING}. */
    static final ServerEvent PONG = server("pong", ServerEvent.NOTHING);

    /** Joins a room. */
    static final ClientEvent<JoinRoom> JOIN_ROOM = client(
            "join-room",
            EventPayload.required(fields -> new JoinRoom(fields.text("room"), fields.optionalObject("metadata"))),
            Acknowledgement.of(ROOM, MEMBER_COUNT),
            ROOM_ERROR);

    /** Leaves a room. */
    static final ClientEvent<LeaveRoom> LEAVE_ROOM = client(
            "leave-room",
            EventPayload.required(fields -> new LeaveRoom(fields.text("room"))),
            Acknowledgement.of(ROOM),
            ROOM_ERROR);

    /** Reads the last messages of a room. */
    static final ClientEvent<ReadHistory> READ_HISTORY = client(
            "room-history",
            EventPayload.required(fields -> new ReadHistory(fields.text("room"), fields.optionalInteger("limit"))),
            Acknowledgement.of(ROOM, MESSAGES),
            ERROR);

    /** Sends a message. */
    static final ClientEvent<SendMessage> SEND_MESSAGE =
            client("message", EventPayload.required(PayloadReader::message), Acknowledgement.of(ID, TIMESTAMP), ERROR);

    /** The user has begun to type. */
    static final ClientEvent<Typing> START_TYPING = client(
            "typing-start",
            EventPayload.optional(fields -> new Typing(fields.optionalText("room"))),
            Acknowledgement.EMPTY,
            ERROR);

    /** The user has stopped typing. */
    static final ClientEvent<Typing> STOP_TYPING =
            client("typing-stop", START_TYPING.payload(), Acknowledgement.EMPTY, ERROR);

    /** Sets the status that other users see. */
    static final ClientEvent<PresenceChange> UPDATE_PRESENCE =
            client("presence-update", PayloadReader::presence, Acknowledgement.of(), ERROR);

    /** Requests a {@link #PONG}. */
    static final ClientEvent<Void> PING = client("ping", EventPayload.IGNORED, Acknowledgement.EMPTY, ERROR);

    /** Replaces the token of a connected socket. */
    static final ClientEvent<Authenticate> AUTHENTICATE = client(
            "authenticate",
            EventPayload.required(fields -> new Authenticate(fields.text("token"))),
            Acknowledgement.of(EXPIRES_AT),
            ERROR);

    /** The names of the events that clients may send. */
    public static final Set<String> OF_CLIENTS = Collections.unmodifiableSet(CLIENTS.keySet());

    /** The names of the events that the server sends. */
    public static final Set<String> OF_SERVER = Collections.unmodifiableSet(SERVER.keySet());

    private ChatEvents() {}

    /** All events of clients. */
    static Collection<ClientEvent<?>> ofClients() {
        return Collections.unmodifiableCollection(CLIENTS.values());
    }

    /** All events of the server. */
    static Collection<ServerEvent> ofServer() {
        return Collections.unmodifiableCollection(SERVER.values());
    }

    /** The client event with this name, or {@link UnknownEvents#ANY} if the contract does not define one. */
    static ClientEvent<?> ofClients(String name) {
        ClientEvent<?> known = CLIENTS.get(name);
        return known == null ? UnknownEvents.ANY : known;
    }

    private static ServerEvent server(String name, String payload) {
        ServerEvent event = new ServerEvent(name, payload);
        SERVER.put(name, event);
        return event;
    }

    private static <P> ClientEvent<P> client(
            String name, EventPayload<P> payload, Acknowledgement acknowledgement, ServerEvent error) {
        ClientEvent<P> event = new ClientEvent<>(name, payload, acknowledgement, error);
        CLIENTS.put(name, event);
        return event;
    }
}
