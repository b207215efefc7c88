package dev.parley.socketio.recovery;

import java.util.Map;
import java.util.Set;

/**
 * What one socket was, for a client that returns. The socket that is there now, or the last one, writes to it; the
 * sessions of a namespace keep it. Thread-safe.
 */
public final class RecoverySession {

    private final String pid;
    private final String socketId;
    private final String owner;
    private final long start;
    private final RoomHistory rooms = new RoomHistory();
    /** The last position that was handed to the socket; the start if none was. */
    private volatile long handed;
    /** Everything up to here that was for the socket was handed to it, before it was lost. */
    private volatile long complete;

    private volatile Map<?, ?> kept = Map.of();
    private volatile RecoverableMember member;
    private volatile long lostAt;

    RecoverySession(String pid, String socketId, String owner, long start) {
        this.pid = pid;
        this.socketId = socketId;
        this.owner = owner;
        this.start = start;
        this.handed = start;
        this.complete = start;
    }

    /** The secret by which only its client knows the session. */
    public String pid() {
        return pid;
    }

    /** The id of its socket, whenever there is one. */
    public String socketId() {
        return socketId;
    }

    /** Whose session it is. */
    String owner() {
        return owner;
    }

    /** The position of the log at which it began. */
    long start() {
        return start;
    }

    RoomHistory rooms() {
        return rooms;
    }

    /** The rooms that the session is in. */
    public Set<String> openRooms() {
        return rooms.open();
    }

    /** The rooms that the session is in, and those that it was in while events were sent that it may have missed. */
    public Set<String> allRooms() {
        return rooms.all();
    }

    /** What the application has kept for the last socket. */
    public Map<?, ?> kept() {
        return kept;
    }

    /** The socket that is there; null while the session waits for its client. */
    RecoverableMember member() {
        return member;
    }

    /** A socket is there now. */
    public void attach(RecoverableMember socket) {
        member = socket;
    }

    /** An event of the log has been handed to the socket, or is sent to it with what it missed. */
    public synchronized void handed(long position) {
        handed = Math.max(handed, position);
    }

    long handed() {
        return handed;
    }

    long complete() {
        return complete;
    }

    /** The socket is gone. */
    void lost(long handedUpTo, Map<?, ?> attributes) {
        complete = Math.max(complete, handedUpTo);
        kept = attributes;
    }

    /** The session waits for its client since a time of the monotonic clock. */
    void await(long now) {
        member = null;
        lostAt = now;
    }

    long lostAt() {
        return lostAt;
    }

    /** Whether an event of the log was for this session. */
    boolean includes(LogEntry entry) {
        return entry.only() == null ? rooms.includes(entry) : entry.only().equals(socketId);
    }
}
