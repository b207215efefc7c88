package dev.parley.it.server;

import java.io.IOException;
import java.nio.file.Path;

/** One of the servers that the WAR runs on: how it is started with what {@code server-config} has for it. Immutable. */
public sealed interface AppServer permits PayaraMicro, WildFly, OpenLiberty, GlassFish {

    /**
     * The server by its name in the build.
     *
     * @param home the installation, or the jar that is one
     */
    static AppServer named(String name, Path home) {
        return switch (name) {
            case PayaraMicro.NAME, PayaraMicro.NAME_7 -> new PayaraMicro(home.toAbsolutePath(), name);
            case WildFly.NAME -> new WildFly(home.toAbsolutePath());
            case OpenLiberty.NAME -> new OpenLiberty(home.toAbsolutePath());
            case GlassFish.NAME -> new GlassFish(home.toAbsolutePath());
            default -> throw new IllegalArgumentException("no such server: " + name);
        };
    }

    /** The server that this run of the build is for: Payara Micro, unless a profile says otherwise. */
    static AppServer chosen() {
        return named(
                System.getProperty("parley.server", PayaraMicro.NAME),
                Path.of(System.getProperty("parley.server.home", "target/server/payara-micro.jar")));
    }

    /** Its name in the build. */
    String name();

    /** The name of its folder in {@code server-config}. */
    default String configuration() {
        return name();
    }

    /** Puts into the site what the server needs there, and says how to start it. */
    Launch launch(Site site) throws IOException;

    /** Whether the log says that the start is over, whatever became of the application. */
    boolean isStarted(String log);

    /** The very file that a launched server runs. */
    Path deployed(Site site);

    /** The port that answers MicroProfile Health's {@code /health}. */
    int healthPort(Site site);
}
