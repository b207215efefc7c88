package dev.parley.engine;

import dev.parley.engine.codec.EnginePacket;

/** Receives the events of a {@link Transport}. Calls may come from any thread and may wait for their turn. */
public interface TransportListener {

    /**
     * A packet has arrived.
     *
     * @return whether the session accepts more packets; false once it has ended
     */
    boolean onPacket(EnginePacket packet);

    /** The limits for the client's input; always the same object. */
    InboundLimits allowance();

    /**
     * The transport cannot be used any more: it received something that is not a packet, or it was closed or lost. Only
     * the first call counts.
     */
    void onClosed(CloseReason reason);
}
