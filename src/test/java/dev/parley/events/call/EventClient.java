package dev.parley.events.call;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineSession;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.EnginePacketType;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/** A client of one namespace. JSON is written with apostrophes where the wire has quotation marks. */
final class EventClient {

    private final EngineSession session;
    private final RecordingTransport transport;
    private final String prefix;
    private int nextAck;

    EventClient(EngineSession session, RecordingTransport transport, String namespace, String auth) {
        this.session = session;
        this.transport = transport;
        this.prefix = namespace.equals("/") ? "" : namespace + ",";
        says("0" + prefix + "{" + auth + "}");
    }

    void says(String packet) {
        transport.receive(EnginePacket.message(packet.replace('\'', '"')));
    }

    void attaches(byte[] bytes) {
        transport.receive(EnginePacket.message(bytes));
    }

    /** The id of its socket. */
    String sid() {
        List<String> answers = starting("0" + prefix);
        assertThat(answers).as("the answer to CONNECT, among %s", messages()).hasSize(1);
        return object(answers.get(0)).getString("sid");
    }

    boolean isConnected() {
        return !starting("0" + prefix).isEmpty();
    }

    /** The error with which the namespace has refused it; empty if it has not. */
    Optional<JsonObject> refusal() {
        return starting("4" + prefix).stream().findFirst().map(EventClient::object);
    }

    /** Sends an event; the arguments are JSON values. */
    void emit(String event, String... arguments) {
        says("2" + prefix + packet(event, arguments));
    }

    /** Sends an event and asks for an acknowledgement, whose number it returns. */
    int asks(String event, String... arguments) {
        int id = nextAck++;
        says("2" + prefix + id + packet(event, arguments));
        return id;
    }

    /** The acknowledgement with a number, with apostrophes; empty if it has not come. */
    Optional<String> ack(int id) {
        return starting("3" + prefix + id + "[").stream().findFirst().map(text -> "[" + text);
    }

    /** Sends an event and returns its acknowledgement, which must come at once. */
    String ask(String event, String... arguments) {
        int id = asks(event, arguments);
        assertThat(ack(id)).as("the acknowledgement of " + event).isPresent();
        return ack(id).get();
    }

    /** Sends an event and returns the error in its acknowledgement. */
    JsonObject fails(String event, String... arguments) {
        JsonArray ack = array(ask(event, arguments));
        assertThat(ack).hasSize(1);
        assertThat(ack.getJsonObject(0)).containsOnlyKeys("error");
        return ack.getJsonObject(0).getJsonObject("error");
    }

    /** The events that it has heard, with apostrophes. */
    List<String> heard() {
        return starting("2" + prefix + "[").stream().map(text -> "[" + text).toList();
    }

    List<String> messages() {
        return transport.sent().stream()
                .filter(packet -> packet.type() == EnginePacketType.MESSAGE)
                .map(packet -> packet.isBinary() ? "bytes" : packet.text().replace('"', '\''))
                .toList();
    }

    /** How many answers have left on the thread that has made them, if its transport can do that. */
    int answersAtOnce() {
        return transport.answers();
    }

    private List<String> starting(String head) {
        return messages().stream()
                .filter(message -> message.startsWith(head))
                .map(message -> message.substring(head.length()))
                .toList();
    }

    private static String packet(String event, String... arguments) {
        return "['" + event + "'" + (arguments.length == 0 ? "" : "," + String.join(",", arguments)) + "]";
    }

    static JsonObject object(String json) {
        return JSON.createReader(new StringReader(json.replace('\'', '"'))).readObject();
    }

    private static JsonArray array(String json) {
        return JSON.createReader(new StringReader(json.replace('\'', '"'))).readArray();
    }

    boolean isGone() {
        return !session.isOpen();
    }

    void vanishes() {
        transport.lose(CloseReason.TRANSPORT_CLOSE);
    }
}
