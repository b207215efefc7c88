package dev.parley.redis.presence;

import dev.parley.idempotency.SharedKeys;
import dev.parley.presence.RoomOrigin;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The data that the nodes of a cluster share: who is connected, with which sockets, in which rooms, and which nodes are
 * alive. A node stores its data under its <i>lease</i>, which expires when the node does not renew it; then the other
 * nodes remove the data. The store also forgets by itself what nobody renews, after the {@link PresenceTtl}: the nodes
 * that should have removed it may not know of it, because the store has lost something.
 *
 * <p><b>Order.</b> Commands take effect in the order in which one thread sends them. <b>Atomicity.</b> A command is
 * atomic; a list of commands is not. <b>Blocking.</b> Every method blocks, for seconds at worst. One thread at a time.
 * <b>Failure.</b> Every method may throw any runtime exception; some of the commands of the call may then have been
 * run. The next call tries to connect again.
 */
interface PresenceStore extends AutoCloseable {

    /**
     * Renews a lease, or begins it.
     *
     * @param sockets the present number of sockets of the node
     * @param isNew whether the call may begin the lease; otherwise nothing happens when the lease does not run any more
     * @param endOthers whether leases of other nodes that have expired are ended for good
     */
    LeaseRenewal beat(Lease lease, Duration duration, int sockets, boolean isNew, boolean endOthers);

    /** Ends a lease at once; the data under it can then be removed. */
    void end(Lease lease);

    /** Forgets an ended lease under which nothing is stored any more. */
    void forget(Lease lease);

    /** Lists users under a lease. This must be done before anything of such a user is stored under the lease. */
    void enroll(Lease lease, Collection<String> users);

    /** Removes users from the list of a lease, because nothing of them is stored under it any more. */
    void dismiss(Lease lease, Collection<String> users);

    /**
     * Returns some of the users who are listed under a lease; empty when there are none.
     *
     * @param max the maximum number of users
     */
    Set<String> enrolled(Lease lease, int max);

    /** Runs commands for users; the replies are in the order of the commands. */
    List<UserReply> users(List<UserCommand> steps);

    /** Runs commands for rooms. */
    void rooms(List<RoomCommand> steps);

    /**
     * Replaces the numbers of a node's sockets in these rooms, whatever was stored before; none of the given numbers is
     * zero.
     */
    void renewRooms(List<RoomCommand> steps);

    /**
     * Returns for each room the users who have a socket in it under another lease than the given one; for a large room,
     * some of them.
     */
    List<Set<String>> usersIn(List<String> rooms, Lease except);

    /** Returns for each room the number of sockets in it under other leases than the given one. */
    List<Integer> socketsIn(List<String> rooms, Lease except);

    /** Returns what is known of the creation of rooms; a room of which nothing is known is left out. */
    Map<String, RoomOrigin> origins(Collection<String> rooms);

    /**
     * Runs commands for keys of requests that are executed once; the answers are in the order of the commands. The
     * answer to a confirmation says nothing.
     */
    List<SharedKeys.Answer> keys(List<KeyCommand> commands);

    @Override
    void close();
}
