package dev.parley.bench;

import dev.parley.bench.server.Jvm;
import dev.parley.bench.server.NettySocketIo;
import dev.parley.bench.server.NodeSocketIo;
import dev.parley.bench.server.OpenLiberty;
import dev.parley.bench.server.PayaraMicro;
import dev.parley.bench.server.Peer;
import dev.parley.bench.server.WildFly;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
                Boolean.parseBoolean(property("bench.append")),
                path("bench.directory"),
                path("bench.war"));
    }

    private static Peer peer(String name) {
        List<String> jvm = Jvm.options(property("bench.jvm"));
        return switch (name) {
            case "payara" ->
                new PayaraMicro(
                        path("bench.payara.jar"),
                        property("bench.payara.version"),
                        path("bench.config").resolve("payara-micro/loopback.txt"),
                        jvm);
            case "wildfly" ->
                new WildFly(path("bench.wildfly.home"), path("bench.config").resolve("wildfly/parley.yml"), jvm);
            case "liberty" -> new OpenLiberty(path("bench.liberty.home"), jvm);
            case "node" -> new NodeSocketIo(path("bench.node"));
            case "netty" -> new NettySocketIo(property("bench.netty.version"), jvm);
            default -> throw new IllegalArgumentException("bench.peers: there is no peer " + name);
        };
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
