package dev.parley.bench;

import dev.parley.bench.load.LoadGenerator;
import dev.parley.bench.load.Measurement;
import dev.parley.bench.server.ChildProcesses;
import dev.parley.bench.server.Jvm;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs the load generator, a process of its own, and hears what it has to say. */
final class GeneratorProcess {

    /** What is done when the generator holds. */
    @FunctionalInterface
    interface Hold {
        void at(String moment) throws IOException, InterruptedException;
    }

    private static final int LONGEST_MINUTES = 10;
    private static final String MEASUREMENT = "measurement ";
    private static final String HOLD = "hold ";

    private GeneratorProcess() {}

    /**
     * Runs it to its end.
     *
     * @param arguments of the generator
     * @param log what it writes to its standard error
     * @param results gets each measurement as soon as it is made
     * @throws IOException also when the generator fails, or takes longer than 10 minutes
     */
    static void run(List<String> arguments, Path log, Hold hold, Consumer<Measurement> results)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Jvm.program("java"),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LoadGenerator.class.getName()));
        command.addAll(arguments);
        Process process = ChildProcesses.own(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                .start());
        CompletableFuture.delayedExecutor(LONGEST_MINUTES, TimeUnit.MINUTES).execute(process::destroyForcibly);
        try {
            listen(process, hold, results);
            if (process.waitFor() != 0) {
                throw new IOException("the load generator failed: " + firstLine(log));
            }
        } finally {
            ChildProcesses.end(process);
        }
    }

    private static String firstLine(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.findFirst().orElse("it was killed");
        }
    }

    private static void listen(Process process, Hold hold, Consumer<Measurement> results)
            throws IOException, InterruptedException {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(MEASUREMENT)) {
                    results.accept(measurement(line.substring(MEASUREMENT.length())));
                } else if (line.startsWith(HOLD)) {
                    hold.at(line.substring(HOLD.length()));
                    process.getOutputStream().write('\n');
                    process.getOutputStream().flush();
                }
            }
        }
    }

    private static Measurement measurement(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return Measurement.of(reader.readObject());
        }
    }
}
