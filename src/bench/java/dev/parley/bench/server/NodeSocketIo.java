package dev.parley.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Node's own socket.io.
 *
 * @param application the directory of the peer application, its packages installed
 */
public record NodeSocketIo(Path application) implements Peer {

    private static final Pattern VERSION = Pattern.compile("\"version\":\\s*\"([^\"]+)\"");

    @Override
    public String name() {
        return "node";
    }

    @Override
    public String version() throws IOException {
        Matcher matcher = VERSION.matcher(Files.readString(application.resolve("node_modules/socket.io/package.json")));
        Process node = new ProcessBuilder("node", "--version").start();
        String number = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return "socket.io " + (matcher.find() ? matcher.group(1) : "?") + " on Node " + number;
    }

    @Override
    public boolean isContainer() {
        return false;
    }

    @Override
    public ServerCommand command(Site site) {
        return new ServerCommand(
                List.of(
                        "node",
                        "--expose-gc",
                        application.resolve("server.js").toString(),
                        Integer.toString(site.port()),
                        site.publicKey().toString(),
                        site.issuer()),
                Map.of("NODE_ENV", "production"));
    }

    @Override
    public LiveMemory memory() {
        return LiveMemory.ofNode();
    }
}
