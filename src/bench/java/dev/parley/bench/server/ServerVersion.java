package dev.parley.bench.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which server an installation is. */
@FunctionalInterface
public interface ServerVersion {

    /** The software and its version. */
    String text() throws IOException;

    /** Of Open Liberty, which says so in a file. */
    static ServerVersion ofLiberty(Path home) {
        return () -> {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(home.resolve("lib/versions/openliberty.properties"))) {
                properties.load(reader);
            }
            return "Open Liberty " + properties.getProperty("com.ibm.websphere.productVersion");
        };
    }

    /** Of WildFly, which has its version nowhere but in the name of a module's jar. */
    static ServerVersion ofWildFly(Path home) {
        Pattern jar = Pattern.compile("[a-z-]+-product-conf-(.+)\\.jar");
        return () -> {
            Path module = home.resolve("modules/system/layers/base/org/jboss/as/product/main");
            try (Stream<Path> files = Files.list(module)) {
                return files.map(file -> jar.matcher(file.getFileName().toString()))
                        .filter(Matcher::matches)
                        .map(matcher -> "WildFly " + matcher.group(1))
                        .findFirst()
                        .orElseThrow(() -> new IOException("not a WildFly: " + home));
            }
        };
    }
}
