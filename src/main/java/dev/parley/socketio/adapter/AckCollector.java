package dev.parley.socketio.adapter;

import jakarta.json.JsonArray;

/**
 * Is told of the acknowledgements of one event, or of their absence, by any thread and in any order. One of the threads
 * is that of the timers, so it must be short and must not block.
 */
public interface AckCollector {

    /** One of them came. */
    void acknowledged(JsonArray arguments);

    /** One of them will not come: its time is over, or its socket is gone. */
    void missed();
}
