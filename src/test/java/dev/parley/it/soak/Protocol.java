package dev.parley.it.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** What a run has to tell, on the console and in a file below {@code target/soak}. Thread-safe. */
final class Protocol {

    private final Path directory = Path.of("target", "soak");
    private final String name;

    /** Of a run, on the server that it is for; begins anew. */
    Protocol(String run) {
        name = run + "-" + System.getProperty("parley.server", "payara-micro");
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(file(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes a line. */
    synchronized void note(String format, Object... values) {
        String line = LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + format.formatted(values);
        System.out.println(line);
        try {
            Files.writeString(file(""), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts more beside it, in a file of its own. */
    void attach(String what, String text) throws IOException {
        Files.writeString(file("-" + what), text);
    }

    private Path file(String suffix) {
        return directory.resolve(name + suffix + ".txt");
    }
}
