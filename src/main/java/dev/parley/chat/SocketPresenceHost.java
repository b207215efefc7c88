package dev.parley.chat;

import dev.parley.chat.directory.RoomDirectory;
import dev.parley.presence.PresenceHost;
import dev.parley.presence.PresenceUpdate;
import dev.parley.presence.RoomOrigin;
import dev.parley.socketio.Namespace;
import java.util.Optional;
import java.util.Set;

/** Gives the presence directory access to the sockets and rooms of this node. */
final class SocketPresenceHost implements PresenceHost {

    private final Namespace namespace;
    private final RoomDirectory rooms;
    private final PresenceEvents events;

    SocketPresenceHost(Namespace namespace, RoomDirectory rooms, PresenceEvents events) {
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
    public void changed(PresenceUpdate news) {
        events.changed(news);
    }
}
