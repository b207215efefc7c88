package dev.parley.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where and when a run took place, as texts by name. */
final class Environment {

    private Environment() {}

    static Map<String, String> describe(Options options) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("commit", commit());
        facts.put("processor", processor());
        facts.put("memory", line("/proc/meminfo", "MemTotal"));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        facts.put("jvm options of the servers", System.getProperty("bench.jvm"));
        facts.put("adapter of several nodes", options.adapter());
        facts.put(
                "load average at the beginning",
                Files.readString(Path.of("/proc/loadavg")).strip());
        facts.put(
                "measured",
                options.rounds() + " rounds, " + options.seconds() + " s each after " + options.warmUp()
                        + " s of warm-up, messages of " + options.bytes() + " B");
        return facts;
    }

    private static String processor() throws IOException {
        return Runtime.getRuntime().availableProcessors() + " x " + line("/proc/cpuinfo", "model name");
    }

    private static String line(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String commit() throws IOException {
        String commit = output("git", "rev-parse", "--short=12", "HEAD");
        return output("git", "status", "--porcelain", "--untracked-files=no").isEmpty()
                ? commit
                : commit + " (changed)";
    }

    private static String output(String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
