package dev.parley.presence;

import jakarta.json.JsonObject;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The presence of users on all nodes. A user is connected from the first socket to the last, and has one status,
 * however many sockets there are.
 *
 * <p><b>Order.</b> On one node, the caller starts an operation for a user only when the stage of the user's previous
 * operation has completed. Other nodes may run operations for the same user at the same time. Operations for different
 * users run concurrently. The timestamps of a user's changes never go back while the user is connected, whichever nodes
 * the changes come from. So it is known which of two updates is the later one.
 *
 * <p><b>Atomicity.</b> Each operation is one atomic step for its user in the whole cluster. So exactly one of several
 * concurrent operations adds the first socket, or removes the last one. Only this operation returns that change. The
 * caller announces each change that an operation returns, and nothing else. An operation may be repeated: adding a
 * socket that is already there, or removing a socket that is not there, changes nothing.
 *
 * <p><b>Blocking.</b> No method blocks; any thread may call. A stage may complete before the method returns or later,
 * on any thread, so the work that the caller attaches to it must be short.
 *
 * <p><b>Failure.</b> No method throws. If a stage fails, its operation may or may not have taken effect; the caller
 * announces nothing and does not repeat the operation. The implementation forgets the sockets of this node that are
 * gone, and the sockets of nodes that are gone, within a bounded time. After this time {@link #of} is correct again.
 * The implementation reports a change that results from this to {@link PresenceHost#changed} on one of the nodes.
 */
public interface PresenceDirectory {

    /** Connects the directory with its node. Called once, before any other method. */
    void open(PresenceHost host);

    /**
     * A socket of a user has connected.
     *
     * @return the user's new presence, {@code online}, if the socket is the user's first; empty otherwise
     */
    CompletionStage<Optional<PresenceUpdate>> connected(String userId, String socketId);

    /**
     * A socket of a user has disconnected.
     *
     * @return the user's new presence, {@code offline}, if the socket was the user's last, even if the user was already
     *     seen as {@code offline}; empty otherwise
     */
    CompletionStage<Optional<PresenceUpdate>> disconnected(String userId, String socketId);

    /**
     * A user changes the status that others see.
     *
     * @param socketId the socket that sent the change; nothing happens if it is no longer one of the user's sockets
     * @param metadata the metadata that belong to the status and replace the old metadata; null for none
     * @return the user's presence, even if it is the same as before; empty if nothing happened
     */
    CompletionStage<Optional<PresenceUpdate>> changed(
            String userId, String socketId, PresenceStatus status, JsonObject metadata);

    /**
     * A socket of a user has joined or left rooms. The caller need not wait for the user's previous operation;
     * operations that this node starts afterwards take effect after this one.
     */
    void moved(String userId, String socketId);

    /**
     * The presence of a user; {@code offline} if the user has no sockets. Reflects every operation that has completed.
     */
    CompletionStage<PresenceUpdate> newsOf(String userId);

    /**
     * The presence of a user; {@code offline} if the user has no sockets. Reflects every operation that has completed.
     */
    default CompletionStage<Presence> of(String userId) {
        return newsOf(userId).thenApply(PresenceUpdate::presence);
    }

    /** The ids of users who have a socket in a room on another node; for a large room, only some of these ids. */
    CompletionStage<Set<String>> usersElsewhereIn(String room);

    /** The number of sockets in a room on other nodes. The latest changes there may not be included. */
    CompletionStage<Integer> socketsElsewhereIn(String room);

    /**
     * The origins of rooms, by room, as far as they are known in the whole cluster. Rooms of unknown origin are left
     * out.
     */
    CompletionStage<Map<String, RoomOrigin>> originsOf(Collection<String> rooms);
}
