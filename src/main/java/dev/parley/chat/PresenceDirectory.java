package dev.parley.chat;

import jakarta.json.JsonObject;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Who is there, on all nodes: a user is from the first socket to the last, and has one status however many sockets.
 *
 * <p><b>Order.</b> For one user, the caller begins an operation only when the stage of the one before has completed, on
 * this node; other nodes do as they like. Operations of different users run at the same time. The timestamps of a
 * user's changes never go back while the user is connected, whichever nodes they come from, so that of two updates the
 * later is known.
 *
 * <p><b>Atomicity.</b> Each operation is one step for its user, in the whole cluster. So of all operations that run at
 * the same time, exactly one finds itself to have brought the first socket, or to have taken the last; only that one
 * gets a change to announce, and the caller announces what it gets, and nothing else. An operation may be repeated: a
 * socket that is there already, or is not there, changes nothing.
 *
 * <p><b>Blocking.</b> No method blocks; any thread may call. A stage may complete before the method returns or later,
 * on any thread; what the caller does then is short.
 *
 * <p><b>Failure.</b> No method throws. A stage that fails has perhaps done its work and perhaps not; nothing is
 * announced. The implementation sees to it that it forgets the sockets of this node that are gone, and those of nodes
 * that are gone, within a bounded time, after which {@link #of} tells the truth again: an operation that failed is not
 * repeated by the caller. A change that follows from this is told to {@link PresenceHost#changed} on one of the nodes.
 */
public interface PresenceDirectory {

    /** Gets to know the node; called once, before everything else. */
    void open(PresenceHost host);

    /**
     * A socket of a user has come.
     *
     * @return the user's presence if this has changed it, which is if the socket is the first: {@code online}
     */
    CompletionStage<Optional<PresenceNews>> connected(String userId, String socketId);

    /**
     * A socket of a user is gone.
     *
     * @return the user's presence if this has changed it, which is if the socket was the last: {@code offline}, even
     *     if the user has looked so before
     */
    CompletionStage<Optional<PresenceNews>> disconnected(String userId, String socketId);

    /**
     * A user wants to be seen in another way.
     *
     * @param socketId the socket by which it says so; nothing happens if this is not one of the user's any more
     * @param metadata goes with the status, in place of what was there; null for nothing
     * @return the user's presence, also when it is as before
     */
    CompletionStage<Optional<PresenceNews>> changed(
            String userId, String socketId, PresenceStatus status, JsonObject metadata);

    /**
     * A socket of a user has joined or left rooms. Need not wait for its turn; operations of this node that are begun
     * afterwards come after it.
     */
    void moved(String userId, String socketId);

    /** The presence of a user, {@code offline} if the user has no sockets; sees every operation that has completed. */
    CompletionStage<PresenceNews> newsOf(String userId);

    /** The presence of a user, {@code offline} if the user has no sockets; sees every operation that has completed. */
    default CompletionStage<Presence> of(String userId) {
        return newsOf(userId).thenApply(PresenceNews::presence);
    }

    /** The ids of users who have a socket in a room on another node; of a large room some of them. */
    CompletionStage<Set<String>> usersElsewhereIn(String room);

    /** How many sockets are in a room on other nodes; what happened there a moment ago may be missing. */
    CompletionStage<Integer> socketsElsewhereIn(String room);

    /** What is known in the whole cluster of the making of rooms; without those of which nothing is. */
    CompletionStage<Map<String, RoomOrigin>> originsOf(Collection<String> rooms);
}
