package dev.parley.socketio.codec;

import static dev.parley.socketio.codec.SocketPacket.NO_ID;

import dev.parley.engine.codec.EnginePacket;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes a packet as the Engine.IO messages that carry it (protocol, section "Packet encoding"): one text message, and
 * one binary message for each attachment. Stateless; the result is immutable and may be sent to any number of sessions.
 */
public final class PacketEncoder {

    private static final char CONNECT = '0';
    private static final char DISCONNECT = '1';
    private static final char EVENT = '2';
    private static final char ACK = '3';
    private static final char CONNECT_ERROR = '4';
    private static final char BINARY_EVENT = '5';
    private static final char BINARY_ACK = '6';
    private static final String MAIN_NAMESPACE = "/";

    private PacketEncoder() {}

    /** The messages of a packet, in the order in which they must be sent. */
    public static List<EnginePacket> encode(SocketPacket packet) {
        if (packet instanceof SocketPacket.Event event) {
            return encodeData(EVENT, BINARY_EVENT, event.namespace(), event.id(), event.data());
        }
        if (packet instanceof SocketPacket.Ack ack) {
            return encodeData(ACK, BINARY_ACK, ack.namespace(), ack.id(), ack.data());
        }
        if (packet instanceof SocketPacket.Connect connect) {
            return List.of(text(CONNECT, -1, connect.namespace(), NO_ID, connect.data()));
        }
        if (packet instanceof SocketPacket.ConnectError error) {
            return List.of(text(CONNECT_ERROR, -1, error.namespace(), NO_ID, error.data()));
        }
        return List.of(text(DISCONNECT, -1, packet.namespace(), NO_ID, null));
    }

    private static List<EnginePacket> encodeData(char type, char binaryType, String nsp, long id, JsonValue data) {
        if (!Attachments.presentIn(data)) {
            return List.of(text(type, -1, nsp, id, data));
        }
        List<byte[]> attachments = new ArrayList<>();
        JsonValue withPlaceholders = Attachments.takeOut(data, attachments);
        List<EnginePacket> packets = new ArrayList<>(1 + attachments.size());
        packets.add(text(binaryType, attachments.size(), nsp, id, withPlaceholders));
        attachments.forEach(bytes -> packets.add(EnginePacket.message(bytes)));
        return List.copyOf(packets);
    }

    private static EnginePacket text(char type, int attachments, String namespace, long id, JsonValue data) {
        StringBuilder text = new StringBuilder(128).append(type);
        if (attachments >= 0) {
            text.append(attachments).append('-');
        }
        if (!namespace.equals(MAIN_NAMESPACE)) {
            text.append(namespace).append(',');
        }
        if (id != NO_ID) {
            text.append(id);
        }
        if (data != null) {
            text.append(JsonText.of(data));
        }
        return EnginePacket.message(text.toString());
    }
}
