package dev.parley.redis;

import dev.parley.chat.Presence;
import dev.parley.chat.PresenceNews;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a user is seen after a step.
 *
 * @param changed whether the step has changed it
 * @param presence of the user, with the sockets that are left
 * @param places of the sockets that are left
 * @param removed places of the sockets that the step has removed
 */
record UserReply(boolean changed, Presence presence, List<Place> places, List<Place> removed) {

    /** Where a socket is: under which lease, in which rooms. */
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

    /** As news for a node whose own sockets are those of a lease. */
    PresenceNews newsFor(Lease lease) {
        Set<String> rooms = Stream.concat(places.stream(), removed.stream())
                .filter(place -> !place.lease().equals(lease))
                .flatMap(place -> place.rooms().stream())
                .collect(Collectors.toCollection(HashSet::new));
        return new PresenceNews(presence, rooms);
    }

    /** Whether the user has a socket under another lease. */
    boolean isElsewhere(Lease lease) {
        return places.stream().anyMatch(place -> !place.lease().equals(lease));
    }
}
