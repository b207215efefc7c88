package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineSession;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.TestEngine;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.EnginePacketType;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/**
 * A client that does what stock clients do from 4.6 on: it keeps its secret, takes the last string of an event for an
 * offset, and shows both when it comes back. It reads only as far as the test says; what it has not read when its
 * connection breaks is lost.
 */
final class ReturningClient {

    private TestServer server;
    private final String user;
    private final List<String> events = new ArrayList<>();
    private RecordingTransport transport;
    private EngineSession session;
    private int read;
    private String pid;
    private String offset;
    private String sid;
    private boolean recovered;
    private String error;

    ReturningClient(TestServer server, String user) {
        this.server = server;
        this.user = user;
    }

    /** Opens a connection and connects to the main namespace, and reads what comes. */
    ReturningClient connects() {
        asks();
        return reads();
    }

    /** Opens a connection and asks to connect, and reads nothing. */
    ReturningClient asks() {
        return asks(RecordingTransport.webSocket());
    }

    /** Asks to connect by polling, with one poll under way for the answer. */
    ReturningClient asksByPolling() {
        RecordingTransport polling = RecordingTransport.polling();
        polling.poll();
        asks(polling);
        return this;
    }

    private ReturningClient asks(RecordingTransport newTransport) {
        transport = newTransport;
        session = server.engine().open(TestEngine.handshake(), transport);
        read = 0;
        JsonObjectBuilder auth = JSON.createObjectBuilder().add("user", user);
        if (pid != null) {
            auth.add("pid", pid);
        }
        if (pid != null && offset != null) {
            auth.add("offset", offset);
        }
        transport.poll();
        transport.receive(EnginePacket.message("0" + auth.build()));
        return this;
    }

    /** Reads all that has come. */
    ReturningClient reads() {
        return reads(Integer.MAX_VALUE);
    }

    /** Reads so many packets at most. */
    ReturningClient reads(int packets) {
        List<EnginePacket> sent = transport.sent();
        int end = (int) Math.min(sent.size(), (long) read + packets);
        while (read < end) {
            EnginePacket packet = sent.get(read++);
            if (packet.type() == EnginePacketType.MESSAGE) {
                read(packet.text());
            }
        }
        return this;
    }

    private void read(String text) {
        char type = text.charAt(0);
        if (type == '0') {
            JsonObject names = object(text.substring(1));
            sid = names.getString("sid");
            String before = pid;
            pid = names.getString("pid", null);
            recovered = pid != null && pid.equals(before);
        } else if (type == '2') {
            JsonArray data =
                    JSON.createReader(new StringReader(text.substring(1))).readArray();
            JsonValue last = data.get(data.size() - 1);
            events.add(data.getString(0) + (data.size() > 1 ? data.get(1) : ""));
            if (last instanceof JsonString shown) {
                offset = shown.getString();
            }
        } else if (type == '4') {
            error = object(text.substring(1)).getString("message");
        }
    }

    private static JsonObject object(String text) {
        return JSON.createReader(new StringReader(text)).readObject();
    }

    /** Answers a ping. */
    ReturningClient pongs() {
        transport.receive(EnginePacket.PONG);
        return this;
    }

    /** It will come back to another node. */
    ReturningClient goesTo(TestServer other) {
        server = other;
        return this;
    }

    /** The connection breaks. */
    ReturningClient breaks() {
        transport.lose(CloseReason.TRANSPORT_ERROR);
        return this;
    }

    /** Sends a packet, with apostrophes for quotation marks. */
    ReturningClient says(String packet) {
        transport.receive(EnginePacket.message(packet.replace('\'', '"')));
        return this;
    }

    /** The names of the events that it has read, each followed by its first argument. */
    List<String> events() {
        return events;
    }

    ReturningClient shows(String otherPid, String otherOffset) {
        pid = otherPid;
        offset = otherOffset;
        return this;
    }

    Socket socket() {
        return server.main().socket(sid).orElseThrow();
    }

    String sid() {
        return sid;
    }

    String pid() {
        return pid;
    }

    String offset() {
        return offset;
    }

    String error() {
        return error;
    }

    boolean isRecovered() {
        return recovered;
    }

    EngineSession session() {
        return session;
    }

    RecordingTransport transport() {
        return transport;
    }
}
