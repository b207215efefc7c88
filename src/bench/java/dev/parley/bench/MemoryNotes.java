package dev.parley.bench;

import dev.parley.bench.load.Measurement;
import dev.parley.bench.server.Peer;
import dev.parley.bench.server.ServerProcess;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Takes note of the servers' memory whenever the generator holds, and adds what it knows to the measurements. */
final class MemoryNotes {

    private static final double MEGABYTE = 1024 * 1024;

    private final Peer peer;
    private final Servers servers;
    private final Map<String, Memory> notes = new HashMap<>();

    MemoryNotes(Peer peer, Servers servers) {
        this.peer = peer;
        this.servers = servers;
    }

    void take(String moment) throws IOException, InterruptedException {
        double live = 0;
        double resident = 0;
        for (ServerProcess node : servers.nodes()) {
            live += peer.memory().bytes(node);
            resident += node.residentBytes();
        }
        notes.put(moment, new Memory(live, resident));
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

    /** Of all nodes together, in bytes. */
    private record Memory(double live, double resident) {}
}
