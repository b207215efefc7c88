package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every client that people have, with each transport: two users in a room, a message and its receipt, and a client that
 * leaves and comes back. One server for all of them; the newest client of each kind has tests of its own that go further.
 */
class ClientMatrixIT {

    /** The first may be one that somebody has installed beside Debian's, which alone knows of Debian's packages. */
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    private static final long PYTHON_SECONDS = 60;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = DevelopmentServer.running();
    }

    @Test
    void nodesClientsOfSixYears() throws Exception {
        NodeTests.run("matrix", Duration.ofMinutes(2), Map.of("PARLEY_URL", server.url()));
    }

    @Test
    void pythonsClients() throws Exception {
        String python = python();
        Path report = Path.of("target", "it-logs", "python-matrix.log");
        int exit = run(report, PYTHON_SECONDS, python, "src/test/python/matrix.py");
        String said = Files.readString(report);
        assertThat(exit).as(said).isZero();
        assertThat(said.lines().filter(line -> line.startsWith("ok: ")))
                .as(said)
                .hasSize(6);
    }

    /** The interpreter that has what the clients need; without one the test is skipped. */
    private static String python() throws IOException, InterruptedException {
        for (String python : PYTHONS) {
            Path report = Path.of("target", "it-logs", "python-probe.log");
            if (run(report, PYTHON_SECONDS, python, "-c", "import socketio, aiohttp, requests, websocket") == 0) {
                return python;
            }
        }
        return abort(
                "There is no Python with python-socketio, aiohttp, requests and websocket-client here; Debian has them as "
                        + "python3-socketio, python3-aiohttp, python3-requests and python3-websocket.");
    }

    /** The exit value of a program, or -1 where there is no such program or it does not end in time. */
    private static int run(Path report, long seconds, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(report.toFile());
        builder.environment().put("PARLEY_URL", server.url());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return -1;
        }
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return -1;
        }
        return process.exitValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling,websocket", "websocket", "polling"})
    void javasClient(String transports) throws Exception {
        String room = "java-" + transports;
        try (JavaClient ann = client("ann", transports).connect();
                JavaClient bob = client("bob", transports).connect()) {
            assertThat(join(ann, room)).isEqualTo(1);
            assertThat(join(bob, room)).isEqualTo(2);
            assertDelivers(ann, bob, room, "h\u00e9 \ud83c\udf88");

            String before = bob.id();
            bob.disconnect();
            bob.connect();
            assertThat(bob.id()).isNotEqualTo(before);
            join(bob, room);
            assertDelivers(ann, bob, room, "welcome back");
        }
    }

    private static JavaClient client(String user, String transports) throws Exception {
        URI address = URI.create(server.url());
        String token =
                new JSONObject(Http.get(address, "/dev/token?user=" + user).body()).getString("token");
        return new JavaClient(address, Map.of("token", token), transports.split(","));
    }

    private static int join(JavaClient client, String room) throws JSONException {
        return client.ask("join-room", new JSONObject().put("room", room)).getInt("memberCount");
    }

    private static void assertDelivers(JavaClient sender, JavaClient reader, String room, String content)
            throws JSONException {
        JSONObject message =
                new JSONObject().put("room", room).put("content", content).put("type", "text");
        String id = sender.ask("message", message).getString("id");
        JSONObject heard = (JSONObject) reader.await("message")[0];
        assertThat(heard.getString("id")).isEqualTo(id);
        assertThat(heard.getString("content")).isEqualTo(content);
    }
}
