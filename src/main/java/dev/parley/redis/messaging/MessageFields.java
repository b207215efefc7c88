package dev.parley.redis.messaging;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.engine.codec.MalformedPacketException;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.codec.BinaryValue;
import dev.parley.socketio.codec.JsonText;
import dev.parley.socketio.codec.SocketPacket;
import dev.parley.tracing.TraceContext;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads and writes the parts of messages between nodes. Every value that is read is checked; every value is written in
 * the same form as Node writes it.
 */
public final class MessageFields {

    /** The first byte of a message in JSON; a message with any other first byte is MessagePack. */
    private static final byte BRACE = '{';

    private static final int EVENT = 2;
    /** Old emitters use this type for an event that contains bytes; today the receiver finds the bytes itself. */
    private static final int BINARY_EVENT = 5;

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    /** No acknowledgement of a client is awaited for longer than this, whatever the other node asks for. */
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(10);
    /** The maximum length of a name or an id, in characters; nobody needs more. */
    private static final int MAX_NAME = 128;

    private MessageFields() {}

    /** Reads a whole message that is one object, in either of the two forms. */
    public static JsonObject object(byte[] message) throws MalformedMessageException {
        if (message.length > 0 && message[0] == BRACE) {
            try {
                return (JsonObject) JsonText.parseFromServer(new String(message, StandardCharsets.UTF_8));
            } catch (MalformedPacketException e) {
                throw new MalformedMessageException(e.getMessage());
            }
        }
        return object(MessagePackReader.read(message));
    }

    /** Requires an object. */
    public static JsonObject object(JsonValue value) throws MalformedMessageException {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new MalformedMessageException("no object");
    }

    /** Requires an array. */
    public static JsonArray array(JsonValue value) throws MalformedMessageException {
        if (value instanceof JsonArray array) {
            return array;
        }
        throw new MalformedMessageException("no array");
    }

    /** Requires a text. */
    public static String text(JsonObject object, String name) throws MalformedMessageException {
        if (object.get(name) instanceof JsonString text) {
            return text.getString();
        }
        throw new MalformedMessageException("no text " + name);
    }

    /** Reads an id or a node's name; null when there is none. */
    public static String name(JsonObject object, String name) throws MalformedMessageException {
        return name(object.get(name));
    }

    /** Requires that the name of a node is no longer than any needs to be. */
    public static String checkedName(String name) throws MalformedMessageException {
        if (name.length() > MAX_NAME) {
            throw new MalformedMessageException("no name");
        }
        return name;
    }

    static String name(JsonValue value) throws MalformedMessageException {
        if (value == null || value == JsonValue.NULL) {
            return null;
        }
        if (value instanceof JsonString text) {
            return checkedName(text.getString());
        }
        throw new MalformedMessageException("no name");
    }

    /** Reads a whole number that is not negative. */
    public static int count(JsonObject object, String name) throws MalformedMessageException {
        if (object.get(name) instanceof JsonNumber number) {
            double value = number.doubleValue();
            if (value >= 0 && value <= Integer.MAX_VALUE && value == Math.rint(value)) {
                return (int) value;
            }
        }
        throw new MalformedMessageException("no number " + name);
    }

    /**
     * Reads the names of rooms; empty when there are none. A number is read as the room whose name is its text, because
     * the two cannot be told apart when they are written.
     */
    public static List<String> rooms(JsonValue value) throws MalformedMessageException {
        if (value == null || value == JsonValue.NULL) {
            return List.of();
        }
        List<String> rooms = new ArrayList<>();
        for (JsonValue room : array(value)) {
            if (room instanceof JsonString text) {
                rooms.add(text.getString());
            } else if (room instanceof JsonNumber number) {
                rooms.add(number.toString());
            } else {
                throw new MalformedMessageException("no name of a room");
            }
        }
        return rooms;
    }

    /** Reads which sockets are meant, and whether the message is volatile. */
    public static BroadcastOptions options(JsonValue value) throws MalformedMessageException {
        JsonObject options = object(value);
        boolean droppable = options.get("flags") instanceof JsonObject flags && flags.get("volatile") == JsonValue.TRUE;
        return new BroadcastOptions(
                Set.copyOf(rooms(options.get("rooms"))),
                Set.copyOf(rooms(options.get("except"))),
                false,
                droppable,
                trace(options));
    }

    /** Reads the span of the sender, which only this kind of server tells. What is wrong with it does not matter to the event. */
    private static TraceContext trace(JsonObject options) {
        return options.get(TraceContext.PARENT) instanceof JsonString parent
                ? TraceContext.of(
                        parent.getString(),
                        options.get(TraceContext.STATE) instanceof JsonString state ? state.getString() : null)
                : TraceContext.NONE;
    }

    /** The rooms and the exceptions, and the span of the sender; flags may be added. */
    public static JsonObjectBuilder options(BroadcastOptions options) {
        JsonObjectBuilder object =
                JSON.createObjectBuilder().add("rooms", texts(options.rooms())).add("except", texts(options.except()));
        spanFields(options).forEach(object::add);
        return object;
    }

    /** The rooms and the exceptions, and the span of the sender; one field, the flags, must follow. */
    static void options(MessagePackWriter out, BroadcastOptions options) {
        Map<String, String> span = spanFields(options);
        out.mapHeader(3 + span.size()).text("rooms").texts(options.rooms());
        out.text("except").texts(options.except());
        span.forEach((name, value) -> out.text(name).text(value));
    }

    /** A Node server takes no notice of fields that it does not know. */
    private static Map<String, String> spanFields(BroadcastOptions options) {
        TraceContext trace = options.trace();
        if (trace.isNone()) {
            return Map.of();
        }
        return trace.state().isEmpty()
                ? Map.of(TraceContext.PARENT, trace.parent())
                : Map.of(TraceContext.PARENT, trace.parent(), TraceContext.STATE, trace.state());
    }

    /** Reads an event. Its namespace is the main one if the packet names none; the caller must check the namespace. */
    static SocketPacket.Event event(JsonValue value) throws MalformedMessageException {
        JsonObject packet = object(value);
        return event(packet, packet.containsKey("nsp") ? text(packet, "nsp") : "/");
    }

    /** Reads an event of a namespace that stands elsewhere in the message. */
    public static SocketPacket.Event event(JsonValue value, String namespace) throws MalformedMessageException {
        JsonObject packet = object(value);
        int type = count(packet, "type");
        if (type != EVENT && type != BINARY_EVENT) {
            throw new MalformedMessageException("a packet that is no event");
        }
        try {
            return new SocketPacket.Event(namespace, SocketPacket.NO_ID, array(packet.get("data")));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(e.getMessage());
        }
    }

    /** Reads for how long the acknowledgements of clients are waited for, within bounds. */
    public static Duration timeout(JsonValue options) throws MalformedMessageException {
        if (object(options).get("flags") instanceof JsonObject flags
                && flags.get("timeout") instanceof JsonNumber millis) {
            double wanted = Math.max(1, Math.min(millis.doubleValue(), MAX_TIMEOUT.toMillis()));
            return Duration.ofMillis((long) wanted);
        }
        return DEFAULT_TIMEOUT;
    }

    static void event(MessagePackWriter out, SocketPacket.Event event) {
        out.mapHeader(3).text("type").integer(EVENT).text("data").array(event.data());
        out.text("nsp").text(event.namespace());
    }

    /** An array of texts. */
    public static JsonArrayBuilder texts(Collection<String> texts) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        texts.forEach(array::add);
        return array;
    }

    /** A whole message in JSON; it must have no bytes. */
    public static byte[] json(JsonObjectBuilder object) {
        return JsonText.of(object.build()).getBytes(StandardCharsets.UTF_8);
    }

    /** The value with all bytes replaced by their base64 text, because JSON cannot hold bytes. */
    static JsonValue withoutBytes(JsonValue value) {
        if (!BinaryValue.isIn(value)) {
            return value;
        }
        if (value instanceof JsonArray array) {
            JsonArrayBuilder copy = JSON.createArrayBuilder();
            array.forEach(element -> copy.add(withoutBytes(element)));
            return copy.build();
        }
        if (value instanceof JsonObject object) {
            JsonObjectBuilder copy = JSON.createObjectBuilder();
            object.forEach((name, member) -> copy.add(name, withoutBytes(member)));
            return copy.build();
        }
        String quoted = value.toString();
        return JSON.createValue(quoted.substring(1, quoted.length() - 1));
    }
}
