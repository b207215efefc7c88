package dev.parley.redis;

import dev.parley.chat.RoomOrigin;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the nodes of a cluster keep in common: who is there, with which sockets, in which rooms, and which nodes are alive.
 * What a node puts there it puts under its <i>lease</i>, which runs out when the node does not renew it; then the others
 * clear it away.
 *
 * <p><b>Order.</b> Steps have an effect in the order in which one thread takes them. <b>Atomicity.</b> A step is atomic;
 * a list of steps is not. <b>Blocking.</b> Every method blocks, for seconds at worst. One thread at a time. <b>Failure.</b>
 * Every method throws what runtime exception it likes; of the steps of that call perhaps some have been taken. The next
 * call tries to connect again.
 */
interface PresenceStore extends AutoCloseable {

    /**
     * Renews a lease, or begins it.
     *
     * @param sockets of the node just now
     * @param isNew whether it may begin with this; otherwise nothing happens when it has run out
     * @param endOthers whether leases of others that have run out shall end for good
     */
    LeaseRenewal beat(Lease lease, Duration duration, int sockets, boolean isNew, boolean endOthers);

    /** Ends a lease at once; what is kept under it can be cleared away. */
    void end(Lease lease);

    /** Nothing is kept any more under a lease that has ended. */
    void forget(Lease lease);

    /** Takes note of users under a lease: before anything is kept of one of them under it. */
    void enroll(Lease lease, Collection<String> users);

    /** Nothing is kept any more of these users under a lease. */
    void dismiss(Lease lease, Collection<String> users);

    /** Some of the users that are noted under a lease; empty when there are none. */
    Set<String> enrolled(Lease lease, int max);

    /** Takes steps for users; the replies are in the order of the steps. */
    List<UserReply> users(List<UserStep> steps);

    /** Takes steps for rooms. */
    void rooms(List<RoomStep> steps);

    /** The users with a socket in each of the rooms under another lease than this; of a large room some of them. */
    List<Set<String>> usersIn(List<String> rooms, Lease except);

    /** How many sockets are in each of the rooms under other leases than this. */
    List<Integer> socketsIn(List<String> rooms, Lease except);

    /** What is known of the making of rooms; without those of which nothing is. */
    Map<String, RoomOrigin> origins(Collection<String> rooms);

    @Override
    void close();
}
