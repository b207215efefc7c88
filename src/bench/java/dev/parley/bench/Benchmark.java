package dev.parley.bench;

import dev.parley.bench.server.Peer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the benchmark: in each round every peer has its turn, so that what changes on the machine in the course of a run
 * hits all. A peer that fails does not stop the others; the run fails at its end.
 */
public final class Benchmark {

    private final Options options;
    private final PrintStream out;
    private final Outcome outcome;

    private Benchmark(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
        outcome = new Outcome(out);
    }

    /** No arguments; the system properties are those of {@link Options}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        boolean complete = new Benchmark(Options.read(), out).run();
        System.exit(complete ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        Path run = options.directory().resolve("run");
        delete(run);
        Files.createDirectories(run);
        Identities identities = Identities.make(run, Workload.TOKENS);
        Map<String, String> environment = Environment.describe(options);
        Map<String, String> versions = new LinkedHashMap<>();
        for (Peer peer : options.peers()) {
            versions.put(peer.name(), peer.software());
        }
        Path file = options.directory().resolve("results.json");
        if (options.append() && Files.exists(file)) {
            FormerResults former = FormerResults.read(file);
            former.versions().forEach(versions::putIfAbsent);
            former.environment().forEach((name, value) -> environment.merge(name, value, Benchmark::both));
            outcome.continueFrom(former.results());
        }
        Report report = new Report(environment, versions, outcome.results(), outcome.failures());
        for (int round = 1; round <= options.rounds(); round++) {
            for (Peer peer : options.peers()) {
                new Turn(options, identities, peer, round, outcome).run();
                report.write(file);
            }
        }
        String table = new Table(outcome.results()).markdown(environment, versions);
        Files.writeString(options.directory().resolve("results.md"), table);
        out.println();
        out.println(table);
        outcome.failures().forEach(out::println);
        return outcome.failures().isEmpty();
    }

    /** The facts of a run in parts: what is the same once, what is not one after the other. */
    private static String both(String now, String before) {
        return before.contains(now) ? before : before + "; " + now;
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
