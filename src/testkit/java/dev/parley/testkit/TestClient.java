package dev.parley.testkit;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.api.Problem;
import dev.parley.engine.EngineServer;
import dev.parley.engine.Handshake;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.MalformedPacketException;
import dev.parley.events.json.JsonBinding;
import dev.parley.events.json.JsonBindingException;
import dev.parley.socketio.codec.PacketDecoder;
import dev.parley.socketio.codec.PacketEncoder;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client of one namespace, made by {@link EventTestKit}. Values are written and read by JSON-B; {@code byte[]} are bytes
 * on the wire. Not thread-safe.
 */
public final class TestClient {

    private final JsonBinding json;
    private final String namespace;
    private final PacketDecoder decoder = new PacketDecoder();
    private final MemoryTransport transport = new MemoryTransport(this::receive);
    private final List<SocketPacket.Event> events = new ArrayList<>();
    private final Map<Long, JsonArray> acknowledgements = new HashMap<>();
    private Optional<String> id = Optional.empty();
    private Optional<JsonObject> refusal = Optional.empty();
    private long nextId;

    TestClient(EngineServer engine, JsonBinding json, String namespace, JsonObject auth) {
        this.json = json;
        this.namespace = namespace;
        engine.open(handshake(), transport);
        send(new SocketPacket.Connect(namespace, auth));
    }

    private static Handshake handshake() {
        return new Handshake(
                "/socket.io/",
                Map.of("EIO", "4"),
                "127.0.0.1",
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
    }

    /** Whether the namespace has admitted it, and neither side has ended it. */
    public boolean isConnected() {
        return id.isPresent();
    }

    /** The id of its socket, while it is connected. */
    public Optional<String> id() {
        return id;
    }

    /** What its CONNECT_ERROR says, if it was refused: {@code message}, and {@code data} with a code of the application. */
    public Optional<JsonObject> refusal() {
        return refusal;
    }

    /** Sends an event and asks for no acknowledgement. */
    public void emit(String event, Object... arguments) {
        send(new SocketPacket.Event(namespace, SocketPacket.NO_ID, data(event, arguments)));
    }

    /**
     * Sends an event and returns the first argument of its acknowledgement.
     *
     * @param type its type; {@code Void.class} if there is none
     * @throws AssertionError if the event was refused, if the acknowledgement is of another type, or if it has not come,
     *     because it waits for time or for a stage
     */
    public <T> T ask(Class<T> type, String event, Object... arguments) {
        JsonArray acknowledgement = acknowledgement(event, arguments);
        if (error(acknowledgement).isPresent()) {
            throw new AssertionError(event + " was refused: " + acknowledgement);
        }
        return acknowledgement.isEmpty() ? null : read(type, acknowledgement.get(0));
    }

    /**
     * Sends an event that is to fail, and returns what its acknowledgement says.
     *
     * @throws AssertionError if the event was accepted, or if the acknowledgement has not come
     */
    public Problem refused(String event, Object... arguments) {
        JsonArray acknowledgement = acknowledgement(event, arguments);
        JsonObject error = error(acknowledgement)
                .orElseThrow(() -> new AssertionError(event + " was accepted: " + acknowledgement));
        return new Problem(
                error.getString("code"), error.getString("message"), Optional.ofNullable(error.get("details")));
    }

    /** The first arguments of all events of a name that it has heard so far; null for an event without arguments. */
    public <T> List<T> heard(String event, Class<T> type) {
        List<T> values = new ArrayList<>();
        for (JsonArray arguments : heard(event)) {
            values.add(arguments.isEmpty() ? null : read(type, arguments.get(0)));
        }
        return values;
    }

    /** The arguments of all events of a name that it has heard so far. */
    public List<JsonArray> heard(String event) {
        return events.stream()
                .filter(packet -> packet.data().getString(0).equals(event))
                .map(packet -> array(packet.data().subList(1, packet.data().size())))
                .toList();
    }

    /**
     * Acknowledges the last event of a name that asked for it.
     *
     * @throws AssertionError if there is none
     */
    public void acknowledge(String event, Object... arguments) {
        SocketPacket.Event asked = events.stream()
                .filter(packet -> packet.id() != SocketPacket.NO_ID)
                .filter(packet -> packet.data().getString(0).equals(event))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no event " + event + " asks for an acknowledgement"));
        send(new SocketPacket.Ack(namespace, asked.id(), array(json.toJsonList(arguments))));
    }

    /** Leaves the namespace. */
    public void disconnect() {
        id = Optional.empty();
        send(new SocketPacket.Disconnect(namespace));
    }

    /** Is gone without a goodbye. */
    public void vanish() {
        id = Optional.empty();
        transport.end();
    }

    private JsonArray acknowledgement(String event, Object... arguments) {
        long asked = nextId++;
        send(new SocketPacket.Event(namespace, asked, data(event, arguments)));
        JsonArray acknowledgement = acknowledgements.get(asked);
        if (acknowledgement == null) {
            throw new AssertionError(event + " has not been acknowledged");
        }
        return acknowledgement;
    }

    private static Optional<JsonObject> error(JsonArray acknowledgement) {
        return acknowledgement.size() == 1
                        && acknowledgement.get(0) instanceof JsonObject object
                        && object.size() == 1
                        && object.get("error") instanceof JsonObject error
                ? Optional.of(error)
                : Optional.empty();
    }

    private <T> T read(Class<T> type, JsonValue value) {
        try {
            return type.cast(json.fromJson(value, type));
        } catch (JsonBindingException e) {
            throw new AssertionError("not of " + type + ": " + value, e);
        }
    }

    private JsonArray data(String event, Object... arguments) {
        JsonArrayBuilder data = JSON.createArrayBuilder().add(event);
        json.toJsonList(arguments).forEach(data::add);
        return data.build();
    }

    private static JsonArray array(List<JsonValue> values) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        values.forEach(array::add);
        return array.build();
    }

    private void send(SocketPacket packet) {
        PacketEncoder.encode(packet).forEach(transport::receive);
    }

    private void receive(EnginePacket packet) {
        try {
            SocketPacket decoded = packet.isBinary() ? decoder.decode(packet.binary()) : decoder.decode(packet.text());
            if (decoded != null) {
                receive(decoded);
            }
        } catch (MalformedPacketException e) {
            throw new AssertionError("the server has sent what is no packet", e);
        }
    }

    private void receive(SocketPacket packet) {
        if (packet instanceof SocketPacket.Connect connect) {
            id = Optional.of(connect.data().getString("sid"));
        } else if (packet instanceof SocketPacket.ConnectError error) {
            refusal = Optional.of(error.data());
        } else if (packet instanceof SocketPacket.Event event) {
            events.add(event);
        } else if (packet instanceof SocketPacket.Ack ack) {
            acknowledgements.put(ack.id(), ack.data());
        } else {
            id = Optional.empty();
        }
    }
}
