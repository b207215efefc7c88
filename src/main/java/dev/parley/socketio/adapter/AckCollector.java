package dev.parley.socketio.adapter;

import jakarta.json.JsonArray;

/**
 * Receives the acknowledgements of one event, and is told which of them will not arrive. Called by any thread and in
 * any order. One of these threads is that of the timers, so an implementation must be fast and must not block.
 */
public interface AckCollector {

    /** An acknowledgement has arrived. */
    void acknowledged(JsonArray arguments);

    /** An acknowledgement will not arrive: its time-out has expired, or its socket is gone. */
    void missed();
}
