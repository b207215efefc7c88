package dev.parley.bench.server;

import java.util.List;
import java.util.Map;

/**
 * How a server is started.
 *
 * @param command the program and its arguments
 * @param environment in addition to that of this process
 */
public record ServerCommand(List<String> command, Map<String, String> environment) {

    /** Copies both. */
    public ServerCommand {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
