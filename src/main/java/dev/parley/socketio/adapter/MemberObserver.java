package dev.parley.socketio.adapter;

import dev.parley.socketio.codec.SocketPacket;
import java.util.Collection;

/**
 * Observes single sockets of this node, for somebody who looks at them: the rooms that they join and leave, and the
 * events that are sent to them. Called on any thread in the middle of its work, and for each receiver of a broadcast: an
 * implementation must be thread-safe and very fast, and must not throw.
 *
 * <p>The rooms that a socket leaves because it ends are not reported here:
 * {@code ConnectionListener.disconnected} has them.
 */
public interface MemberObserver {

    /** Observes nothing. */
    MemberObserver NONE = new MemberObserver() {
        @Override
        public boolean isInterested() {
            return false;
        }
    };

    /** Whether anybody looks now. If not, nothing else is called; asked once for each operation. */
    boolean isInterested();

    /** A socket has joined rooms in which it was not before; not called without a room. */
    default void joined(Member member, Collection<String> rooms) {}

    /** A socket has left a room, and has not ended. */
    default void left(Member member, String room) {}

    /** An event has been sent to one socket: to it alone, or by a broadcast. */
    default void sent(SocketPacket.Event event, Member receiver) {}
}
