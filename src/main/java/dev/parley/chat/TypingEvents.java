package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.directory.RoomDirectory;
import dev.parley.chat.directory.SocketUser;
import dev.parley.chat.error.RefusedException;
import dev.parley.chat.payload.Typing;
import dev.parley.socketio.AttributeKey;
import dev.parley.socketio.Broadcast;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import dev.parley.socketio.codec.Timestamps;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Handles {@code typing-start} and {@code typing-stop}. Without a stop, typing ends after a time-out, when the socket
 * leaves the room, or when it disconnects; the other members get a {@code typing-stop} then. A message does not end
 * typing on the server, because the clients that get the message can hide the indicator themselves.
 *
 * <p>The state of a socket is used only on the serial executor of its session.
 */
final class TypingEvents {

    /** Means all rooms of a socket; no room has this name. */
    private static final String ALL_ROOMS = "";

    /** The indicators of one socket by room. */
    private static final class Indicators {
        private final Map<String, TypingIndicator> byRoom = new HashMap<>(2);
    }

    private static final AttributeKey<Indicators> INDICATORS = new AttributeKey<>("typing", Indicators.class);

    private final ChatSettings settings;
    private final ChatTime time;
    private final Namespace namespace;
    private final RoomDirectory rooms;

    TypingEvents(ChatSettings settings, ChatTime time, Namespace namespace, RoomDirectory rooms) {
        this.settings = settings;
        this.time = time;
        this.namespace = namespace;
        this.rooms = rooms;
    }

    void handle(EventHandlers handlers) {
        handlers.on(ChatEvents.START_TYPING, this::start).on(ChatEvents.STOP_TYPING, this::stop);
    }

    private void start(Socket socket, IncomingEvent event, Typing payload) throws RefusedException {
        String room = room(socket, payload);
        if (indicator(socket, room).start()) {
            tellRoommates(socket, room, true);
        }
        // Sent whether or not the others were told: a client that asked for an acknowledgement may wait for it before
        // it sends more.
        event.ack().send();
    }

    private void stop(Socket socket, IncomingEvent event, Typing payload) throws RefusedException {
        String room = room(socket, payload);
        if (indicator(socket, room).stop()) {
            tellRoommates(socket, room, false);
        }
        event.ack().send();
    }

    /** A socket is about to leave a room: tells the other members that its user has stopped typing. */
    void leaving(Socket socket, String room) {
        Indicators indicators = socket.attribute(INDICATORS);
        if (indicators == null) {
            return;
        }
        TypingIndicator here = indicators.byRoom.remove(room);
        if (here != null && here.hide()) {
            tell(socket.to(room), socket, room, false);
        }
        TypingIndicator everywhere = indicators.byRoom.get(ALL_ROOMS);
        if (everywhere != null && everywhere.isShown()) {
            Set<String> others = rooms.roomsOf(socket);
            others.remove(room);
            tell(socket.to(room).except(others), socket, ALL_ROOMS, false);
        }
    }

    /** A socket that was in these rooms has disconnected. */
    void gone(Socket socket, Set<String> rooms) {
        Indicators indicators = socket.attribute(INDICATORS);
        if (indicators == null) {
            return;
        }
        indicators.byRoom.forEach((room, indicator) -> {
            if (indicator.hide()) {
                tell(room, rooms, socket, false);
            }
        });
    }

    private String room(Socket socket, Typing payload) throws RefusedException {
        String room = payload.room();
        if (room == null) {
            return ALL_ROOMS;
        }
        if (!rooms.isMember(socket, room)) {
            throw RefusedException.notAllowedIn(room, "Only members may type in this room. Join it before.");
        }
        return room;
    }

    private TypingIndicator indicator(Socket socket, String room) {
        Indicators indicators = socket.attribute(INDICATORS);
        if (indicators == null) {
            indicators = new Indicators();
            socket.attribute(INDICATORS, indicators);
        }
        return indicators.byRoom.computeIfAbsent(
                room, key -> new TypingIndicator(settings, time, socket, () -> tellRoommates(socket, key, false)));
    }

    private void tellRoommates(Socket socket, String room, boolean typing) {
        tell(room, rooms.roomsOf(socket), socket, typing);
    }

    /**
     * Sends to {@code room} if it is one of the given rooms, or to all of these for {@link #ALL_ROOMS}. Without a room
     * left it sends nothing, because a broadcast without rooms would go to everybody.
     */
    private void tell(String room, Set<String> all, Socket socket, boolean typing) {
        Set<String> audience = all;
        if (!room.equals(ALL_ROOMS)) {
            audience = all.contains(room) ? Set.of(room) : Set.of();
        }
        if (!audience.isEmpty()) {
            tell(namespace.everybody().to(audience).except(socket.id()), socket, room, typing);
        }
    }

    private void tell(Broadcast audience, Socket socket, String room, boolean typing) {
        ServerEvent event = typing ? ChatEvents.TYPING_STARTED : ChatEvents.TYPING_STOPPED;
        event.sendTo(audience, json(socket, room, typing));
    }

    private JsonObject json(Socket socket, String room, boolean typing) {
        JsonObjectBuilder json =
                JSON.createObjectBuilder().add("userId", SocketUser.of(socket).id());
        if (!room.equals(ALL_ROOMS)) {
            json.add("room", room);
        }
        return json.add("isTyping", typing)
                .add("timestamp", Timestamps.text(time.wall().instant()))
                .build();
    }
}
