package dev.parley.adminui;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineSession;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.EnginePacketType;
import java.util.List;

/** A client in one namespace. Packets are written with apostrophes where the wire has quotation marks. */
final class WireClient {

    private static final String SID = "{'sid':'";

    private final EngineSession session;
    private final RecordingTransport transport;
    private String head = "";
    private int read;

    WireClient(EngineSession session, RecordingTransport transport) {
        this.session = session;
        this.transport = transport;
    }

    WireClient joins(String namespace, String auth) {
        head = namespace.equals("/") ? "" : namespace + ",";
        transport.receive(EnginePacket.message(("0" + head + auth).replace('\'', '"')));
        return this;
    }

    /** The id of its socket. */
    String sid() {
        String begin = "0" + head + SID;
        return messages().stream()
                .filter(message -> message.startsWith(begin))
                .map(answer -> answer.substring(begin.length(), answer.length() - 2))
                .findFirst()
                .orElseThrow();
    }

    EngineSession session() {
        return session;
    }

    /** Sends an event: its name and arguments. */
    WireClient says(String data) {
        transport.receive(EnginePacket.message(("2" + head + "[" + data + "]").replace('\'', '"')));
        return this;
    }

    /** The events that came since the last call, without their brackets. */
    List<String> heard() {
        String begin = "2" + head + "[";
        return news().stream()
                .filter(message -> message.startsWith(begin))
                .map(message -> message.substring(begin.length(), message.length() - 1))
                .toList();
    }

    /** The events of these names that came since the last call. */
    List<String> heard(String name) {
        return heard().stream()
                .filter(event -> event.startsWith("'" + name + "'"))
                .toList();
    }

    /** The messages that came since the last call, without the answer to CONNECT. */
    List<String> news() {
        List<String> all = messages();
        List<String> news = all.subList(read, all.size());
        read = all.size();
        return news.stream().filter(message -> !message.contains(SID)).toList();
    }

    private List<String> messages() {
        return transport.sent().stream()
                .filter(packet -> packet.type() == EnginePacketType.MESSAGE && !packet.isBinary())
                .map(packet -> packet.text().replace('"', '\''))
                .toList();
    }

    void vanishes() {
        transport.lose(CloseReason.TRANSPORT_CLOSE);
    }
}
