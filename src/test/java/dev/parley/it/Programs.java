package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of others that tests run to their end. */
final class Programs {

    private static final int LIMIT_MINUTES = 2;

    private Programs() {}

    /** Whether a program is on the path. */
    static boolean isThere(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /**
     * Runs a program, which must end well, and returns what it has printed.
     *
     * @param log where that is kept
     */
    static String run(Path log, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String output = Files.readString(log);
        assertThat(ended && process.exitValue() == 0)
                .as("%s: %s", command.get(0), output)
                .isTrue();
        return output;
    }
}
