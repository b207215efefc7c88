package dev.parley.it.server;

import java.util.List;
import java.util.Map;

/**
 * How a server is started, from the project's directory.
 *
 * @param command the program and its arguments
 * @param environment in addition to what this process and the application's settings say
 */
public record Launch(List<String> command, Map<String, String> environment) {

    /** Copies both. */
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
