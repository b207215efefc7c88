package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a project of a package of {@code src/main/frontend} with Vitest. */
final class VitestSuite {

    private static final Path ROOT = Path.of("src", "main", "frontend");

    private VitestSuite() {}

    /**
     * Runs the tests and fails unless all of them pass; their output and their report are in {@code target/it-logs}.
     *
     * @param folder the package, below {@code src/main/frontend}
     * @param project as vitest.config.ts names it
     * @param limit for all of them together
     * @param environment of the process
     */
    static void run(String folder, String project, Duration limit, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path logs = Files.createDirectories(Path.of("target", "it-logs")).toAbsolutePath();
        Path output = logs.resolve("vitest-" + folder + "-" + project + ".log");
        Path report = logs.resolve("vitest-" + folder + "-" + project + ".json");
        Files.deleteIfExists(report);
        ProcessBuilder builder = new ProcessBuilder(command(project, report))
                .directory(ROOT.resolve(folder).toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("NO_COLOR", "1");
        builder.environment().putAll(environment);
        int exit = exitOf(builder.start(), limit);
        String said = Files.readString(output);
        assertThat(exit).as(said).isZero();
        assertAllPassed(report, said);
    }

    private static List<String> command(String project, Path report) {
        return List.of(
                "node",
                ROOT.resolve(Path.of("node_modules", "vitest", "vitest.mjs"))
                        .toAbsolutePath()
                        .toString(),
                "run",
                "--project=" + project,
                "--reporter=default",
                "--reporter=json",
                "--outputFile.json=" + report);
    }

    /** The exit value of a process, which is ended when its time is up. */
    private static int exitOf(Process process, Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    private static void assertAllPassed(Path report, String output) throws IOException {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(report))) {
            JsonObject counts = reader.readObject();
            int all = counts.getInt("numTotalTests");
            assertThat(all).as(output).isPositive();
            assertThat(counts.getInt("numPassedTests")).as(output).isEqualTo(all);
        }
    }
}
