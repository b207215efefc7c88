package dev.parley.api;

/**
 * Decides who may enter which room. An application can replace the default, {@code RoomRules}, by a bean of its own.
 *
 * <p>Implementations are thread-safe. They are called on threads of their own and may block, for a database say: only
 * the socket that wants to enter waits, with the events that it sends meanwhile. Sixteen calls run at once on a node, so
 * a slow policy makes others wait to enter, too. It is called for each attempt to join; a user who is already in a room
 * is not checked again later.
 */
@FunctionalInterface
public interface RoomAccessPolicy {

    /**
     * Whether {@code user} may enter {@code room}. An exception counts as a refusal and is logged.
     *
     * @param user a signed-in user whose token has not expired
     * @param room a valid room name, which need not exist yet
     */
    boolean mayEnter(AuthenticatedUser user, String room);
}
