package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A client of the default namespace that shows all that the server sends. What comes is kept until it is asked for, so
 * that the order of the questions does not matter. One thread at a time.
 */
final class ProtocolClient implements AutoCloseable {

    private final Wire wire;
    private final List<String> unread = new ArrayList<>();
    private String id;
    private String pid;
    private int nextAck;

    private ProtocolClient(Wire wire) {
        this.wire = wire;
        assertThat(wire.take()).as("the open packet").startsWith("0{");
    }

    /** A session that has not connected to the namespace. */
    static ProtocolClient unconnected(Wire wire) {
        return new ProtocolClient(wire);
    }

    /** A connected client over WebSocket. */
    static ProtocolClient connect(URI server, String token) {
        return connect(WebSocketWire.open(server), token);
    }

    /** A connected client. */
    static ProtocolClient connect(Wire wire, String token) {
        ProtocolClient client = new ProtocolClient(wire);
        client.connectWith(Json.of("{'token':'%s'}", token).toString());
        return client;
    }

    /** Connects with an auth payload as it stands, which may be empty; it must be let in. */
    void connectWith(String auth) {
        wire.send("40" + auth);
        String answer = next(packet -> packet.startsWith("40") || packet.startsWith("44"));
        assertThat(answer).as("the answer to CONNECT").startsWith("40{");
        id = Json.object(answer.substring(2)).getString("sid");
        pid = Json.object(answer.substring(2)).getString("pid", null);
    }

    /** Asks to connect with an auth payload as it stands, which may be empty; it must be refused: the CONNECT_ERROR. */
    JsonObject refusalOf(String auth) {
        wire.send("40" + auth);
        String answer = next(packet -> packet.startsWith("40") || packet.startsWith("44"));
        assertThat(answer).as("the answer to CONNECT").startsWith("44{");
        return Json.object(answer.substring(2));
    }

    /** The socket's id. */
    String id() {
        return id;
    }

    /** The secret by which the client can come back; null if it cannot. */
    String pid() {
        return pid;
    }

    /** What is underneath. */
    Wire wire() {
        return wire;
    }

    /** Sends an event without asking for an acknowledgement. */
    void emit(String event, JsonValue... arguments) {
        wire.send("42" + packet(event, arguments));
    }

    /** Sends an event and waits for its acknowledgement: the arguments. */
    JsonArray call(String event, JsonValue... arguments) {
        int ack = nextAck++;
        wire.send("42" + ack + packet(event, arguments));
        String head = "43" + ack + "[";
        return Json.array(next(packet -> packet.startsWith(head)).substring(head.length() - 1));
    }

    /** Sends an event and waits for its acknowledgement, which is an object. */
    JsonObject ask(String event, JsonValue... arguments) {
        JsonArray answer = call(event, arguments);
        assertThat(answer).hasSize(1);
        return answer.getJsonObject(0);
    }

    /** Joins a room, which must work. */
    void join(String room) {
        JsonObject payload =
                JsonProvider.provider().createObjectBuilder().add("room", room).build();
        assertThat(ask("join-room", payload).getBoolean("success"))
                .as("joined " + room)
                .isTrue();
    }

    private static String packet(String event, JsonValue... arguments) {
        StringBuilder data = new StringBuilder("[\"").append(event).append('"');
        for (JsonValue argument : arguments) {
            data.append(',').append(argument);
        }
        return data.append(']').toString();
    }

    /** Waits for an event of a name: its one argument, which is an object. */
    JsonObject await(String event) {
        return await(event, payload -> true);
    }

    /** Waits for an event of a name whose argument is as it should be. */
    JsonObject await(String event, Predicate<JsonObject> condition) {
        String found = next(packet -> isEvent(packet, event)
                && Json.array(packet.substring(2)).size() == 2
                && condition.test(argument(packet)));
        return argument(found);
    }

    /** Waits for a packet, which need not be an event. */
    String await(Predicate<String> condition) {
        return next(condition);
    }

    /** Waits for an event of a name that has no argument. */
    void awaitBare(String event) {
        next(packet -> packet.equals("42[\"" + event + "\"]"));
    }

    /**
     * All events of a name that the server has sent up to now and that have not been read: whatever it sent before this
     * call has come when the answer to a ping has.
     */
    List<JsonObject> unread(String event) {
        call("ping");
        List<JsonObject> events = new ArrayList<>();
        unread.stream().filter(packet -> isEvent(packet, event)).forEach(packet -> events.add(argument(packet)));
        unread.removeIf(packet -> isEvent(packet, event));
        return events;
    }

    /** Whether something of that kind has come and has not been read. */
    boolean has(Predicate<String> packet) {
        return unread.stream().anyMatch(packet);
    }

    private static boolean isEvent(String packet, String event) {
        return packet.startsWith("42[\"" + event + "\"");
    }

    private static JsonObject argument(String packet) {
        return Json.array(packet.substring(2)).getJsonObject(1);
    }

    /** Waits until the server has ended the connection; what it said before can still be read. */
    void awaitEnd() {
        for (String packet = wire.take(); !packet.equals(Wire.END); packet = wire.take()) {
            unread.add(packet);
        }
    }

    private String next(Predicate<String> condition) {
        for (Iterator<String> packets = unread.iterator(); packets.hasNext(); ) {
            String packet = packets.next();
            if (condition.test(packet)) {
                packets.remove();
                return packet;
            }
        }
        while (true) {
            String packet = takeOr(() -> "waiting; unread are " + unread);
            if (condition.test(packet)) {
                return packet;
            }
            if (packet.equals(Wire.END)) {
                throw new AssertionError("the connection ended; unread are " + unread);
            }
            unread.add(packet);
        }
    }

    private String takeOr(Supplier<String> explanation) {
        try {
            return wire.take();
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; " + explanation.get() + "; it is " + wire.state(), e);
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
