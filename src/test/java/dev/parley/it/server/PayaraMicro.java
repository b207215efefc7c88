package dev.parley.it.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Payara Micro, which is one jar.
 *
 * @param home the jar
 */
record PayaraMicro(Path home) implements AppServer {

    static final String NAME = "payara-micro";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Launch launch(Site site) {
        List<String> command = new ArrayList<>(List.of(Jvm.program()));
        command.addAll(site.jvmOptions());
        command.addAll(List.of(
                "-jar",
                home.toString(),
                "--nohazelcast",
                "--disablephonehome",
                "--rootdir",
                site.directory().resolve("root").toString(),
                "--prebootcommandfile",
                Configuration.of(this, "loopback.txt").toString(),
                "--port",
                Integer.toString(site.port()),
                "--contextroot",
                "/",
                "--deploy",
                site.war().toString()));
        site.tlsPort().ifPresent(port -> command.addAll(List.of("--sslPort", Integer.toString(port))));
        if (site.verbose()) {
            command.add("--logproperties");
            command.add(Configuration.verbose("payara-micro.properties").toString());
        }
        return new Launch(command, Map.of());
    }

    @Override
    public boolean isStarted(String log) {
        return log.contains("ready in");
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
