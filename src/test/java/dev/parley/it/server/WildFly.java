package dev.parley.it.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * WildFly. The installation stays as it is: each server has a copy of the stock configuration as its base directory, and
 * what Parley asks for is laid over it at the start.
 *
 * @param home the installation
 */
record WildFly(Path home) implements AppServer {

    static final String NAME = "wildfly";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Launch launch(Site site) throws IOException {
        Path base = site.directory().resolve("standalone");
        copyConfiguration(Files.createDirectories(base.resolve("configuration")));
        Files.createDirectories(deployed(site).getParent());
        Files.copy(site.war(), deployed(site));
        return new Launch(
                List.of(
                        home.resolve("bin/standalone.sh").toString(),
                        "-c",
                        "standalone-microprofile.xml",
                        "--yaml=" + overlays(site),
                        "-Djboss.server.base.dir=" + base),
                Map.of(
                        "JAVA_HOME", Jvm.home(),
                        "JAVA_OPTS", String.join(" ", site.jvmOptions()) + " -Djava.net.preferIPv4Stack=true",
                        "MANAGEMENT_PORT", Integer.toString(site.managementPort())));
    }

    private String overlays(Site site) {
        List<Path> overlays = new ArrayList<>(List.of(Configuration.of(this, "parley.yml")));
        if (site.tlsPort().isPresent()) {
            overlays.add(Configuration.of(this, "tls.yml"));
        }
        if (site.verbose()) {
            overlays.add(Configuration.verbose("wildfly.yml"));
        }
        return overlays.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private void copyConfiguration(Path target) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("standalone/configuration"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }

    @Override
    public boolean isStarted(String log) {
        // The second is for a start with errors, such as an application that refuses to start.
        return log.contains("WFLYSRV0025") || log.contains("WFLYSRV0026");
    }

    @Override
    public Path deployed(Site site) {
        return site.directory().resolve("standalone/deployments/parley.war");
    }

    /** Where the operators are, and nobody else. */
    @Override
    public int healthPort(Site site) {
        return site.managementPort();
    }
}
