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
import java.util.List;

/**
 * A peer's turn in a round: it is started, gets all workloads one after the other, and is stopped. Containers are then
 * started once more with an application that does nothing, if there are idle connections to compare. What fails is noted
 * and does not keep the rest from being measured.
 */
final class Turn {

    private static final String SOCKET_IO = "/socket.io/?EIO=4&transport=websocket";

    private final Options options;
    private final Identities identities;
    private final Peer peer;
    private final int round;
    private final Outcome outcome;
    private final Path directory;

    Turn(Options options, Identities identities, Peer peer, int round, Outcome outcome) {
        this.options = options;
        this.identities = identities;
        this.peer = peer;
        this.round = round;
        this.outcome = outcome;
        directory = options.directory().resolve("run").resolve(peer.name() + "-" + round);
    }

    void run() throws InterruptedException {
        try (ServerProcess server = ServerProcess.start(peer, site("product", options.war()), SOCKET_IO)) {
            int heat = options.heat();
            for (Workload workload : options.workloads()) {
                List<String> arguments = new ArrayList<>(workload.arguments(options.phases(), heat));
                heat = 0;
                arguments.add("target=" + SOCKET_IO);
                measure(workload, arguments, server);
            }
        } catch (IOException e) {
            outcome.failed(peer.name(), "start", round, e);
        }
        if (peer.isContainer() && options.workloads().contains(Workload.D)) {
            runGreeting();
        }
    }

    /** What an idle WebSocket costs in the container, without Parley. */
    private void runGreeting() throws InterruptedException {
        try {
            Path war = GreetingWar.write(options.directory().resolve("greeting.war"));
            try (ServerProcess server = ServerProcess.start(peer, site("greeting", war), GreetingEndpoint.PATH)) {
                List<String> arguments = List.of(
                        "load=idle",
                        "transport=plain",
                        "clients=" + Workload.D.clients(),
                        "target=" + GreetingEndpoint.PATH);
                measure(Workload.D, arguments, server);
            }
        } catch (IOException e) {
            outcome.failed(peer.name(), "start without Parley", round, e);
        }
    }

    private void measure(Workload workload, List<String> arguments, ServerProcess server) throws InterruptedException {
        MemoryNotes memory = new MemoryNotes(peer, server);
        List<Measurement> measurements = new ArrayList<>();
        try {
            List<String> all = new ArrayList<>(arguments);
            all.addAll(List.of(
                    "port=" + server.port(),
                    "pid=" + server.pid(),
                    "tokens=" + identities.tokens(),
                    "bytes=" + options.bytes(),
                    "warmup=" + options.warmUp(),
                    "seconds=" + options.seconds()));
            Path log = directory.resolve("generator-" + workload.id() + ".log");
            GeneratorProcess.run(all, log, memory::take, measurements::add);
        } catch (IOException e) {
            outcome.failed(peer.name(), workload.id(), round, e);
        }
        for (Measurement measurement : measurements) {
            outcome.measured(new Result(peer.name(), workload, round, memory.addTo(measurement)));
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
}
