package dev.parley.redis.messaging;

import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import dev.parley.socketio.adapter.BroadcastOptions;
import java.util.Arrays;

/** Any bytes as an event from another node: refused, or one that arrives as it is when it is sent on. */
public final class BroadcastCodecTarget {

    private static final BroadcastCodec CODEC = new BroadcastCodec("node-1");

    private BroadcastCodecTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        byte[] message = new Input(bytes).bytes();
        Cost.bounded(message.length, () -> check(message));
    }

    /** Whether it may be kept: what is none of these other servers stumble over. */
    public static boolean isKept(byte[] bytes) {
        return decoded(bytes) != null;
    }

    private static void check(byte[] message) {
        BroadcastCodec.Broadcast decoded = decoded(message);
        if (decoded == null) {
            return;
        }
        byte[] encoded = CODEC.encode(decoded.packet(), decoded.options());
        BroadcastCodec.Broadcast again = decoded(encoded);
        if (again == null || !CODEC.isOwn(encoded)) {
            throw new AssertionError("our own event is refused, or not known as ours");
        }
        BroadcastOptions options = again.options();
        if (!options.equals(decoded.options())
                || !again.packet().namespace().equals(decoded.packet().namespace())
                || !Arrays.equals(CODEC.encode(again.packet(), options), encoded)) {
            throw new AssertionError("it changes when it is sent on");
        }
    }

    private static BroadcastCodec.Broadcast decoded(byte[] message) {
        try {
            return CODEC.decode(message).content();
        } catch (MalformedMessageException e) {
            return null;
        }
    }
}
