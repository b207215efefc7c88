package dev.parley.socketio.codec;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.MalformedPacketException;
import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text and attachments (what stands between bytes 0xff, which UTF-8 does not have), as a client sends them: refused, or a
 * packet that means the same when it has been encoded and decoded again.
 */
public final class PacketCodecTarget {

    private static final int SEPARATOR = 0xff;
    private static final int MOST = 13;

    private PacketCodecTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input input = new Input(bytes);
        List<byte[]> parts = input.split(SEPARATOR, MOST);
        Cost.bounded(input.bytes().length, () -> check(parts));
    }

    private static void check(List<byte[]> parts) {
        List<EnginePacket> messages = new ArrayList<>();
        messages.add(EnginePacket.message(new String(parts.get(0), StandardCharsets.UTF_8)));
        parts.subList(1, parts.size()).forEach(part -> messages.add(EnginePacket.message(part)));
        SocketPacket packet = decoded(messages);
        if (packet == null) {
            return;
        }
        List<EnginePacket> encoded = PacketEncoder.encode(packet);
        SocketPacket again = decoded(encoded);
        if (again == null) {
            throw new AssertionError("what was encoded is refused or not whole");
        }
        if (again.getClass() != packet.getClass()
                || !again.namespace().equals(packet.namespace())
                || !texts(PacketEncoder.encode(again)).equals(texts(encoded))) {
            throw new AssertionError("another packet after a round trip");
        }
    }

    private static List<String> texts(List<EnginePacket> messages) {
        return messages.stream().map(message -> message.withoutBytes().frame()).toList();
    }

    /** The packet that the messages are; null if they are none, or one and more. */
    private static SocketPacket decoded(List<EnginePacket> messages) {
        PacketDecoder decoder = new PacketDecoder();
        SocketPacket packet = null;
        long attached = 0;
        try {
            for (EnginePacket message : messages) {
                packet = message.isBinary() ? decoder.decode(message.binary()) : decoder.decode(message.text());
                attached += message.isBinary() ? message.binary().length : 0;
                if (decoder.attachedBytes() != (decoder.isWaiting() ? attached : 0)
                        || decoder.isWaiting() != (packet == null)) {
                    throw new AssertionError("what is held is not what is counted");
                }
            }
        } catch (MalformedPacketException e) {
            return null;
        }
        return packet;
    }
}
