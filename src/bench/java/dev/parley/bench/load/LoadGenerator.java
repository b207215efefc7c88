package dev.parley.bench.load;

import java.io.IOException;

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
            Meter meter = new Meter(arguments.serverPid());
            Supervisor supervisor = new Supervisor(loop);
            switch (arguments.load()) {
                case "broadcast" -> new BroadcastLoad(arguments, loop, meter, supervisor).run();
                case "acks" -> new AckLoad(arguments, loop, meter, supervisor).run();
                case "idle" -> new IdleLoad(arguments, loop, supervisor).run();
                case "connect" -> new ConnectLoad(arguments, loop, meter, supervisor).run();
                default -> throw new IllegalArgumentException("no such load: " + arguments.load());
            }
        }
    }
}
