package dev.parley.app;

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
        AtomicBoolean passed = new AtomicBoolean();
        new LoopbackFilter()
                .doFilter(
                        FakeRequest.of("GET", "/dev/token").peer(peer).toServlet(),
                        response.toServlet(),
                        (request, answer) -> passed.set(true));
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
}
