package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.AttributeKey;
import dev.parley.socketio.Broadcast;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * {@code typing-start} and {@code typing-stop}. A start without a stop ends by itself after a while, when the socket
 * leaves the room, and when it disconnects: the others get a {@code typing-stop} then. A message does not end it,
 * because everybody who sees the message sees that.
 *
 * <p>The state of a socket is touched only in the turn of its session.
 */
final class TypingEvents {

    /** Stands for all rooms of a socket; no room has this name. */
    private static final String ALL_ROOMS = "";

    /** The indicators of one socket by room. */
    private static final class Indicators {
        private final Map<String, TypingIndicator> byRoom = new HashMap<>(2);
    }

    private static final AttributeKey<Indicators> INDICATORS = new AttributeKey<>("typing", Indicators.class);

    private final ChatSettings settings;
    private final ChatTime time;
    private final Namespace namespace;
    private final PayloadReader payloads;
    private final RoomDirectory rooms;

    TypingEvents(
            ChatSettings settings, ChatTime time, Namespace namespace, PayloadReader payloads, RoomDirectory rooms) {
        this.settings = settings;
        this.time = time;
        this.namespace = namespace;
        this.payloads = payloads;
        this.rooms = rooms;
    }

    void start(Socket socket, IncomingEvent event) throws RefusedException {
        String room = room(socket, event);
        if (indicator(socket, room).start()) {
            tellRoommates(socket, room, true);
        }
    }

    void stop(Socket socket, IncomingEvent event) throws RefusedException {
        String room = room(socket, event);
        if (indicator(socket, room).stop()) {
            tellRoommates(socket, room, false);
        }
    }

    /** A socket is about to leave a room: the members that it leaves behind see it stop. */
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

    /** A socket that was in these rooms is gone. */
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

    private String room(Socket socket, IncomingEvent event) throws RefusedException {
        String room = payloads.typing(event).room();
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

    /** To the room if it is one of the given, or to all of these. If none is left, nobody: no room means everybody. */
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
        audience.emit(typing ? ChatEvents.TYPING_START : ChatEvents.TYPING_STOP, json(socket, room, typing));
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
