package dev.parley.bench;

import dev.parley.bench.server.ContainerPeer;
import dev.parley.bench.server.Jvm;
import dev.parley.bench.server.NettySocketIo;
import dev.parley.bench.server.NodeSocketIo;
import dev.parley.bench.server.Peer;
import dev.parley.bench.server.ServerVersion;
import dev.parley.it.server.AppServer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What shall be measured, from the system properties {@code bench.*}, all of which the build sets.
 *
 * @param peers in the order in which they take turns
 * @param workloads in the order in which each peer gets them
 * @param rounds how often each peer has its turn
 * @param warmUp seconds of load before each measurement
 * @param seconds of each measurement
 * @param heat seconds of load for each server that has just been started, if its first workload is a broadcast
 * @param bytes of the content of a message
 * @param phases only these of a broadcast; all when empty
 * @param adapter what several nodes say to each other: one of Parley's wires, for all peers
 * @param append whether what the directory has already belongs to the same results: for a run in parts
 * @param directory for results, logs and everything else that is written
 * @param war Parley
 */
record Options(
        List<Peer> peers,
        List<Workload> workloads,
        int rounds,
        double warmUp,
        double seconds,
        int heat,
        int bytes,
        List<String> phases,
        String adapter,
        boolean append,
        Path directory,
        Path war) {

    static Options read() {
        return new Options(
                list("bench.peers").map(Options::peer).toList(),
                list("bench.workloads").map(Workload::of).toList(),
                Integer.parseInt(property("bench.rounds")),
                Double.parseDouble(property("bench.warmup")),
                Double.parseDouble(property("bench.seconds")),
                Integer.parseInt(property("bench.heat")),
                Integer.parseInt(property("bench.bytes")),
                list("bench.phases").toList(),
                property("bench.adapter"),
                Boolean.parseBoolean(property("bench.append")),
                path("bench.directory"),
                path("bench.war"));
    }

    private static Peer peer(String name) {
        return switch (name) {
            case "payara" ->
                container(name, "payara-micro", home -> () -> "Payara Micro " + property("bench.payara.version"));
            case "wildfly" -> container(name, name, ServerVersion::ofWildFly);
            case "liberty" -> container(name, name, ServerVersion::ofLiberty);
            case "node" -> new NodeSocketIo(path("bench.node"));
            case "netty" -> new NettySocketIo(property("bench.netty.version"), jvm());
            default -> throw new IllegalArgumentException("bench.peers: there is no peer " + name);
        };
    }

    /** The installation, or the jar that is one, is {@code bench.<name>.home}. */
    private static Peer container(String name, String server, Function<Path, ServerVersion> version) {
        Path home = path("bench." + name + ".home");
        return new ContainerPeer(name, AppServer.named(server, home), version.apply(home), jvm());
    }

    private static List<String> jvm() {
        return Jvm.options(property("bench.jvm"));
    }

    private static Path path(String name) {
        return Path.of(property(name)).toAbsolutePath();
    }

    private static Stream<String> list(String name) {
        return Arrays.stream(property(name).split(",")).map(String::strip).filter(item -> !item.isEmpty());
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("the system property " + name + " is missing");
        }
        return value;
    }
}
