package dev.parley.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The product in Arquillian's server, which is set up in arquillian.xml. */
final class Deployed {

    private Deployed() {}

    /** The WAR that has been built, with nothing added and nothing taken away. */
    static WebArchive war() {
        TestIssuer.publishKey();
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/parley.war"));
    }

    /** The server's address, without a path; it listens on loopback only, whatever address it goes by. */
    static URI server(URL injected) {
        return URI.create("http://127.0.0.1:" + injected.getPort());
    }

    /** What the server has logged, from the beginning of the deployment at the latest. */
    static String log() {
        try {
            return Files.readString(Path.of("target/it-logs/arquillian.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
