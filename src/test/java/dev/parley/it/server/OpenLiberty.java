package dev.parley.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Open Liberty. The installation stays as it is: each server has a user directory of its own.
 *
 * @param home the installation
 */
record OpenLiberty(Path home) implements AppServer {

    static final String NAME = "liberty";

    /** The start of the application is over: it runs, or it has failed. */
    private static final Pattern APPLICATION_STARTED = Pattern.compile("CWWKZ000(1I|2E|4E)");

    private static final String SERVER = "parley";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Launch launch(Site site) throws IOException {
        Path user = site.directory().resolve("usr");
        Path server = Files.createDirectories(user.resolve("servers").resolve(SERVER));
        Files.copy(Configuration.of(this, "server.xml"), server.resolve("server.xml"));
        Path overrides = Files.createDirectories(server.resolve("configDropins/overrides"));
        if (site.verbose()) {
            Files.copy(Configuration.verbose("liberty.xml"), overrides.resolve("logging.xml"));
        }
        // An application may have a configuration of its own beside the WAR.
        Path own = Path.of(site.war().toString().replaceFirst("\\.war$", ".liberty.xml"));
        if (Files.exists(own)) {
            Files.copy(own, overrides.resolve("application.xml"));
        }
        return new Launch(
                List.of(home.resolve("bin/server").toString(), "run", SERVER),
                Map.of(
                        "JAVA_HOME", Jvm.home(),
                        "JVM_ARGS", String.join(" ", site.jvmOptions()),
                        "PARLEY_WAR", site.war().toString(),
                        "WLP_USER_DIR", user.toString(),
                        // Otherwise others may not read what it writes, its logs among it.
                        "WLP_SKIP_UMASK", "true"));
    }

    @Override
    public boolean isStarted(String log) {
        // It also says so when it has waited for the application for 30 s, as on a machine with much else to do.
        return log.contains("CWWKF0011I")
                && (!log.contains("CWWKZ0022W")
                        || APPLICATION_STARTED.matcher(log).find());
    }

    @Override
    public Path deployed(Site site) {
        return site.war();
    }

    @Override
    public int healthPort(Site site) {
        return site.port();
    }
}
