package dev.parley.chat;

import dev.parley.socketio.Namespace;
import java.util.Optional;
import java.util.Set;

/** What the presence directory asks of this node's sockets and rooms. */
final class LocalSockets implements PresenceHost {

    private final Namespace namespace;
    private final RoomDirectory rooms;
    private final PresenceEvents events;

    LocalSockets(Namespace namespace, RoomDirectory rooms, PresenceEvents events) {
        this.namespace = namespace;
        this.rooms = rooms;
        this.events = events;
    }

    @Override
    public Set<String> roomsOf(String socketId) {
        return namespace.socket(socketId).map(rooms::roomsOf).orElse(Set.of());
    }

    @Override
    public Optional<RoomOrigin> originOf(String room) {
        return rooms.originOf(room);
    }

    @Override
    public void changed(PresenceNews news) {
        events.changed(news);
    }
}
