package dev.parley.socketio.recovery;

import dev.parley.socketio.adapter.SessionStore;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one socket was, for a client that returns. The socket that is there now, or the last one, writes to it; the
 * sessions of a namespace keep it. Thread-safe.
 */
public final class RecoverySession {

    private final String pid;
    private final String socketId;
    private final String owner;
    private final RoomHistory rooms;
    /** What the client has shown to have; at least what was before the session. */
    private volatile Seen seen;
    /** The last event that was handed to the socket on this node; null if none was. */
    private volatile Mark handed;
    /** Everything up to here that was for the socket was handed to it, before it was lost. */
    private volatile Mark complete;
    /** Whether another node has had it. */
    private volatile boolean restored;
    /** Whether all that is for the socket is handed to it now. */
    private volatile boolean handing;

    private final SharedState shared = new SharedState();

    private volatile Map<?, ?> kept = Map.of();
    private volatile RecoverableMember member;
    private volatile long lostAt;
    private final AtomicLong asked = new AtomicLong();

    /**
     * A session without rooms.
     *
     * @param start its client needs nothing up to here
     */
    RecoverySession(String pid, String socketId, String owner, Mark start, SessionRooms all) {
        this(pid, socketId, owner, Seen.upTo(start), start, all);
    }

    private RecoverySession(String pid, String socketId, String owner, Seen seen, Mark complete, SessionRooms all) {
        this.pid = pid;
        this.socketId = socketId;
        this.owner = owner;
        this.rooms = new RoomHistory(all);
        this.seen = seen;
        this.complete = complete;
    }

    /** A session that another node has had. */
    static RecoverySession restored(String pid, String owner, SessionRecord record, SessionRooms all) {
        RecoverySession session =
                new RecoverySession(pid, record.socketId(), owner, record.seen(), record.complete(), all);
        session.handed = record.handed().orElse(null);
        session.rooms.restore(record.rooms(), record.left(), record.since().orElse(null));
        session.restored = true;
        session.shared.isNew = false;
        session.shared.data = record.data();
        return session;
    }

    /** What other nodes have to know of it; the position of the node is that up to which all has been handed out. */
    SessionRecord record(Mark position) {
        Mark last;
        Mark all;
        Seen shown;
        synchronized (this) {
            shown = seen;
            last = handed;
            // Read before the last event, or one between the two would be taken for handed.
            all = handing ? position : complete;
        }
        return new SessionRecord(
                socketId,
                shown,
                Optional.ofNullable(last),
                all,
                rooms.stays(),
                rooms.left(),
                rooms.since(),
                sharedData());
    }

    /** What the nodes of a cluster need to share it. Guarded by itself. */
    SharedState shared() {
        return shared;
    }

    /** What a node knows of a session that all nodes share. */
    static final class SharedState {
        /** The one that this node has. */
        private long generation = SessionStore.FIRST;
        /** Whether it has never been saved. */
        private boolean isNew = true;
        /** Whether the last attempt to save it failed. */
        private boolean isUnsaved;
        /** When it was last saved, by the monotonic clock. */
        private long savedAt;
        /** What another node has kept of the application's data. */
        private JsonObject data = JsonValue.EMPTY_JSON_OBJECT;

        private SharedState() {}

        synchronized long generation() {
            return generation;
        }

        synchronized void generation(long now) {
            generation = Math.max(generation, now);
        }

        synchronized boolean isNew() {
            return isNew;
        }

        synchronized void saving(long now) {
            savedAt = now;
            isUnsaved = false;
        }

        synchronized void saved() {
            isNew = false;
        }

        synchronized void failed() {
            isUnsaved = true;
        }

        /** The store does not have it any more: it may be made again. */
        synchronized void lost() {
            isNew = true;
            isUnsaved = true;
        }

        synchronized boolean isDue(long now, long interval) {
            return isUnsaved || now - savedAt >= interval;
        }

        synchronized JsonObject data() {
            return data;
        }

        synchronized void data(JsonObject now) {
            data = now;
        }
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

    /** What the application keeps, as other nodes understand it. */
    public JsonObject sharedData() {
        RecoverableMember present = member;
        return present == null ? shared.data() : present.lasting();
    }

    /** The socket that is there; null while the session waits for its client. */
    RecoverableMember member() {
        return member;
    }

    /** A connection of its client asks for it: the number of this one among them. */
    long ask() {
        return asked.incrementAndGet();
    }

    /** Whether no connection has asked after the one with this number. */
    boolean isLast(long number) {
        return asked.get() == number;
    }

    /** A socket is there now. */
    public void attach(RecoverableMember socket) {
        member = socket;
    }

    /** An event of the log has been handed to the socket. */
    public void handed(OutgoingEvent event) {
        handed(event.mark());
    }

    /** An event has been handed to the socket, or is sent to it with what it missed. */
    synchronized void handed(Mark mark) {
        if (handed == null || !handed.log().equals(mark.log()) || handed.position() < mark.position()) {
            handed = mark;
        }
    }

    /** The last event that was handed to the socket; empty if none was since the session began. */
    Optional<Mark> handed() {
        return Optional.ofNullable(handed);
    }

    /** Whether its client has been where marks of this log come from. */
    boolean knows(String log) {
        Mark last = handed;
        return seen.in(log).isPresent()
                || complete.log().equals(log)
                || last != null && last.log().equals(log);
    }

    Mark complete() {
        return complete;
    }

    /** What its client has shown to have. */
    Seen seen() {
        return seen;
    }

    /**
     * Its client has shown what it has, and goes on from here. From the next writing on, other nodes know the log of this node, whose
     * offsets the client gets.
     *
     * @param from everything up to here is had
     */
    synchronized void accepted(Seen shown, Mark from) {
        seen = shown;
        complete = from;
        handed = null;
    }

    /** Whether the client has got an event from another node before it came here, and must not get it again. */
    public boolean isAhead(OutgoingEvent event) {
        return restored && seen.isAhead(event.origin());
    }

    /** From now on what is for the socket is handed to it. */
    public void handing() {
        handing = true;
    }

    /** The socket is gone. */
    void lost(Mark handedUpTo, Map<?, ?> attributes) {
        shared.data(sharedData());
        complete = handedUpTo;
        handing = false;
        kept = attributes;
    }

    /** The session waits for its client since a time of the monotonic clock. */
    void await(long now) {
        member = null;
        handing = false;
        lostAt = now;
    }

    long lostAt() {
        return lostAt;
    }

    /** Whether an event of the log was for this session, and its client has not shown to have it. */
    boolean needs(LogEntry entry) {
        return includes(entry) && !seen.covers(entry);
    }

    /** Whether an event of the log was for this session. */
    boolean includes(LogEntry entry) {
        return entry.only() == null ? rooms.includes(entry) : entry.only().equals(socketId);
    }
}
