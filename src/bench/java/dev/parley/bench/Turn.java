package dev.parley.bench;

import dev.parley.bench.greeting.GreetingEndpoint;
import dev.parley.bench.load.Measurement;
import dev.parley.bench.server.Peer;
import dev.parley.bench.server.RedisProcess;
import dev.parley.bench.server.ServerProcess;
import dev.parley.bench.server.Site;
import dev.parley.it.server.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A peer's turn in a round: it is started, gets all workloads for one server one after the other, and is stopped.
 * Containers are then started once more with an application that does nothing, if there are idle connections to compare;
 * and two servers of those peers that can be a cluster, if there are workloads for it. What fails is noted and does not
 * keep the rest from being measured.
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
        List<Workload> ofOne = workloads(1);
        // Only the containers need another application for own events.
        List<Workload> ofProduct = ofOne.stream()
                .filter(workload -> !peer.isContainer() || !workload.isOfOwnEvents())
                .toList();
        if (!ofProduct.isEmpty()) {
            runAlone(ofProduct, "product", options.war());
        }
        List<Workload> ofOrders =
                ofOne.stream().filter(workload -> !ofProduct.contains(workload)).toList();
        if (!ofOrders.isEmpty()) {
            runOrders(ofOrders);
        }
        if (peer.isContainer() && ofOne.contains(Workload.D)) {
            runGreeting();
        }
        List<Workload> ofTwo = workloads(2);
        if (peer.isClusterable() && !ofTwo.isEmpty()) {
            runPair(ofTwo);
        }
    }

    private List<Workload> workloads(int nodes) {
        return options.workloads().stream()
                .filter(workload -> workload.nodes() == nodes)
                .toList();
    }

    private void runOrders(List<Workload> workloads) throws InterruptedException {
        try {
            runAlone(
                    workloads,
                    "orders",
                    OrderWar.write(options.war(), options.directory().resolve("orders.war")));
        } catch (IOException e) {
            outcome.failed(peer.name(), "start with own events", round, e);
        }
    }

    private void runAlone(List<Workload> workloads, String name, Path war) throws InterruptedException {
        try (ServerProcess server = ServerProcess.start(peer, site(name, war, Optional.empty()), SOCKET_IO)) {
            measureAll(workloads, Servers.alone(server));
        } catch (IOException e) {
            outcome.failed(peer.name(), "start", round, e);
        }
    }

    private void runPair(List<Workload> workloads) throws InterruptedException {
        try (RedisProcess redis = RedisProcess.start(
                        Files.createDirectories(directory.resolve("redis")), needsRedisOfTheMachine());
                ServerProcess first = start("node-1", Optional.of(redis.url()));
                ServerProcess second = start("node-2", Optional.of(redis.url()))) {
            measureAll(workloads, new Servers(List.of(first, second), Optional.of(redis)));
        } catch (IOException e) {
            outcome.failed(peer.name(), "start of two nodes", round, e);
        }
    }

    private ServerProcess start(String name, Optional<String> redis) throws IOException, InterruptedException {
        return ServerProcess.start(peer, site(name, options.war(), redis), SOCKET_IO);
    }

    private void measureAll(List<Workload> workloads, Servers servers) throws InterruptedException {
        int heat = options.heat();
        for (Workload workload : workloads) {
            List<String> arguments = new ArrayList<>(workload.arguments(options.phases(), heat));
            heat = 0;
            arguments.add("target=" + SOCKET_IO);
            measure(workload, arguments, servers);
        }
    }

    /** What an idle WebSocket costs in the container, without Parley. */
    private void runGreeting() throws InterruptedException {
        try {
            Path war = GreetingWar.write(options.directory().resolve("greeting.war"));
            Site site = site("greeting", war, Optional.empty());
            try (ServerProcess server = ServerProcess.start(peer, site, GreetingEndpoint.PATH)) {
                List<String> arguments = List.of(
                        "load=idle",
                        "transport=plain",
                        "clients=" + Workload.D.clients(),
                        "target=" + GreetingEndpoint.PATH);
                measure(Workload.D, arguments, Servers.alone(server));
            }
        } catch (IOException e) {
            outcome.failed(peer.name(), "start without Parley", round, e);
        }
    }

    private void measure(Workload workload, List<String> arguments, Servers servers) throws InterruptedException {
        MemoryNotes memory = new MemoryNotes(peer, servers);
        List<Measurement> measurements = new ArrayList<>();
        try {
            List<String> all = new ArrayList<>(arguments);
            all.addAll(servers.arguments());
            all.addAll(List.of(
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

    private Site site(String name, Path war, Optional<String> redis) throws IOException {
        return new Site(
                Files.createDirectories(directory.resolve(name)),
                FreePort.find(),
                war,
                identities.publicKey(),
                Identities.ISSUER,
                redis,
                options.adapter());
    }

    /** The other one has no sharded publish and subscribe. */
    private boolean needsRedisOfTheMachine() {
        return options.adapter().equals("sharded");
    }
}
