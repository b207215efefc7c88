package dev.parley.bench;

import dev.parley.bench.server.RedisProcess;
import dev.parley.bench.server.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a load is put on. Does not end them.
 *
 * @param nodes one server alone, or those of a cluster
 * @param redis by which the nodes meet, if they are several
 */
record Servers(List<ServerProcess> nodes, Optional<RedisProcess> redis) {

    static Servers alone(ServerProcess server) {
        return new Servers(List.of(server), Optional.empty());
    }

    /** The arguments of the generator that tell where they are. */
    List<String> arguments() throws IOException {
        List<String> pids = new ArrayList<>();
        for (ServerProcess node : nodes) {
            pids.add(Long.toString(node.pid()));
        }
        List<String> arguments = new ArrayList<>();
        arguments.add("ports="
                + nodes.stream().map(node -> Integer.toString(node.port())).collect(Collectors.joining(",")));
        arguments.add("pids=" + String.join(",", pids));
        redis.ifPresent(process -> arguments.add("redis=" + process.pid()));
        return arguments;
    }
}
