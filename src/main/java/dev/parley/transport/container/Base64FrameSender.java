package dev.parley.transport.container;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.transport.ClientConnection;
import java.util.List;
import java.util.Optional;

/**
 * Sends binary packets as text through another sender, for a client that has asked for this ({@code b64} in its URL).
 */
final class Base64FrameSender implements FrameSender {

    private final FrameSender sender;

    Base64FrameSender(FrameSender sender) {
        this.sender = sender;
    }

    @Override
    public int batchBytes() {
        return sender.batchBytes();
    }

    @Override
    public void send(List<EnginePacket> packets, Completion completion) {
        sender.send(packets.stream().map(EnginePacket::withoutBytes).toList(), completion);
    }

    @Override
    public boolean mayWriteHere() {
        return sender.mayWriteHere();
    }

    @Override
    public long unsent() {
        return sender.unsent();
    }

    @Override
    public void opened() {
        sender.opened();
    }

    @Override
    public Optional<ClientConnection> connection() {
        return sender.connection();
    }
}
