package dev.parley.bench.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Parley on Payara Micro.
 *
 * @param jar the server
 * @param number its version
 * @param commands what Parley asks of it
 * @param jvmOptions for the server's JVM
 */
public record PayaraMicro(Path jar, String number, Path commands, List<String> jvmOptions) implements Peer {

    @Override
    public String name() {
        return "payara";
    }

    @Override
    public String version() {
        return "Payara Micro " + number;
    }

    @Override
    public boolean isContainer() {
        return true;
    }

    @Override
    public ServerCommand command(Site site) throws IOException {
        List<String> command = new ArrayList<>(List.of(Jvm.program("java")));
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-jar",
                jar.toString(),
                "--nohazelcast",
                "--disablephonehome",
                "--rootdir",
                site.directory().resolve("root").toString(),
                "--prebootcommandfile",
                commands.toString(),
                "--port",
                Integer.toString(site.port()),
                "--contextroot",
                "/",
                "--deploy",
                site.war().toString()));
        return new ServerCommand(command, site.parleyEnvironment());
    }
}
