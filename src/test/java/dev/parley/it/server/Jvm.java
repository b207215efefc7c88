package dev.parley.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Java for the servers: the one that runs this, unless the build asks for another ({@code -Dserver.java}). A number is
 * that version or a later one, looked for in {@code JAVA_HOME_<version>}, as others name it, and beside the Java that runs
 * this; anything else is the home of one. JDK only and by itself, so that a script can run it as a source file.
 */
final class Jvm {

    private static final String RUNNING = System.getProperty("java.home");
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    private Jvm() {}

    /** Prints the home of a Java of at least the version that is the argument; ends with 1 and a sentence if there is none. */
    public static void main(String[] arguments) {
        Optional<Path> home = of(arguments[0]);
        home.ifPresentOrElse(System.out::println, () -> System.err.println(missing(arguments[0])));
        System.exit(home.isPresent() ? 0 : 1);
    }

    /** Where it is installed, for scripts that look for {@code JAVA_HOME}. */
    static String home() {
        return of(wanted())
                .orElseThrow(() -> new IllegalStateException(missing(wanted())))
                .toString();
    }

    /** Its launcher. */
    static String program() {
        return Path.of(home(), "bin", "java").toString();
    }

    /** Why there is no Java for the servers; empty if there is one. */
    static Optional<String> problem() {
        return of(wanted()).isPresent() ? Optional.empty() : Optional.of(missing(wanted()));
    }

    private static String wanted() {
        return System.getProperty("parley.server.java", "");
    }

    private static String missing(String wanted) {
        return "There is no Java " + wanted
                + " or later for this server here: give the home of one with -Dserver.java=";
    }

    private static Optional<Path> of(String wanted) {
        if (wanted.isBlank()) {
            return Optional.of(Path.of(RUNNING));
        }
        if (!wanted.matches("\\d+")) {
            return Optional.of(Path.of(wanted));
        }
        int least = Integer.parseInt(wanted);
        if (Runtime.version().feature() >= least) {
            return Optional.of(Path.of(RUNNING));
        }
        return Stream.concat(named(), neighbours())
                .filter(home -> version(home) >= least)
                .min(Comparator.comparingInt(Jvm::version));
    }

    private static Stream<Path> named() {
        return System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("JAVA_HOME_"))
                .map(variable -> Path.of(variable.getValue()));
    }

    private static Stream<Path> neighbours() {
        Path folder = Path.of(RUNNING).getParent();
        try (Stream<Path> homes = Files.list(folder)) {
            return homes.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version of an installation by its file {@code release}; 0 if there is none, or no compiler's launcher beside it. */
    private static int version(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            return Files.isExecutable(home.resolve("bin/java")) && version.find()
                    ? Integer.parseInt(version.group(1))
                    : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
