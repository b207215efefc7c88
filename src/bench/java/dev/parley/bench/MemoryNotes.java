package dev.parley.bench;

import dev.parley.bench.load.Measurement;
import dev.parley.bench.server.Peer;
import dev.parley.bench.server.ServerProcess;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Takes note of a server's memory whenever the generator holds, and adds what it knows to the measurements. */
final class MemoryNotes {

    private static final double MEGABYTE = 1024 * 1024;

    private final Peer peer;
    private final ServerProcess server;
    private final Map<String, Memory> notes = new HashMap<>();

    MemoryNotes(Peer peer, ServerProcess server) {
        this.peer = peer;
        this.server = server;
    }

    void take(String moment) throws IOException, InterruptedException {
        notes.put(moment, new Memory(peer.memory().bytes(server), server.residentBytes()));
    }

    /** The measurement, with the memory that belongs to it if there is a note of it. */
    Measurement addTo(Measurement measurement) {
        if (notes.containsKey("full")) {
            return perClient(measurement, notes.get("empty"), notes.get("full"));
        }
        Memory seen = notes.get(measurement.phase().startsWith("stall") ? "after" : "before");
        return seen == null ? measurement : measurement.with("live_mb", seen.live() / MEGABYTE);
    }

    private static Measurement perClient(Measurement measurement, Memory empty, Memory full) {
        double clients = measurement.figure(Measurement.CLIENTS);
        return measurement
                .with(Measurement.LIVE, (full.live() - empty.live()) / clients)
                .with(Measurement.RESIDENT, (full.resident() - empty.resident()) / clients);
    }

    /** Of a server, in bytes. */
    private record Memory(double live, double resident) {}
}
