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
 * the wire has quotation marks.
 */
final class ChatClient {

    private final EngineSession session;
    private final RecordingTransport transport;
    private final String sid;
    private int read;
    private int nextAck;

    ChatClient(EngineSession session, RecordingTransport transport, String auth) {
        this.session = session;
        this.transport = transport;
        says("0" + auth);
        String answer = messages(0).get(0);
        assertThat(answer).as("the answer to CONNECT").startsWith("0{\"sid\":");
        this.sid = parse(answer.substring(1)).asJsonObject().getString("sid");
        this.read = 1;
    }

    /** The id of the client's socket. */
    String sid() {
        return sid;
    }

    EngineSession session() {
        return session;
    }

    RecordingTransport transport() {
        return transport;
    }

    /** Sends an event; the arguments are a list of JSON values without brackets. */
    void emit(String event, String... arguments) {
        says("2" + packet(event, arguments));
    }

    /** Sends an event and asks for its acknowledgement, which must come at once. */
    JsonArray ask(String event, String... arguments) {
        JsonArray ack = askPatiently(event, arguments);
        assertThat(ack).as("the ack of " + event).isNotNull();
        return ack;
    }

    /** The same for an acknowledgement of one object. */
    JsonObject askFor(String event, String... arguments) {
        JsonArray ack = ask(event, arguments);
        assertThat(ack).hasSize(1);
        return ack.getJsonObject(0);
    }

    /** Sends an event and asks for an acknowledgement; null when none has come. */
    JsonArray askPatiently(String event, String... arguments) {
        int id = nextAck++;
        says("2" + id + packet(event, arguments));
        return ack(id);
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
    ChatClient in(String... rooms) {
        for (String room : rooms) {
            assertThat(askFor("join-room", "{'room':'" + room + "'}").getBoolean("success"))
                    .as("joining " + room)
                    .isTrue();
        }
        return this;
    }

    /** Sends one message of the Socket.IO protocol, with apostrophes. */
    void says(String packet) {
        transport.receive(EnginePacket.message(packet.replace('\'', '"')));
    }

    void attaches(byte[] bytes) {
        transport.receive(EnginePacket.message(bytes));
    }

    /** The names of the events heard since the last look. */
    List<String> heard() {
        return news().stream().map(event -> event.getString(0)).toList();
    }

    /** The payloads of the events of one name heard since the last look; all others are forgotten. */
    List<JsonObject> heard(String name) {
        return news().stream()
                .filter(event -> event.getString(0).equals(name))
                .map(event -> event.getJsonObject(1))
                .toList();
    }

    /** The payload of the only event of a name heard since the last look. */
    JsonObject heardOne(String name) {
        List<JsonObject> payloads = heard(name);
        assertThat(payloads).as(name).hasSize(1);
        return payloads.get(0);
    }

    /** Whether the server has disconnected it, with a close in order. */
    boolean isDisconnected() {
        return !session.isOpen();
    }

    /** The connection is lost. */
    void vanishes() {
        transport.lose(CloseReason.TRANSPORT_CLOSE);
    }

    /** The events since the last look. */
    private List<JsonArray> news() {
        List<String> messages = messages(read);
        read += messages.size();
        return messages.stream()
                .filter(message -> message.startsWith("2["))
                .map(message -> parse(message.substring(1)).asJsonArray())
                .toList();
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
    static JsonValue parse(String json) {
        return JSON.createReader(new StringReader(json)).readValue();
    }
}
