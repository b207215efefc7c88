package dev.parley.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;

/**
 * GlassFish. The installation stays as it is: each server has a copy of the stock domain, and what Parley asks for is laid
 * over its configuration.
 *
 * @param home the installation
 */
record GlassFish(Path home) implements AppServer {

    static final String NAME = "glassfish";

    private static final String DOMAIN = "parley";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Launch launch(Site site) throws IOException {
        Path domains = site.directory().resolve("domains");
        Path stock = home.resolve("glassfish/domains/domain1");
        Path domain = domains.resolve(DOMAIN);
        copy(stock, domain);
        configure(site, stock.resolve("config/domain.xml"), domain.resolve("config/domain.xml"));
        if (site.verbose()) {
            Files.writeString(
                    domain.resolve("config/logging.properties"),
                    Files.readString(Configuration.verbose("glassfish.properties")),
                    StandardOpenOption.APPEND);
        }
        Files.copy(site.war(), deployed(site));
        return new Launch(
                List.of(home.resolve("glassfish/bin/startserv").toString(), "--domaindir", domains.toString(), DOMAIN),
                Map.of("AS_JAVA", Jvm.home(), "JDK_JAVA_OPTIONS", String.join(" ", site.jvmOptions())));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private void configure(Site site, Path stock, Path target) throws IOException {
        try {
            Transformer transformer = TransformerFactory.newInstance()
                    .newTransformer(new StreamSource(
                            Configuration.of(this, "domain.xsl").toFile()));
            transformer.setParameter("port", site.port());
            transformer.setParameter("tls-port", site.tlsPort().orElse(0));
            transformer.setParameter("management-port", site.managementPort());
            transformer.transform(new StreamSource(stock.toFile()), new StreamResult(target.toFile()));
        } catch (TransformerException e) {
            throw new IOException(e);
        }
    }

    @Override
    public boolean isStarted(String log) {
        // The second is for an application that refuses to start.
        return log.contains("Successfully autodeployed") || log.contains("NCLS-DEPLOYMENT-02025");
    }

    @Override
    public Path deployed(Site site) {
        return site.directory().resolve("domains").resolve(DOMAIN).resolve("autodeploy/parley.war");
    }

    /** It has no MicroProfile Health; {@code /ready} is Parley's own. */
    @Override
    public int healthPort(Site site) {
        return site.port();
    }
}
