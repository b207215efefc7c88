package dev.parley.fuzz;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fuzzes the targets one after the other, each in a process of Jazzer, from its corpus on. Prints a line for each and fails if
 * something was found, whose input is then in the target's folder.
 *
 * <p>Properties: {@code fuzz.targets} (names that begin so, separated by commas; empty for all), {@code fuzz.inputs} and
 * {@code fuzz.seconds} (for each, whichever comes first), {@code fuzz.directory}, {@code fuzz.corpus}, {@code fuzz.keep} (whether
 * the corpus is replaced by a minimal one of what was found).
 */
public final class Fuzz {

    private static final Pattern UNITS = Pattern.compile("(?m)^stat::number_of_executed_units: (\\d+)");
    private static final Pattern COVERAGE = Pattern.compile("cov: (\\d+) ft: (\\d+) corp: (\\d+)");

    /** So much of a log has the result in it. */
    private static final int LAST = 100_000;

    private final Path corpus = Path.of(System.getProperty("fuzz.corpus"));
    private final Path directory = Path.of(System.getProperty("fuzz.directory"));
    private final String inputs = System.getProperty("fuzz.inputs");
    private final String seconds = System.getProperty("fuzz.seconds");
    private final boolean keeps = Boolean.getBoolean("fuzz.keep");

    private Fuzz() {}

    /** Fuzzes. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> wanted = List.of(System.getProperty("fuzz.targets", "").split(","));
        Fuzz fuzz = new Fuzz();
        boolean good = true;
        for (Target target : Target.all()) {
            if (wanted.stream().anyMatch(target.name()::startsWith)) {
                good &= fuzz.run(target);
            }
        }
        System.exit(good ? 0 : 1);
    }

    private boolean run(Target target) throws IOException, InterruptedException {
        Path folder = directory.resolve(target.name());
        Path found = Files.createDirectories(folder.resolve("corpus"));
        Corpus.unpack(corpus, target, found);
        long start = System.nanoTime();
        Path log = folder.resolve("log");
        int status = jazzer(
                target,
                log,
                "-runs=" + inputs,
                "-max_total_time=" + seconds,
                "-max_len=2048",
                "-print_final_stats=1",
                found.toString());
        String text = tail(log);
        System.out.printf(
                "%-24s %10s inputs %5d s  %s%s%n",
                target.name(),
                last(UNITS, text),
                (System.nanoTime() - start) / 1_000_000_000,
                last(COVERAGE, text),
                status == 0 ? "" : "  FAILED, see " + folder);
        if (status == 0 && keeps) {
            Path least = Files.createDirectories(folder.resolve("least"));
            jazzer(target, folder.resolve("merge-log"), "-merge=1", least.toString(), found.toString());
            Corpus.keep(corpus, target, least);
        }
        return status == 0;
    }

    private int jazzer(Target target, Path log, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+EnableDynamicAgentLoading",
                "-Djava.util.logging.config.file=" + silence(log.getParent()),
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.type().getName(),
                "--instrumentation_includes=dev.parley.**",
                // It would look at each step of a regular expression, and allocate more for that than what is measured.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexRoadblocks",
                "--mutator_framework=false",
                // So it would for comparisons of texts.
                "--trace=cov",
                "--reproducer_path=" + log.getParent(),
                "-artifact_prefix=" + log.getParent() + "/"));
        Collections.addAll(command, arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
    }

    /** What is logged about bad input is nothing to read a million times. */
    private static Path silence(Path folder) throws IOException {
        return Files.write(folder.resolve("logging.properties"), new byte[0]);
    }

    private static String tail(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - LAST));
            byte[] tail = new byte[(int) Math.min(LAST, file.length())];
            file.readFully(tail);
            return new String(tail, StandardCharsets.ISO_8859_1);
        }
    }

    private static String last(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        String last = "?";
        while (matcher.find()) {
            last = matcher.groupCount() == 1 ? matcher.group(1) : matcher.group();
        }
        return last;
    }
}
