package dev.parley.transport.websocket;

import dev.parley.engine.codec.EnginePacket;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.List;

/**
 * Sends through {@link RemoteEndpoint.Async} with the standard's batching: for Undertow, the container of WildFly, which
 * writes all frames of a batch in one gathering write, where other containers ignore the hint.
 *
 * <p>Undertow hands every flush to its I/O thread, so that one of a batch costs as much as one of a frame. Batching is
 * allowed only for the moment in which a batch is handed over, because while it is, Undertow keeps back its own pongs and
 * close frames, too.
 */
final class UndertowFrameSender implements FrameSender {

    private final RemoteEndpoint.Async remote;

    UndertowFrameSender(Session session) {
        this.remote = session.getAsyncRemote();
    }

    @Override
    public int batchBytes() {
        return Batch.BYTES;
    }

    @Override
    public void send(List<EnginePacket> packets, Completion completion) {
        SendResults results = new SendResults(packets.size(), completion);
        try {
            if (packets.size() == 1) {
                AsyncFrameSender.send(remote, packets.get(0), results);
            } else {
                sendTogether(packets, results);
            }
        } catch (IOException | RuntimeException | Error e) {
            results.fail(e);
        }
    }

    private void sendTogether(List<EnginePacket> packets, SendResults results) throws IOException {
        remote.setBatchingAllowed(true);
        try {
            for (EnginePacket packet : packets) {
                AsyncFrameSender.send(remote, packet, results);
            }
        } finally {
            remote.setBatchingAllowed(false);
            remote.flushBatch();
        }
    }
}
