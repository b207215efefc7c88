package dev.parley.redis.messaging;

import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import dev.parley.socketio.adapter.ClusterResponse;
import java.util.Arrays;

/** Any bytes as an answer from another node: refused, or one that is understood when it is given again. */
public final class ResponseCodecTarget {

    private static final ResponseCodec CODEC = new ResponseCodec("node-1");

    private ResponseCodecTarget() {}

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
        ClusterResponse decoded = decoded(message);
        if (decoded == null) {
            return;
        }
        byte[] encoded = CODEC.encode(decoded);
        ClusterResponse again = decoded(encoded);
        boolean same = again != null && again.getClass() == decoded.getClass();
        if (!same || !Arrays.equals(CODEC.encode(again), encoded)) {
            throw new AssertionError("it changes when it is given again");
        }
    }

    private static ClusterResponse decoded(byte[] message) {
        try {
            return CODEC.decode(message).content();
        } catch (MalformedMessageException e) {
            return null;
        }
    }
}
