package dev.parley.socketio.recovery;

import dev.parley.engine.codec.EnginePacket;
import java.util.List;

/**
 * What a client missed.
 *
 * @param events the events with their offsets, in the order of the log
 * @param upTo the log has been read up to this position: a later event reaches the socket by itself, an earlier one must
 *     not
 */
public record Replay(List<List<EnginePacket>> events, long upTo) {}
