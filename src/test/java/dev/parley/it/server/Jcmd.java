package dev.parley.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JDK's program {@code jcmd}, which asks a running virtual machine. */
public final class Jcmd {

    private static final String PROGRAM =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

    private Jcmd() {}

    /**
     * Runs a command and returns its output.
     *
     * @param pid of the virtual machine that is asked
     * @param command the command and its arguments
     */
    public static String run(long pid, String... command) {
        List<String> line = new ArrayList<>(List.of(PROGRAM, Long.toString(pid)));
        line.addAll(List.of(command));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Collects garbage: twice, because the first time leaves what waits to be finalized or cleaned.
     *
     * @param pid of the virtual machine
     */
    public static void collectGarbage(long pid) {
        run(pid, "GC.run");
        run(pid, "GC.run");
    }
}
