package dev.parley.security;

/**
 * Decides who may enter which room. An application replaces the default, {@link RoomRules}, by a bean of its own.
 *
 * <p>Implementations are thread-safe and are called on the threads that deliver messages: they must not block, so what
 * they need to know is in memory before. They are asked at each attempt to join; who is in a room already is not asked
 * about again.
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
