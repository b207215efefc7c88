package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.AppServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs a folder of {@code src/test/node} with Node's own test runner, one file after the other. */
final class NodeTests {

    private static final Path ROOT = Path.of("src", "test", "node");
    private static final Pattern PASSED = Pattern.compile("^# pass (\\d+)$", Pattern.MULTILINE);
    private static final Pattern NOT_PASSED =
            Pattern.compile("^# (?:fail|cancelled|skipped|todo) [1-9]\\d*$", Pattern.MULTILINE);

    private NodeTests() {}

    /**
     * Runs the tests and fails unless all of them pass; their report is in {@code target/it-logs}.
     *
     * @param folder below {@code src/test/node}
     * @param limit for all of them together
     * @param environment of the process, which also has the server's name as {@code PARLEY_SERVER}
     */
    static void run(String folder, Duration limit, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path report = Files.createDirectories(Path.of("target", "it-logs"))
                .resolve("node-" + folder.replace('/', '-') + ".tap");
        ProcessBuilder builder = new ProcessBuilder(command(folder))
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(report.toFile());
        builder.environment().put("PARLEY_SERVER", AppServer.chosen().name());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        String output = Files.readString(report);
        assertThat(ended).as("ended within %s:%n%s", limit, output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(NOT_PASSED.matcher(output).find()).as(output).isFalse();
        assertThat(passed(output)).as(output).isPositive();
    }

    private static List<String> command(String folder) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("node", "--test", "--test-concurrency=1", "--test-reporter=tap"));
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            files.filter(file -> file.toString().endsWith(".test.js"))
                    .map(file -> ROOT.relativize(file).toString())
                    .sorted()
                    .forEach(command::add);
        }
        return command;
    }

    private static int passed(String output) {
        Matcher matcher = PASSED.matcher(output);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
