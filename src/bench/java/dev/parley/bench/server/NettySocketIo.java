package dev.parley.bench.server;

import dev.parley.it.server.Launch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * netty-socketio, from the class path of this process.
 *
 * @param number its version
 * @param jvmOptions for the server's JVM
 */
public record NettySocketIo(String number, List<String> jvmOptions) implements Peer {

    private static final String MAIN = "dev.parley.bench.netty.NettyPeer";

    @Override
    public String name() {
        return "netty";
    }

    @Override
    public String software() {
        return "netty-socketio " + number;
    }

    @Override
    public boolean isContainer() {
        return false;
    }

    /** Its nodes meet by stores of its own, on Redisson or Hazelcast, in a format of its own. */
    @Override
    public boolean isClusterable() {
        return false;
    }

    @Override
    public Launch launch(Site site) {
        List<String> command = new ArrayList<>(List.of(Jvm.program("java")));
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                MAIN,
                Integer.toString(site.port()),
                site.publicKey().toString(),
                site.issuer()));
        return new Launch(command, Map.of());
    }
}
