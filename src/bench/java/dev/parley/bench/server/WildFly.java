package dev.parley.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parley on WildFly. The installation stays as it is: the server runs in a copy of its {@code standalone} directory.
 *
 * @param home of the installation
 * @param overlay what Parley asks of it
 * @param jvmOptions for the server's JVM
 */
public record WildFly(Path home, Path overlay, List<String> jvmOptions) implements Peer {

    private static final Pattern JAR = Pattern.compile("[a-z-]+-product-conf-(.+)\\.jar");

    @Override
    public String name() {
        return "wildfly";
    }

    /** WildFly has its version nowhere but in the name of a module's jar. */
    @Override
    public String version() throws IOException {
        Path module = home.resolve("modules/system/layers/base/org/jboss/as/product/main");
        try (Stream<Path> files = Files.list(module)) {
            return files.map(file -> JAR.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(matcher -> "WildFly " + matcher.group(1))
                    .findFirst()
                    .orElseThrow(() -> new IOException("not a WildFly: " + home));
        }
    }

    @Override
    public boolean isContainer() {
        return true;
    }

    @Override
    public ServerCommand command(Site site) throws IOException {
        Path base = Files.createDirectories(site.directory().resolve("standalone"));
        copyConfiguration(base.resolve("configuration"));
        Files.copy(
                site.war(), Files.createDirectories(base.resolve("deployments")).resolve("parley.war"));
        List<String> command = List.of(
                home.resolve("bin/standalone.sh").toString(),
                "-c",
                "standalone-microprofile.xml",
                "-b",
                "127.0.0.1",
                "-bmanagement",
                "127.0.0.1",
                "--yaml=" + overlay,
                "-Djboss.server.base.dir=" + base,
                "-Djboss.management.https.port=" + ServerProcess.freePort());
        Map<String, String> environment = new LinkedHashMap<>(site.parleyEnvironment());
        environment.put("WEBSOCKET_PORT", Integer.toString(site.port()));
        environment.put("MANAGEMENT_PORT", Integer.toString(ServerProcess.freePort()));
        environment.put("JAVA_HOME", Jvm.home().toString());
        environment.put("JAVA_OPTS", String.join(" ", jvmOptions) + " -Djava.net.preferIPv4Stack=true");
        return new ServerCommand(command, environment);
    }

    private void copyConfiguration(Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(home.resolve("standalone/configuration"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }
}
