package dev.parley.it.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Payara Micro, which is one jar: version 6, or version 7, which differs in nothing but the Java that it needs.
 *
 * @param home the jar
 * @param name in the build
 */
record PayaraMicro(Path home, String name) implements AppServer {

    static final String NAME = "payara-micro";
    static final String NAME_7 = "payara-micro-7";

    @Override
    public String configuration() {
        return NAME;
    }

    @Override
    public Launch launch(Site site) {
        List<String> command = new ArrayList<>(List.of(Jvm.program()));
        command.add("@" + Configuration.of(this, "java.options"));
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
                "--postdeploycommandfile",
                Configuration.of(this, "after-deploy.txt").toString(),
                "--port",
                Integer.toString(site.port()),
                "--contextroot",
                site.contextRoot(),
                "--deploy",
                site.war().toString()));
        site.tlsPort().ifPresent(port -> command.addAll(List.of("--sslPort", Integer.toString(port))));
        Path log = site.verbose()
                ? Configuration.verbose("payara-micro.properties")
                : Configuration.of(this, "logging.properties");
        command.addAll(List.of("--logproperties", log.toString()));
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
