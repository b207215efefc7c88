package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.parley.it.server.AppServer;
import dev.parley.it.server.FreePort;
import dev.parley.robustness.BadInput;
import java.io.IOException;
import java.net.URI;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A query with an escape that is none, such as {@code %zz}, from somebody without a token: however often it comes, it is one line
 * in the log at most, with the log as {@code server-config} has it.
 */
class MalformedEscapeIT {

    private static final int TIMES = 10;
    /** What a server writes may come a moment after its answer. */
    private static final long MOMENT_MS = 500;

    private static ServerProcess process;
    private static URI server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        TestIssuer.publishKey();
        process = ServerProcess.start("malformed-escape", "parley.war", FreePort.find(), TestIssuer.environment());
        server = URI.create(process.url());
        // Servers write a few lines for the first request of a kind, and Parley some when it has started.
        Http.plain(server, "/ready");
        Http.plain(server, "/api/info");
        WebSocketWire.open(server).close();
        process.awaitWebSocketCheck();
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @BadInput(7)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/socket.io/?EIO=4&transport=websocket&x=%zz",
                "/socket.io/?EIO=4&transport=websocket&x=%",
                "/socket.io/?EIO=4&transport=websocket&x=a|b\"",
                "/elsewhere?x=%zz"
            })
    void anUpgradeIsRefused(String target) throws InterruptedException {
        assertRefused(() -> Http.upgrade(server, target));
    }

    @BadInput({2, 3})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/socket.io/?EIO=4&transport=%zz",
                "/socket.io/?EIO=4&transport=polling&sid=%zz",
                "/api/info?x=%zz",
                "/ready?x=%zz",
                "/ready?%=%"
            })
    void aRequestIsRefused(String target) throws InterruptedException {
        assertRefused(() -> Http.plain(server, target));
    }

    /** The server's own pages, and where it has no meaning: passed over, or refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/health?x=%zz", "/metrics?x=%zz", "/?x=%zz", "/nothing?x=%zz", "/socket.io/socket.io.js?x=%zz"})
    void elsewhereItIsNoFailure(String target) throws InterruptedException {
        assumeFalse(
                target.startsWith("/metrics") && AppServer.chosen().name().equals("liberty"),
                "Open Liberty's own application fails at it; the proxy keeps it from the public");
        int before = lines();

        for (int i = 0; i < TIMES; i++) {
            assertThat(Http.plain(server, target).status()).isLessThan(500);
        }

        assertThatOneLineAtMostCameSince(before);
    }

    private static void assertRefused(Supplier<Http.RawAnswer> request) throws InterruptedException {
        int before = lines();

        for (int i = 0; i < TIMES; i++) {
            assertThat(request.get().status()).isBetween(400, 499);
        }

        assertThatOneLineAtMostCameSince(before);
    }

    private static void assertThatOneLineAtMostCameSince(int before) throws InterruptedException {
        Thread.sleep(MOMENT_MS);
        String[] written = process.log()
                .lines()
                .filter(line -> !line.isBlank())
                .skip(before)
                .toArray(String[]::new);
        assertThat(written).hasSizeLessThanOrEqualTo(1);
    }

    private static int lines() {
        return (int) process.log().lines().filter(line -> !line.isBlank()).count();
    }
}
