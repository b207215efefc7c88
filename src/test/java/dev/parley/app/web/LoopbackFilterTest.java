package dev.parley.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.transport.FakeRequest;
import dev.parley.transport.FakeResponse;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackFilterTest {

    private final FakeResponse response = new FakeResponse();

    private boolean passes(String peer) throws IOException, ServletException {
        return passes(FakeRequest.of("GET", "/dev/token").peer(peer).header("Host", "localhost:3001"));
    }

    private static FakeRequest fromHere(String path) {
        return FakeRequest.of("GET", path).peer("127.0.0.1");
    }

    private boolean passes(FakeRequest asked) throws IOException, ServletException {
        AtomicBoolean passed = new AtomicBoolean();
        new LoopbackFilter().doFilter(asked.toServlet(), response.toServlet(), (request, answer) -> passed.set(true));
        return passed.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "0:0:0:0:0:0:0:1"})
    void letsThisMachineIn(String peer) throws Exception {
        assertThat(passes(peer)).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"192.0.2.1", "10.0.0.1", "0.0.0.0", "fe80::1", "2001:db8::1"})
    void refusesOthersAndWhomItDoesNotKnow(String peer) throws Exception {
        assertThat(passes(peer)).isFalse();
        assertThat(response.status()).isEqualTo(403);
    }

    @Test
    void anAddressOfTheOldKindInTheNewIsStillThisMachine() throws Exception {
        assertThat(passes("::ffff:127.0.0.1")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:3001", "127.0.0.1:3001", "[::1]:3001", "parley.localhost:3001"})
    void itsOwnNamesAreGood(String host) throws Exception {
        assertThat(passes(fromHere("/").header("Host", host))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.test:3001", "localhost.evil.test", "127.0.0.1.evil.test:3001", "192.168.1.7:3001", ""})
    void aNameThatIsOnlyLedHereIsNot(String host) throws Exception {
        assertThat(passes(fromHere("/dev/token").header("Host", host))).isFalse();
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.body()).contains("\"code\":4").contains("localhost");
    }

    @Test
    void aRequestWithoutANameIsRefused() throws Exception {
        assertThat(passes(fromHere("/"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "X-Forwarded-For",
                "x-forwarded-host",
                "X-Forwarded-Proto",
                "X-Forwarded",
                "X-Real-IP",
                "Via",
                "CF-Connecting-IP",
                "True-Client-IP"
            })
    void whoComesThroughAProxyIsRefused(String header) throws Exception {
        assertThat(passes(fromHere("/socket.io/").header("Host", "localhost").header(header, "127.0.0.1")))
                .isFalse();
        assertThat(response.body()).contains("\"code\":4").contains("proxy");
    }

    @Test
    void soIsAProxyThatTellsNothing() throws Exception {
        assertThat(passes(fromHere("/").header("Host", "127.0.0.1:3001").protocol("HTTP/1.0")))
                .isFalse();
    }

    @Test
    void theHttpSideRefusesByAProblem() throws Exception {
        assertThat(passes(fromHere("/api/info").header("Host", "evil.test"))).isFalse();
        assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.body()).contains("\"status\":403").contains("\"instance\":\"/api/info\"");
    }
}
