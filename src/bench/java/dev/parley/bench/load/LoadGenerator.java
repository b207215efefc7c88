package dev.parley.bench.load;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The generator's process. Puts one load on a server, and writes lines to its standard output: {@code measurement} with
 * a JSON object, and {@code hold} with a name, after which it waits for a line on its standard input.
 */
public final class LoadGenerator {

    private LoadGenerator() {}

    /** Arguments as in {@link LoadArguments}. */
    public static void main(String[] args) throws IOException {
        LoadArguments arguments = LoadArguments.parse(args);
        try (EventLoop loop = new EventLoop()) {
            Meter meter = new Meter(processes(arguments));
            Supervisor supervisor = new Supervisor(loop);
            switch (arguments.load()) {
                case "broadcast" -> new BroadcastLoad(arguments, loop, meter, supervisor).run();
                case "acks" ->
                    new AckLoad(arguments, loop, meter, supervisor, Conversation.messages(arguments.bytes())).run();
                case "orders" -> new AckLoad(arguments, loop, meter, supervisor, Conversation.orders()).run();
                case "idle" -> new IdleLoad(arguments, loop, supervisor).run();
                case "connect" -> new ConnectLoad(arguments, loop, meter, supervisor).run();
                default -> throw new IllegalArgumentException("no such load: " + arguments.load());
            }
        }
    }

    private static Map<String, ProcessCpu> processes(LoadArguments arguments) {
        Map<String, ProcessCpu> processes = new LinkedHashMap<>();
        processes.put(Measurement.SERVER_CPU, ProcessCpu.of(arguments.serverPids()));
        arguments.redisPid().ifPresent(pid -> processes.put(Measurement.REDIS_CPU, ProcessCpu.of(List.of(pid))));
        processes.put(Measurement.GENERATOR_CPU, ProcessCpu.own());
        return processes;
    }
}
