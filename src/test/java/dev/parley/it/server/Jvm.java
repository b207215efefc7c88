package dev.parley.it.server;

import java.nio.file.Path;

/** The Java that runs this, for the servers too. */
final class Jvm {

    private Jvm() {}

    /** Where it is installed, for scripts that look for {@code JAVA_HOME}. */
    static String home() {
        return System.getProperty("java.home");
    }

    /** Its launcher. */
    static String program() {
        return Path.of(home(), "bin", "java").toString();
    }
}
