package dev.parley.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the generator is told on its command line, as {@code name=value}.
 *
 * @param load which load: {@code broadcast}, {@code acks}, {@code orders}, {@code idle} or {@code connect}
 * @param ports of the server's nodes on this machine, at least one
 * @param serverPids whose CPU time is the server's
 * @param redisPid whose CPU time is that of Redis, if the nodes have one
 * @param transport {@code websocket}, {@code polling}, or {@code plain} for WebSockets without Socket.IO
 * @param target path and query of handshakes
 * @param tokens one for each client, who may be as many as these
 * @param clients how many
 * @param rooms that the clients are spread over, if the load has rooms
 * @param bytes of the content of a message
 * @param warmUp seconds before a measurement, under the same load
 * @param seconds of a measurement
 * @param phases of a broadcast, see {@link BroadcastLoad}, or of {@link AckLoad}
 */
public record LoadArguments(
        String load,
        List<Integer> ports,
        List<Long> serverPids,
        Optional<Long> redisPid,
        String transport,
        String target,
        List<String> tokens,
        int clients,
        int rooms,
        int bytes,
        double warmUp,
        double seconds,
        List<String> phases) {

    static LoadArguments parse(String[] args) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            values.put(arg.substring(0, equals), arg.substring(equals + 1));
        }
        return new LoadArguments(
                values.get("load"),
                list(values.get("ports"), Integer::valueOf),
                list(values.get("pids"), Long::valueOf),
                Optional.ofNullable(values.get("redis")).map(Long::valueOf),
                values.getOrDefault("transport", "websocket"),
                values.getOrDefault("target", "/socket.io/?EIO=4&transport=websocket"),
                Files.readAllLines(Path.of(values.get("tokens"))),
                Integer.parseInt(values.get("clients")),
                Integer.parseInt(values.getOrDefault("rooms", "1")),
                Integer.parseInt(values.getOrDefault("bytes", "128")),
                Double.parseDouble(values.get("warmup")),
                Double.parseDouble(values.get("seconds")),
                List.of(values.getOrDefault("phases", "").split(",")));
    }

    private static <T> List<T> list(String value, Function<String, T> parse) {
        return Stream.of(value.split(",")).map(parse).toList();
    }

    /** How many nodes the server has. */
    int nodes() {
        return ports.size();
    }

    /** The port of a client's node: clients are dealt out to the rooms, and those of each room to the nodes. */
    int portOf(int client) {
        return ports.get(client / rooms % ports.size());
    }

    /** How clients connect to the first node. */
    Wire.Factory wires(EventLoop loop) {
        return wires(loop, ports.get(0));
    }

    /** How clients connect to a node. */
    Wire.Factory wires(EventLoop loop, int port) {
        return switch (transport) {
            case "websocket", "plain" -> WebSocketWire.factory(loop, port, target, TcpConnection.SYSTEM_BUFFER);
            case "polling" -> PollingWire.factory(loop, port);
            default -> throw new IllegalArgumentException("no such transport: " + transport);
        };
    }

    /** Clients that are not connected yet, each with a token of its own and in no room. */
    List<Member> members(EventLoop loop, int count, Member.Traffic traffic) {
        Wire.Factory wires = wires(loop);
        return IntStream.range(0, count)
                .mapToObj(i -> new Member(tokens.get(i), null, wires, traffic))
                .toList();
    }

    long warmUpNanos() {
        return (long) (warmUp * 1e9);
    }

    long nanos() {
        return (long) (seconds * 1e9);
    }
}
