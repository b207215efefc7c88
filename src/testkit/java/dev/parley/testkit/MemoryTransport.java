package dev.parley.testkit;

import dev.parley.engine.CloseReason;
import dev.parley.engine.OutboundQueue;
import dev.parley.engine.Transport;
import dev.parley.engine.TransportListener;
import dev.parley.engine.TransportName;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.EnginePacketType;
import java.util.function.Consumer;

/** A transport without a network, which passes each message on at once. */
final class MemoryTransport implements Transport {

    private final Consumer<EnginePacket> client;
    private OutboundQueue queue;
    private TransportListener listener;
    private boolean over;

    /** Takes the client, which gets the messages that are for it. */
    MemoryTransport(Consumer<EnginePacket> client) {
        this.client = client;
    }

    /** A message of the client. */
    void receive(EnginePacket packet) {
        listener.onPacket(packet);
    }

    /** The client is gone. */
    void end() {
        over = true;
        listener.onClosed(CloseReason.TRANSPORT_CLOSE);
    }

    @Override
    public TransportName name() {
        return TransportName.WEBSOCKET;
    }

    @Override
    public void attach(OutboundQueue to, TransportListener from) {
        queue = to;
        listener = from;
    }

    @Override
    public void flush() {
        for (EnginePacket packet : queue.pollAll()) {
            if (packet.type() == EnginePacketType.MESSAGE) {
                client.accept(packet);
            }
        }
    }

    @Override
    public boolean isWritable() {
        return !over;
    }

    @Override
    public void finish(CloseReason reason, EnginePacket farewell) {
        flush();
        over = true;
        listener.onClosed(reason);
    }

    @Override
    public void terminate(CloseReason reason) {
        over = true;
    }
}
