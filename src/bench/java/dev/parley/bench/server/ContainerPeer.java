package dev.parley.bench.server;

import dev.parley.it.server.AppServer;
import dev.parley.it.server.FreePort;
import dev.parley.it.server.Launch;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Parley on an application server, started as the integration tests start it: with what {@code server-config} has.
 *
 * @param name how it is called on the command line and in the results
 * @param server how it is started
 * @param version the software and its version
 * @param jvmOptions for the server's JVM
 */
public record ContainerPeer(String name, AppServer server, ServerVersion version, List<String> jvmOptions)
        implements Peer {

    /** Copies the options. */
    public ContainerPeer {
        jvmOptions = List.copyOf(jvmOptions);
    }

    @Override
    public String software() throws IOException {
        return version.text();
    }

    @Override
    public boolean isContainer() {
        return true;
    }

    @Override
    public Launch launch(Site site) throws IOException {
        Launch launch = server.launch(new dev.parley.it.server.Site(
                site.directory(),
                site.war(),
                "/",
                site.port(),
                OptionalInt.empty(),
                FreePort.find(),
                jvmOptions,
                false));
        Map<String, String> environment = new HashMap<>(site.parleyEnvironment());
        environment.putAll(launch.environment());
        return new Launch(launch.command(), environment);
    }
}
