package dev.parley.bench.server;

import java.nio.file.Path;
import java.util.List;

/** The Java of this process, which all Java processes of the benchmark use. */
public final class Jvm {

    private Jvm() {}

    /** Where it is installed. */
    public static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    /** The path of one of its programs. */
    public static String program(String name) {
        return home().resolve("bin").resolve(name).toString();
    }

    /** Options as they are written on a command line. */
    public static List<String> options(String line) {
        return line.isBlank() ? List.of() : List.of(line.strip().split("\\s+"));
    }
}
