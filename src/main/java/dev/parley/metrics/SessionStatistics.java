package dev.parley.metrics;

import dev.parley.engine.EngineServer;
import dev.parley.engine.EngineSession;
import dev.parley.engine.TransportName;
import java.util.EnumMap;
import java.util.Map;

/**
 * Numbers about the sessions that are open at one moment, computed by iterating over all sessions.
 *
 * @param connections the number of sessions by transport; every transport is included
 * @param queuedBytes the bytes that wait in all send queues together
 * @param largestQueue the bytes in the longest send queue
 * @param measured how many sessions have answered a ping
 * @param roundTripMillis the sum of the last round trips of these sessions, in milliseconds
 */
record SessionStatistics(
        Map<TransportName, Integer> connections,
        long queuedBytes,
        long largestQueue,
        int measured,
        double roundTripMillis) {

    static SessionStatistics of(EngineServer engine) {
        Map<TransportName, Integer> connections = new EnumMap<>(TransportName.class);
        for (TransportName transport : TransportName.values()) {
            connections.put(transport, 0);
        }
        long queued = 0;
        long largest = 0;
        int measured = 0;
        double millis = 0;
        for (EngineSession session : engine.sessions()) {
            if (!session.isOpen()) {
                continue;
            }
            connections.merge(session.transportName(), 1, Integer::sum);
            long bytes = session.queuedBytes();
            queued += bytes;
            largest = Math.max(largest, bytes);
            long roundTrip = session.roundTripNanos();
            if (roundTrip >= 0) {
                measured++;
                millis += roundTrip / 1e6;
            }
        }
        return new SessionStatistics(connections, queued, largest, measured, millis);
    }

    int total() {
        return connections.values().stream().mapToInt(Integer::intValue).sum();
    }
}
