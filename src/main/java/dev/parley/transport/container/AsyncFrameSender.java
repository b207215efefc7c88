package dev.parley.transport.container;

import dev.parley.engine.codec.EnginePacket;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Sends through {@link RemoteEndpoint.Async} with a handler, one frame at a time. This is the only call of the standard
 * API that does not block in any container when the client does not read, so it is the safe choice for an unknown
 * container.
 */
public final class AsyncFrameSender implements FrameSender {

    private final RemoteEndpoint.Async remote;

    public AsyncFrameSender(Session session) {
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
            // The session is closed, or will be in a moment; some containers throw an exception and also call the
            // handler. An error (Tyrus throws one for text that it cannot encode) must not reach a thread that is
            // sending to many clients.
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
