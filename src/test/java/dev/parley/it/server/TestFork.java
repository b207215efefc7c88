package dev.parley.it.server;

import java.nio.file.Path;

/**
 * Which of the virtual machines this is that run integration tests side by side ({@code parley.forks} in the pom). Each of
 * them takes ports and writes files of its own.
 */
public final class TestFork {

    private static final int NUMBER = Integer.getInteger("parley.fork", 1);

    private TestFork() {}

    /** From 1 on; also 1 where there is only one, as in an IDE. */
    public static int number() {
        return NUMBER;
    }

    /**
     * A directory of this one below {@code target}, relative to the project's.
     *
     * @param name of the directory that those of all are in
     */
    public static Path directory(String name) {
        return Path.of("target", name, Integer.toString(NUMBER));
    }
}
