package dev.parley.bench;

import dev.parley.bench.greeting.GreetingEndpoint;
import dev.parley.bench.load.Measurement;
import dev.parley.bench.server.Peer;
import dev.parley.bench.server.ServerProcess;
import dev.parley.bench.server.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A peer's turn in a round: it is started, gets all workloads one after the other, and is stopped. Containers are then
 * started once more with an application that does nothing, if there are idle connections to compare.
 */
final class Turn {

    private static final String SOCKET_IO = "/socket.io/?EIO=4&transport=websocket";

    private final Options options;
    private final Identities identities;
    private final Peer peer;
    private final int round;
    private final Path directory;
    private final Consumer<Result> results;

    Turn(Options options, Identities identities, Peer peer, int round, Consumer<Result> results) {
        this.options = options;
        this.identities = identities;
        this.peer = peer;
        this.round = round;
        this.results = results;
        directory = options.directory().resolve("run").resolve(peer.name() + "-" + round);
    }

    void run() throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(peer, site("product", options.war()), SOCKET_IO)) {
            for (Workload workload : options.workloads()) {
                for (Measurement measurement : run(workload, server)) {
                    results.accept(new Result(peer.name(), workload, round, measurement));
                }
            }
        }
        if (peer.isContainer() && options.workloads().contains(Workload.D)) {
            runPlain();
        }
    }

    private List<Measurement> run(Workload workload, ServerProcess server) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(workload.arguments(options.phases()));
        arguments.add("target=" + SOCKET_IO);
        Map<String, Memory> memory = new HashMap<>();
        List<Measurement> measurements = generate(arguments, server, memory);
        return switch (workload) {
            case D ->
                measurements.stream()
                        .map(measurement -> perClient(measurement, memory, workload.clients()))
                        .toList();
            case FAULTS ->
                measurements.stream()
                        .map(measurement -> withLive(measurement, memory))
                        .toList();
            default -> measurements;
        };
    }

    /** What an idle WebSocket costs in the container, without Parley. */
    private void runPlain() throws IOException, InterruptedException {
        Path war = GreetingWar.write(options.directory().resolve("greeting.war"));
        try (ServerProcess server = ServerProcess.start(peer, site("greeting", war), GreetingEndpoint.PATH)) {
            Map<String, Memory> memory = new HashMap<>();
            List<String> arguments = List.of(
                    "load=idle",
                    "transport=plain",
                    "clients=" + Workload.D.clients(),
                    "target=" + GreetingEndpoint.PATH);
            for (Measurement measurement : generate(arguments, server, memory)) {
                Measurement plain = new Measurement("plain", measurement.figures());
                results.accept(
                        new Result(peer.name(), Workload.D, round, perClient(plain, memory, Workload.D.clients())));
            }
        }
    }

    private Site site(String name, Path war) throws IOException {
        return new Site(
                Files.createDirectories(directory.resolve(name)),
                ServerProcess.freePort(),
                war,
                identities.publicKey(),
                Identities.ISSUER);
    }

    private List<Measurement> generate(List<String> workload, ServerProcess server, Map<String, Memory> memory)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(workload);
        arguments.addAll(List.of(
                "port=" + server.port(),
                "pid=" + server.pid(),
                "tokens=" + identities.tokens(),
                "warmup=" + options.warmUp(),
                "seconds=" + options.seconds()));
        return GeneratorProcess.run(
                arguments,
                directory.resolve("generator.log"),
                moment -> memory.put(moment, new Memory(peer.memory().bytes(server), server.residentBytes())));
    }

    private static Measurement perClient(Measurement measurement, Map<String, Memory> memory, int clients) {
        Memory empty = memory.get("empty");
        Memory full = memory.get("full");
        return measurement
                .with("live_bytes_per_connection", (full.live() - empty.live()) / clients)
                .with("resident_bytes_per_connection", (full.resident() - empty.resident()) / clients);
    }

    private static Measurement withLive(Measurement measurement, Map<String, Memory> memory) {
        Memory seen = memory.get(measurement.phase().startsWith("stall") ? "after" : "before");
        return seen == null ? measurement : measurement.with("live_mb", seen.live() / (1024 * 1024));
    }

    /** Of a server, in bytes. */
    private record Memory(double live, double resident) {}
}
