package dev.parley.socketio.recovery;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.socketio.adapter.Member;
import jakarta.json.JsonObject;

/** A socket that may be recovered. Thread-safe; no method blocks. */
public interface RecoverableMember extends Member {

    /** The session that keeps what this socket is; null if its client takes no offsets. */
    RecoverySession recovery();

    /** What the application keeps for the next socket of the client, as far as other nodes understand it. */
    JsonObject lasting();

    /** The client is on another node, or its session is lost: the connection ends as one that is broken. */
    void abandon();

    /** Sends an event: with its offset if the client takes offsets, {@linkplain EnginePacket once encoded}. */
    void deliver(OutgoingEvent event, boolean droppable);
}
