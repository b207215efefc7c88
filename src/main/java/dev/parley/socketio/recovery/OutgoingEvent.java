package dev.parley.socketio.recovery;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.socketio.adapter.EventOrigin;
import java.util.ArrayList;
import java.util.List;

/**
 * An event on its way to its receivers, encoded once for those who take offsets and once for those who do not.
 * Immutable.
 */
public final class OutgoingEvent {

    /** The position of an event that is not in the log. */
    public static final long UNLOGGED = -1;

    private final List<EnginePacket> plain;
    private final List<EnginePacket> marked;
    private final Mark mark;
    private final EventOrigin origin;

    private OutgoingEvent(List<EnginePacket> plain, List<EnginePacket> marked, Mark mark, EventOrigin origin) {
        this.plain = plain;
        this.marked = marked;
        this.mark = mark;
        this.origin = origin;
    }

    /** An event without an offset, which is not in the log. */
    static OutgoingEvent unmarked(List<EnginePacket> plain) {
        return new OutgoingEvent(plain, plain, null, null);
    }

    /** An event with an offset, which is not in the log: the offset of the last event that is. */
    static OutgoingEvent guarded(List<EnginePacket> plain, String offset) {
        return new OutgoingEvent(plain, mark(plain, offset), null, null);
    }

    /** An event that is in the log. */
    static OutgoingEvent logged(List<EnginePacket> plain, Mark mark, EventOrigin origin) {
        return new OutgoingEvent(plain, mark(plain, Offsets.text(mark)), mark, origin);
    }

    /** The packets without an offset. */
    public List<EnginePacket> plain() {
        return plain;
    }

    /** The packets with an offset as the last argument; the same as {@link #plain} if it has none. */
    public List<EnginePacket> marked() {
        return marked;
    }

    /** The position in the log; {@link #UNLOGGED} if the event is not in it. */
    public long position() {
        return mark == null ? UNLOGGED : mark.position();
    }

    /** Its place in the log; null if the event is not in it. */
    Mark mark() {
        return mark;
    }

    /** Where it comes from; null if the event is not in the log. */
    EventOrigin origin() {
        return origin;
    }

    /** An event's text ends with a JSON array that has a name at least. */
    private static List<EnginePacket> mark(List<EnginePacket> plain, String offset) {
        String text = plain.get(0).text();
        EnginePacket marked =
                EnginePacket.message(text.substring(0, text.length() - 1).concat(",\"" + offset + "\"]"));
        if (plain.size() == 1) {
            return List.of(marked);
        }
        List<EnginePacket> packets = new ArrayList<>(plain);
        packets.set(0, marked);
        return List.copyOf(packets);
    }
}
