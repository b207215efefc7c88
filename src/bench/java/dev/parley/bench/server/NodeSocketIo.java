package dev.parley.bench.server;

import dev.parley.it.server.Launch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
    public String software() throws IOException {
        Process node = new ProcessBuilder("node", "--version").start();
        String number = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return "socket.io " + version("socket.io") + " on Node " + number
                + "; several of them with @socket.io/redis-adapter " + version("@socket.io/redis-adapter")
                + " or @socket.io/redis-streams-adapter " + version("@socket.io/redis-streams-adapter")
                + " and redis " + version("redis");
    }

    private String version(String module) throws IOException {
        Path description = application.resolve("node_modules").resolve(module).resolve("package.json");
        Matcher matcher = VERSION.matcher(Files.readString(description));
        return matcher.find() ? matcher.group(1) : "?";
    }

    @Override
    public boolean isContainer() {
        return false;
    }

    @Override
    public Launch launch(Site site) {
        Map<String, String> environment = new HashMap<>(Map.of("NODE_ENV", "production"));
        environment.putAll(site.redisEnvironment());
        return new Launch(
                List.of(
                        "node",
                        "--expose-gc",
                        application.resolve("server.js").toString(),
                        Integer.toString(site.port()),
                        site.publicKey().toString(),
                        site.issuer()),
                environment);
    }

    @Override
    public LiveMemory memory() {
        return LiveMemory.ofNode();
    }
}
