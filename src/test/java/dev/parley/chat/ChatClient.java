package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineSession;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.EnginePacketType;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;

/**
 * A person's client: emits events, asks for acknowledgements, and hears events. JSON is written with apostrophes where
 * the wire has quotation marks. What it gets must be as it is declared.
 */
public final class ChatClient {

    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private final EngineSession session;
    private final RecordingTransport transport;
    private int read = 1;
    private int nextAck;

    ChatClient(EngineSession session, RecordingTransport transport, String auth) {
        this.session = session;
        this.transport = transport;
        says("0" + auth);
    }

    /** Waits for the answer to CONNECT, which may come from the turn of another thread. */
    ChatClient told() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!isTold() && System.nanoTime() - deadline < 0) {
            Thread.yield();
        }
        assertThat(sid()).isNotEmpty();
        return this;
    }

    /** Whether the client has been told that it is connected. */
    boolean isTold() {
        return !messages(0).isEmpty();
    }

    /** The id of the client's socket. */
    public String sid() {
        assertThat(messages(0)).as("the answer to CONNECT").isNotEmpty();
        String answer = messages(0).get(0);
        assertThat(answer).as("the answer to CONNECT").startsWith("0{\"sid\":");
        return parse(answer.substring(1)).asJsonObject().getString("sid");
    }

    EngineSession session() {
        return session;
    }

    RecordingTransport transport() {
        return transport;
    }

    /** Sends an event; the arguments are a list of JSON values without brackets. */
    public void emit(String event, String... arguments) {
        says("2" + packet(event, arguments));
    }

    /** Sends an event and asks for its acknowledgement, which must come at once. */
    public JsonArray ask(String event, String... arguments) {
        JsonArray ack = askPatiently(event, arguments);
        assertThat(ack).as("the ack of " + event).isNotNull();
        return ack;
    }

    /** The same for an acknowledgement of one object. */
    public JsonObject askFor(String event, String... arguments) {
        JsonArray ack = ask(event, arguments);
        assertThat(ack).hasSize(1);
        return ack.getJsonObject(0);
    }

    /** Sends an event and asks for an acknowledgement; null when none has come. */
    JsonArray askPatiently(String event, String... arguments) {
        int id = nextAck++;
        says("2" + id + packet(event, arguments));
        JsonArray ack = ack(id);
        Declared.requireAcknowledgement(event, ack);
        return ack;
    }

    /** The acknowledgement of the last event that asked for one; null when it has not come. */
    JsonArray lastAck() {
        return ack(nextAck - 1);
    }

    private JsonArray ack(int id) {
        String head = "3" + id + "[";
        return messages(0).stream()
                .filter(packet -> packet.startsWith(head))
                .findFirst()
                .map(packet -> parse(packet.substring(head.length() - 1)).asJsonArray())
                .orElse(null);
    }

    /** Enters a room, and forgets what it heard. */
    public ChatClient in(String... rooms) {
        for (String room : rooms) {
            assertThat(askFor("join-room", "{'room':'" + room + "'}").getBoolean("success"))
                    .as("joining " + room)
                    .isTrue();
        }
        return this;
    }

    /** Sends one message of the Socket.IO protocol, with apostrophes. */
    public void says(String packet) {
        transport.receive(EnginePacket.message(packet.replace('\'', '"')));
    }

    public void attaches(byte[] bytes) {
        transport.receive(EnginePacket.message(bytes));
    }

    /** The names of the events heard since the last look. */
    public List<String> heard() {
        return news().stream().map(event -> event.getString(0)).toList();
    }

    /** The payloads of the events of one name heard since the last look; all others are forgotten. */
    public List<JsonObject> heard(String name) {
        return news().stream()
                .filter(event -> event.getString(0).equals(name))
                .map(event -> event.getJsonObject(1))
                .toList();
    }

    /** The payload of the only event of a name heard since the last look. */
    public JsonObject heardOne(String name) {
        List<JsonObject> payloads = heard(name);
        assertThat(payloads).as(name).hasSize(1);
        return payloads.get(0);
    }

    /** Whether the server has disconnected it, with a close in order. */
    public boolean isDisconnected() {
        return !session.isOpen();
    }

    /** The connection is lost. */
    public void vanishes() {
        transport.lose(CloseReason.TRANSPORT_CLOSE);
    }

    /** The events since the last look. */
    private List<JsonArray> news() {
        List<String> messages = messages(read);
        read += messages.size();
        List<JsonArray> news = messages.stream()
                .filter(message -> message.startsWith("2["))
                .map(message -> parse(message.substring(1)).asJsonArray())
                .toList();
        news.forEach(Declared::requireEvent);
        return news;
    }

    private List<String> messages(int from) {
        List<String> all = transport.sent().stream()
                .filter(packet -> packet.type() == EnginePacketType.MESSAGE)
                .map(EnginePacket::text)
                .toList();
        return all.subList(from, all.size());
    }

    private static String packet(String event, String... arguments) {
        String rest = arguments.length == 0 ? "" : "," + String.join(",", arguments);
        return "['" + event + "'" + rest + "]";
    }

    /** Parses JSON that may have apostrophes. */
    public static JsonValue parse(String json) {
        return JSON.createReader(new StringReader(json)).readValue();
    }
}
