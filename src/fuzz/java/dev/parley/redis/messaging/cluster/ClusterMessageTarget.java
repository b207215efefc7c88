package dev.parley.redis.messaging.cluster;

import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import dev.parley.redis.messaging.MalformedMessageException;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterListener;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.codec.SocketPacket;
import java.util.Arrays;

/** Any bytes as a message of the wires sharded and streams: refused, passed over, or one that is understood when it is sent again. */
public final class ClusterMessageTarget {

    private static final ClusterMessageReader READER = new ClusterMessageReader("node-2", "/");
    private static final ClusterMessageWriter WRITER = new ClusterMessageWriter("node-1", "/");

    private ClusterMessageTarget() {}

    /** Writes what it hears. */
    private static final class Echo implements ClusterListener {
        private byte[] written;

        @Override
        public void broadcast(String node, SocketPacket.Event packet, BroadcastOptions options) {
            written = WRITER.broadcast(packet, options);
        }

        @Override
        public void request(String node, ClusterRequest request) {
            written = WRITER.request(request);
        }

        @Override
        public void missed() {}

        @Override
        public void response(String node, ClusterResponse response) {
            written = WRITER.response(response);
        }
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        byte[] message = new Input(bytes).bytes();
        Cost.bounded(message.length, () -> check(message));
    }

    /** Whether it may be kept: what is none of these other servers stumble over. */
    public static boolean isKept(byte[] bytes) {
        return sentAgain(bytes) != null;
    }

    private static void check(byte[] message) {
        byte[] once = sentAgain(message);
        if (once != null && !Arrays.equals(sentAgain(once), once)) {
            throw new AssertionError("it changes when it is sent again");
        }
    }

    private static byte[] sentAgain(byte[] message) {
        Echo echo = new Echo();
        try {
            READER.read(message, echo);
        } catch (MalformedMessageException e) {
            return null;
        }
        return echo.written;
    }
}
