package dev.parley.engine;

import dev.parley.engine.codec.EnginePacket;

/** Is told what comes in on a {@link Transport}. Calls may come from any thread and may wait for their turn. */
public interface TransportListener {

    /**
     * A packet came.
     *
     * @return whether more of them are welcome; false once the session has ended
     */
    boolean onPacket(EnginePacket packet);

    /** The transport is of no more use: what came was no packet, or it was closed or lost. The first call counts. */
    void onClosed(CloseReason reason);
}
