package dev.parley.socketio.recovery;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.socketio.adapter.Member;

/** A socket that may be recovered. Thread-safe; no method blocks. */
public interface RecoverableMember extends Member {

    /** The session that keeps what this socket is; null if its client takes no offsets. */
    RecoverySession recovery();

    /** Sends an event: with its offset if the client takes offsets, {@linkplain EnginePacket once encoded}. */
    void deliver(OutgoingEvent event, boolean droppable);
}
