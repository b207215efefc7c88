package dev.parley.socketio.recovery;

import dev.parley.engine.codec.EnginePacket;
import java.util.ArrayList;
import java.util.List;

/**
 * An event on its way to its receivers, encoded once for those who take offsets and once for those who do not.
 * Immutable.
 *
 * @param plain the packets without an offset
 * @param marked the packets with an offset as the last argument; the same as {@code plain} if it has none
 * @param position the position in the log; {@link #UNLOGGED} if the event is not in it
 */
public record OutgoingEvent(List<EnginePacket> plain, List<EnginePacket> marked, long position) {

    /** The position of an event that is not in the log. */
    public static final long UNLOGGED = -1;

    /** An event without an offset, which is not in the log. */
    static OutgoingEvent unmarked(List<EnginePacket> plain) {
        return new OutgoingEvent(plain, plain, UNLOGGED);
    }

    /** An event with an offset, which is not in the log: the offset of the last event that is. */
    static OutgoingEvent guarded(List<EnginePacket> plain, String offset) {
        return new OutgoingEvent(plain, mark(plain, offset), UNLOGGED);
    }

    /** An event that is in the log at a position. */
    static OutgoingEvent logged(List<EnginePacket> plain, String offset, long position) {
        return new OutgoingEvent(plain, mark(plain, offset), position);
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
