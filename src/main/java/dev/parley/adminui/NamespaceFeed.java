package dev.parley.adminui;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.api.DisconnectReason;
import dev.parley.socketio.ConnectionListener;
import dev.parley.socketio.EventFilter;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import dev.parley.socketio.adapter.HiddenRooms;
import dev.parley.socketio.adapter.Member;
import dev.parley.socketio.adapter.MemberObserver;
import dev.parley.socketio.codec.SocketPacket;
import dev.parley.socketio.codec.Timestamps;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Sees what happens to the sockets of one namespace on this node, and puts it into the {@link ChangeQueue} while somebody
 * watches. Otherwise it asks whether somebody does, and nothing more.
 */
final class NamespaceFeed implements ConnectionListener, EventFilter, MemberObserver {

    private final String namespace;
    private final boolean withEvents;
    private final BooleanSupplier watched;
    private final ChangeQueue changes;
    private final TransportChanges transports;
    private final Clock clock;

    /**
     * A feed of a namespace.
     *
     * @param withEvents whether events are told: not those of the UI's own namespace, each of which would be told by
     *     another one
     * @param watched whether somebody watches
     */
    NamespaceFeed(
            String namespace,
            boolean withEvents,
            BooleanSupplier watched,
            ChangeQueue changes,
            TransportChanges transports,
            Clock clock) {
        this.namespace = namespace;
        this.withEvents = withEvents;
        this.watched = watched;
        this.changes = changes;
        this.transports = transports;
        this.clock = clock;
    }

    /** Listens to a new namespace. */
    void listenTo(Namespace made) {
        made.listen(this).observe(this).describeMore(SocketJson::data);
        if (withEvents) {
            made.filter(this);
        }
    }

    @Override
    public void connected(Socket socket) {
        if (watched.getAsBoolean()) {
            // The first room is told before the socket, as in the reference server.
            change("room_joined", text(socket.id()), text(socket.id()), now());
            changes.change("socket_connected", SocketJson.of(namespace, socket.description()), now());
            transports.connected(socket);
        }
    }

    @Override
    public void disconnected(Socket socket, DisconnectReason reason, Set<String> rooms) {
        if (watched.getAsBoolean()) {
            change("socket_disconnected", text(socket.id()), text(reason.text()), now());
            HiddenRooms.notAmong(rooms).forEach(room -> change("room_left", text(room), text(socket.id()), now()));
        }
    }

    @Override
    public boolean isInterested() {
        return watched.getAsBoolean();
    }

    /** What a socket joins before its client knows that it is connected is told when it is. */
    @Override
    public void joined(Member member, Collection<String> rooms) {
        if (member instanceof Socket socket && socket.isAnnounced()) {
            rooms.stream()
                    .filter(room -> !HiddenRooms.contains(room))
                    .forEach(room -> change("room_joined", text(room), text(member.id()), now()));
        }
    }

    @Override
    public void left(Member member, String room) {
        if (!HiddenRooms.contains(room)) {
            change("room_left", text(room), text(member.id()), now());
        }
    }

    @Override
    public void sent(SocketPacket.Event event, Member receiver) {
        if (withEvents && changes.hasRoomForEvents()) {
            JsonValue name = event.data().get(0);
            event(
                    "event_sent",
                    receiver.id(),
                    name,
                    event.data().subList(1, event.data().size()));
        }
    }

    /** Lets every event pass. */
    @Override
    public boolean allows(Socket socket, IncomingEvent event) {
        if (watched.getAsBoolean() && changes.hasRoomForEvents()) {
            event("event_received", socket.id(), text(event.name()), event.arguments());
        }
        return true;
    }

    private void change(String event, JsonValue... arguments) {
        JsonValue[] all = new JsonValue[arguments.length + 1];
        all[0] = text(namespace);
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        changes.change(event, all);
    }

    private void event(String event, String socketId, JsonValue name, List<JsonValue> arguments) {
        JsonArrayBuilder shown = JSON.createArrayBuilder().add(ShownJson.of(name));
        arguments.forEach(argument -> shown.add(ShownJson.of(argument)));
        changes.event(event, text(namespace), text(socketId), shown.build(), now());
    }

    private JsonString now() {
        return text(Timestamps.text(clock.instant()));
    }

    private static JsonString text(String text) {
        return JSON.createValue(text);
    }
}
