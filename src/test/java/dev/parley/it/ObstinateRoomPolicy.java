package dev.parley.it;

import dev.parley.api.AuthenticatedUser;
import dev.parley.api.RoomAccessPolicy;
import jakarta.enterprise.context.ApplicationScoped;

/** An application's own policy: rooms called open are, others are not, and some make it fail. Part of the tested WAR. */
@ApplicationScoped
public class ObstinateRoomPolicy implements RoomAccessPolicy {

    static final String SECRET = "the password is swordfish";

    @Override
    public boolean mayEnter(AuthenticatedUser user, String room) {
        if (room.startsWith("failing-")) {
            throw new IllegalStateException(SECRET);
        }
        if (room.startsWith("impossible-")) {
            throw new AssertionError(SECRET);
        }
        return room.startsWith("open-") && user.hasRole("member");
    }
}
