package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineSession;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.EnginePacketType;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The client's side of one session: says Socket.IO packets and hears those of the server.
 *
 * <p>To be readable, packets are written here with apostrophes where the wire has quotation marks, and bytes as {@code
 * 0x0102}. The Engine.IO packet around them is left out.
 */
final class TestClient {

    private final EngineSession session;
    private final RecordingTransport transport;
    private final Map<String, String> sids = new HashMap<>();
    private int read;

    TestClient(EngineSession session, RecordingTransport transport) {
        this.session = session;
        this.transport = transport;
    }

    /** Sends text messages. */
    TestClient says(String... packets) {
        for (String packet : packets) {
            saysExactly(packet.replace('\'', '"'));
        }
        return this;
    }

    /** Sends one text message as it is. */
    TestClient saysExactly(String packet) {
        transport.receive(EnginePacket.message(packet));
        return this;
    }

    /** Sends a binary message. */
    TestClient attaches(int... bytes) {
        byte[] binary = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            binary[i] = (byte) bytes[i];
        }
        transport.receive(EnginePacket.message(binary));
        return this;
    }

    /** Joins a namespace and remembers its socket id. */
    TestClient join(String namespace) {
        String head = namespace.equals("/") ? "0" : "0" + namespace + ",";
        says(head);
        return joined(namespace);
    }

    /** Hears that it has joined a namespace, and remembers its socket id. */
    TestClient joined(String namespace) {
        String head = namespace.equals("/") ? "0" : "0" + namespace + ",";
        String answer = heard().get(0);
        assertThat(answer).startsWith(head + "{'sid':'").endsWith("'}");
        sids.put(namespace, answer.substring(head.length() + 8, answer.length() - 2));
        return this;
    }

    /** The socket id in a namespace that it has joined by {@link #join}. */
    String sid(String namespace) {
        return sids.get(namespace);
    }

    /** The socket id in the main namespace. */
    String sid() {
        return sid("/");
    }

    /** The messages that came since the last call, text and bytes. */
    List<String> heard() {
        return heardPackets().stream().map(TestClient::readable).toList();
    }

    /** The messages that came since the last call, as the very instances that were sent. */
    List<EnginePacket> heardPackets() {
        List<EnginePacket> sent = transport.sent();
        List<EnginePacket> news = sent.subList(read, sent.size());
        read = sent.size();
        return news.stream()
                .filter(packet -> packet.type() == EnginePacketType.MESSAGE)
                .toList();
    }

    private static String readable(EnginePacket packet) {
        return packet.isBinary()
                ? "0x" + HexFormat.of().formatHex(packet.binary())
                : packet.text().replace('"', '\'');
    }

    /** The connection is lost. */
    void vanishes() {
        transport.lose(CloseReason.TRANSPORT_CLOSE);
    }

    /** Whether the server has ended the session, the transport included. */
    boolean isGone() {
        return !session.isOpen() && transport.isOver();
    }

    EngineSession session() {
        return session;
    }

    RecordingTransport transport() {
        return transport;
    }
}
