package dev.parley.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * The name and version from the build.
 *
 * @param name the name of the product
 * @param version the version of the product
 */
record BuildInfo(String name, String version) {

    private static final String FILE = "build.properties";

    BuildInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
    }

    /** Reads the file that the build puts beside this class. */
    static BuildInfo load() {
        Properties build = new Properties();
        try (InputStream file = BuildInfo.class.getResourceAsStream(FILE)) {
            build.load(Objects.requireNonNull(file, FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BuildInfo(build.getProperty("name"), build.getProperty("version"));
    }
}
