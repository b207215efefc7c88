package dev.parley.socketio.codec;

import dev.parley.engine.codec.MalformedPacketException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes the Engine.IO messages of one client (protocol, section "Packet encoding"). Has state, because a binary
 * packet is complete only with its last attachment. Used by one thread at a time.
 *
 * <p>As strict as the reference server: rejects anything that is not a packet. Never allocates memory only because the
 * client declared a count.
 */
public final class PacketDecoder {

    private static final int MAX_ATTACHMENTS = 10;
    private static final int MAX_NAMESPACE_LENGTH = 256;
    /**
     * A JavaScript peer cannot distinguish all ids above 2^53 - 1. A number with this many digits is always below that.
     */
    private static final int MAX_ID_DIGITS = 15;

    private SocketPacket waiting;
    private int missing;
    private List<byte[]> attachments = List.of();
    private long attached;

    /**
     * Takes a text message.
     *
     * @return the packet, or null if attachments must follow
     * @throws MalformedPacketException if the text is not a packet, or if an attachment was expected
     */
    public SocketPacket decode(String message) throws MalformedPacketException {
        if (waiting != null) {
            throw new MalformedPacketException("text in place of an attachment");
        }
        Cursor cursor = new Cursor(message);
        int type = cursor.type();
        int count = type >= 5 ? cursor.attachments() : 0;
        String namespace = cursor.namespace();
        long id = cursor.id();
        JsonValue data = cursor.atEnd() ? null : JsonText.parse(cursor.rest());
        SocketPacket packet = packet(type, namespace, id, data);
        if (count == 0) {
            return packet;
        }
        waiting = packet;
        missing = count;
        attachments = new ArrayList<>();
        return null;
    }

    /**
     * Takes a binary message: the next attachment.
     *
     * @return the packet if this was the last of its attachments, otherwise null
     * @throws MalformedPacketException if no attachment was expected, or if the packet's placeholders are wrong
     */
    public SocketPacket decode(byte[] attachment) throws MalformedPacketException {
        if (waiting == null) {
            throw new MalformedPacketException("an attachment of no packet");
        }
        attachments.add(attachment);
        attached += attachment.length;
        if (--missing > 0) {
            return null;
        }
        SocketPacket packet = waiting;
        List<byte[]> all = attachments;
        waiting = null;
        attachments = List.of();
        attached = 0;
        return withAttachments(packet, all);
    }

    /** The number of bytes in the attachments of a packet that still waits for more attachments. */
    public long attachedBytes() {
        return attached;
    }

    /** Whether a packet waits for attachments. */
    public boolean isWaiting() {
        return waiting != null;
    }

    private static SocketPacket withAttachments(SocketPacket packet, List<byte[]> all) throws MalformedPacketException {
        if (packet instanceof SocketPacket.Event event) {
            JsonArray data = (JsonArray) Attachments.putBack(event.data(), all);
            return new SocketPacket.Event(event.namespace(), event.id(), data);
        }
        SocketPacket.Ack ack = (SocketPacket.Ack) packet;
        return new SocketPacket.Ack(ack.namespace(), ack.id(), (JsonArray) Attachments.putBack(ack.data(), all));
    }

    private static SocketPacket packet(int type, String namespace, long id, JsonValue data)
            throws MalformedPacketException {
        switch (type) {
            case 0 -> {
                if (data == null || data instanceof JsonObject) {
                    return new SocketPacket.Connect(namespace, (JsonObject) data);
                }
            }
            case 1 -> {
                if (data == null) {
                    return new SocketPacket.Disconnect(namespace);
                }
            }
            case 2, 5 -> {
                if (data instanceof JsonArray array && EventNames.begin(array)) {
                    return new SocketPacket.Event(namespace, id, array);
                }
            }
            case 3, 6 -> {
                if (data instanceof JsonArray array && id != SocketPacket.NO_ID) {
                    return new SocketPacket.Ack(namespace, id, array);
                }
            }
            case 4 -> {
                if (data instanceof JsonObject object) {
                    return new SocketPacket.ConnectError(namespace, object);
                }
            }
            default -> throw new MalformedPacketException("unknown packet type");
        }
        throw new MalformedPacketException("wrong payload for its packet type");
    }

    /** Reads the header of a message. */
    private static final class Cursor {
        private final String message;
        private int next;

        Cursor(String message) {
            this.message = message;
        }

        int type() throws MalformedPacketException {
            if (atEnd()) {
                throw new MalformedPacketException("empty packet");
            }
            return message.charAt(next++) - '0';
        }

        int attachments() throws MalformedPacketException {
            int dash = message.indexOf('-', next);
            // Two digits are enough for every count that is allowed.
            if (dash <= next || dash > next + 2) {
                throw new MalformedPacketException("wrong number of attachments");
            }
            int count = (int) digits(dash);
            if (next != dash || count < 1 || count > MAX_ATTACHMENTS) {
                throw new MalformedPacketException("wrong number of attachments");
            }
            next++;
            return count;
        }

        String namespace() throws MalformedPacketException {
            if (atEnd() || message.charAt(next) != '/') {
                return "/";
            }
            int comma = message.indexOf(',', next);
            int end = comma < 0 ? message.length() : comma;
            if (end - next > MAX_NAMESPACE_LENGTH) {
                throw new MalformedPacketException("namespace too long");
            }
            String namespace = message.substring(next, end);
            next = comma < 0 ? end : end + 1;
            return namespace;
        }

        long id() throws MalformedPacketException {
            int start = next;
            long id = digits(message.length());
            if (next - start > MAX_ID_DIGITS) {
                throw new MalformedPacketException("id too large");
            }
            return next == start ? SocketPacket.NO_ID : id;
        }

        /** Reads digits up to a limit. The value is meaningless if there are too many digits; callers check that. */
        private long digits(int limit) {
            long value = 0;
            while (next < limit && message.charAt(next) >= '0' && message.charAt(next) <= '9') {
                value = value * 10 + message.charAt(next++) - '0';
            }
            return value;
        }

        boolean atEnd() {
            return next == message.length();
        }

        String rest() {
            return message.substring(next);
        }
    }
}
