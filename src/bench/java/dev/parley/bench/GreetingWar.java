package dev.parley.bench;

import dev.parley.bench.greeting.GreetingEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Makes the web application that does nothing. */
final class GreetingWar {

    private static final String AT_ROOT = "<jboss-web><context-root>/</context-root></jboss-web>";

    private GreetingWar() {}

    /** Writes it to a file, which it returns. */
    static Path write(Path file) throws IOException {
        String endpoint = GreetingEndpoint.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream war = new JarOutputStream(Files.newOutputStream(file));
                InputStream bytes = GreetingWar.class.getClassLoader().getResourceAsStream(endpoint)) {
            war.putNextEntry(new JarEntry("WEB-INF/classes/" + endpoint));
            bytes.transferTo(war);
            war.putNextEntry(new JarEntry("WEB-INF/jboss-web.xml"));
            war.write(AT_ROOT.getBytes(StandardCharsets.UTF_8));
            war.closeEntry();
        }
        return file;
    }
}
