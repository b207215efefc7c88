package dev.parley.app;

import dev.parley.presence.PresenceHost;
import dev.parley.presence.PresenceUpdate;
import dev.parley.presence.RoomOrigin;
import java.util.Optional;
import java.util.Set;

/** The host of the presence of users on a node without the chat, where nobody has one. */
final class NoPresence implements PresenceHost {

    @Override
    public Set<String> roomsOf(String socketId) {
        return Set.of();
    }

    @Override
    public Optional<RoomOrigin> originOf(String room) {
        return Optional.empty();
    }

    @Override
    public void changed(PresenceUpdate news) {
        // There is nobody to tell.
    }
}
