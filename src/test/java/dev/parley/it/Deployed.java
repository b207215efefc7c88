package dev.parley.it;

import dev.parley.it.server.TestFork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The product in Arquillian's server, an {@link ArquillianServer}. */
final class Deployed {

    /** The WAR that the build has made. */
    static final Path BUILT = Path.of("target", "parley.war");

    /** What the names of the logs of Arquillian's servers begin with. */
    static final String LOG_PREFIX = "arquillian-" + TestFork.number() + "-";

    private static final Path LOGS = Path.of("target", "it-logs");

    private Deployed() {}

    /** The WAR that has been built, with nothing added and nothing taken away. */
    static WebArchive war() {
        TestIssuer.publishKey();
        return ShrinkWrap.createFromZipFile(WebArchive.class, BUILT.toFile());
    }

    /** Whether a test has added nothing to the WAR and taken nothing away. */
    static boolean isUnchanged(Archive<?> archive) {
        return archive.getContent()
                .keySet()
                .equals(ShrinkWrap.createFromZipFile(WebArchive.class, BUILT.toFile())
                        .getContent()
                        .keySet());
    }

    /** The server's address, without a path; it listens on loopback only, whatever address it goes by. */
    static URI server(URL injected) {
        return URI.create("http://127.0.0.1:" + injected.getPort());
    }

    /** What the server has logged, at all levels, and what the servers before it have. */
    static String log() {
        try (Stream<Path> files = Files.list(LOGS)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Deployed::isLog).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLog(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(LOG_PREFIX);
    }
}
