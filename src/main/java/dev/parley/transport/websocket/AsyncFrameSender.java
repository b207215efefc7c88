package dev.parley.transport.websocket;

import dev.parley.engine.codec.EnginePacket;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Sends through {@link RemoteEndpoint.Async} with a handler, one frame at a time: the one call of the standard that blocks
 * in no container when the client does not read, and so the safe choice for a container that we do not know.
 */
final class AsyncFrameSender implements FrameSender {

    private final RemoteEndpoint.Async remote;

    AsyncFrameSender(Session session) {
        this.remote = session.getAsyncRemote();
    }

    @Override
    public int batchBytes() {
        return 0;
    }

    @Override
    public void send(List<EnginePacket> packets, Completion completion) {
        SendResults results = new SendResults(packets.size(), completion);
        try {
            for (EnginePacket packet : packets) {
                send(remote, packet, results);
            }
        } catch (RuntimeException | Error e) {
            // The session is closed, or will be in a moment; some containers throw and tell the handler, too. An error
            // (Tyrus throws one for text that it cannot encode) must not get to whoever was sending to many.
            results.fail(e);
        }
    }

    static void send(RemoteEndpoint.Async remote, EnginePacket packet, SendResults results) {
        if (packet.isBinary()) {
            remote.sendBinary(ByteBuffer.wrap(packet.binary()), results);
        } else {
            remote.sendText(packet.frame(), results);
        }
    }
}
