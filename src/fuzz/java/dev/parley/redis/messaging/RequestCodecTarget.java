package dev.parley.redis.messaging;

import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import dev.parley.socketio.adapter.ClusterRequest;
import java.util.Arrays;

/** Any bytes as a request from another node: refused, or one that is understood when it is asked again. */
public final class RequestCodecTarget {

    private static final RequestCodec CODEC = new RequestCodec("node-1");

    private RequestCodecTarget() {}

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
        ClusterRequest decoded = decoded(message);
        if (decoded == null
                || decoded instanceof ClusterRequest.OfOneSocket
                || decoded instanceof ClusterRequest.ListSockets) {
            // Nobody sends the latter two any more.
            return;
        }
        byte[] encoded = CODEC.encode(decoded);
        ClusterRequest again = decoded(encoded);
        if (again == null || again.getClass() != decoded.getClass() || !Arrays.equals(CODEC.encode(again), encoded)) {
            throw new AssertionError("it changes when it is asked again");
        }
    }

    private static ClusterRequest decoded(byte[] message) {
        try {
            return CODEC.decode(message).content();
        } catch (MalformedMessageException e) {
            return null;
        }
    }
}
