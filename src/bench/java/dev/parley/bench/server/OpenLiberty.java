package dev.parley.bench.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Parley on Open Liberty. The installation stays as it is: the server has a user directory of its own.
 *
 * @param home of the installation
 * @param jvmOptions for the server's JVM
 */
public record OpenLiberty(Path home, List<String> jvmOptions) implements Peer {

    private static final String SERVER = "bench";
    private static final String CONFIGURATION = """
            <server>
              <featureManager>
                <feature>webProfile-10.0</feature>
                <feature>microProfile-6.1</feature>
                <feature>concurrent-3.0</feature>
              </featureManager>
              <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
              <webApplication location="%s" contextRoot="/"/>
            </server>
            """;

    @Override
    public String name() {
        return "liberty";
    }

    @Override
    public String version() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("lib/versions/openliberty.properties"))) {
            properties.load(reader);
        }
        return "Open Liberty " + properties.getProperty("com.ibm.websphere.productVersion");
    }

    @Override
    public boolean isContainer() {
        return true;
    }

    @Override
    public ServerCommand command(Site site) throws IOException {
        Path user = site.directory().resolve("usr");
        Path server = Files.createDirectories(user.resolve("servers").resolve(SERVER));
        Files.writeString(server.resolve("server.xml"), CONFIGURATION.formatted(site.port(), site.war()));
        Files.write(server.resolve("jvm.options"), jvmOptions);
        Map<String, String> environment = new LinkedHashMap<>(site.parleyEnvironment());
        environment.put("JAVA_HOME", Jvm.home().toString());
        environment.put("WLP_USER_DIR", user.toString());
        environment.put("WLP_SKIP_UMASK", "true");
        return new ServerCommand(List.of(home.resolve("bin/server").toString(), "run", SERVER), environment);
    }
}
