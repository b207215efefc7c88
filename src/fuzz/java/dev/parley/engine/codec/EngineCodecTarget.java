package dev.parley.engine.codec;

import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Any text as a frame, and as the body of a polling request: the body is its packets, one by one, and can be said again. */
public final class EngineCodecTarget {

    private EngineCodecTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        String payload = new Input(bytes).text();
        Cost.bounded(payload.length(), () -> check(payload));
    }

    private static void check(String payload) {
        List<EnginePacket> single = new ArrayList<>();
        boolean good = true;
        for (String frame : payload.split(String.valueOf(EngineCodec.SEPARATOR), -1)) {
            EnginePacket packet = decoded(frame);
            good = good && packet != null;
            if (good) {
                single.add(packet);
            }
        }
        List<EnginePacket> all = new ArrayList<>();
        boolean taken = true;
        try {
            EngineCodec.decodePayload(payload, all::add);
        } catch (MalformedPacketException e) {
            taken = false;
        }
        requireSame(all, single);
        if (taken != good) {
            throw new AssertionError("a payload is judged otherwise than its packets");
        }
        if (good) {
            repeat(all);
        }
    }

    private static EnginePacket decoded(String frame) {
        try {
            EnginePacket packet = EngineCodec.decodeText(frame);
            requireTrueSize(packet);
            return packet;
        } catch (MalformedPacketException e) {
            return null;
        }
    }

    private static void requireTrueSize(EnginePacket packet) {
        String frame = packet.withoutBytes().frame();
        int utf8 = frame.getBytes(StandardCharsets.UTF_8).length;
        if (!packet.isBinary() && packet.size() != utf8 || Utf8.length(frame) != utf8) {
            throw new AssertionError("a size that is not true");
        }
    }

    private static void repeat(List<EnginePacket> packets) {
        List<EnginePacket> again = new ArrayList<>();
        try {
            EngineCodec.decodePayload(EngineCodec.encodePayload(packets), again::add);
        } catch (MalformedPacketException e) {
            throw new AssertionError("what was encoded is refused", e);
        }
        requireSame(again, packets);
    }

    private static void requireSame(List<EnginePacket> some, List<EnginePacket> others) {
        if (some.size() != others.size()) {
            throw new AssertionError(some.size() + " packets and " + others.size());
        }
        for (int i = 0; i < some.size(); i++) {
            EnginePacket one = some.get(i);
            EnginePacket other = others.get(i);
            if (one.type() != other.type()
                    || one.isBinary() != other.isBinary()
                    || !one.withoutBytes().frame().equals(other.withoutBytes().frame())) {
                throw new AssertionError(one + " is not " + other);
            }
        }
    }
}
