package dev.parley.redis.presence;

import dev.parley.presence.Presence;
import dev.parley.presence.PresenceUpdate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The presence of a user after a command.
 *
 * @param changed whether the command has changed the presence
 * @param presence the presence of the user, with the sockets that are left
 * @param places the places of the sockets that are left
 * @param removed the places of the sockets that the command has removed
 */
record UserReply(boolean changed, Presence presence, List<Place> places, List<Place> removed) {

    /** The lease and the rooms of a socket. */
    record Place(Lease lease, String socketId, Set<String> rooms) {

        Place {
            Objects.requireNonNull(lease, "lease");
            rooms = Set.copyOf(rooms);
        }
    }

    UserReply {
        places = List.copyOf(places);
        removed = List.copyOf(removed);
    }

    /** The reply as an update for the node that holds a lease: without the rooms of the sockets under this lease. */
    PresenceUpdate newsFor(Lease lease) {
        Set<String> rooms = Stream.concat(places.stream(), removed.stream())
                .filter(place -> !place.lease().equals(lease))
                .flatMap(place -> place.rooms().stream())
                .collect(Collectors.toCollection(HashSet::new));
        return new PresenceUpdate(presence, rooms);
    }

    /** Whether the user has a socket on another node than the node of the lease. */
    boolean isElsewhere(Lease lease) {
        return places.stream().anyMatch(place -> !place.lease().node().equals(lease.node()));
    }

    /** The commands that take the user out of the rooms of those removed sockets that were not under this lease. */
    List<RoomCommand> emptiedExcept(Lease lease) {
        return removed.stream()
                .filter(place -> !place.lease().equals(lease))
                .flatMap(place -> place.rooms().stream()
                        .map(room -> new RoomCommand(room, place.lease(), Map.of(presence.userId(), 0), null)))
                .toList();
    }
}
