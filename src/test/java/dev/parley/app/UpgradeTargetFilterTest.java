package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.transport.FakeRequest;
import dev.parley.transport.FakeResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeTargetFilterTest {

    private final FakeResponse response = new FakeResponse();

    private boolean passes(FakeRequest request) throws Exception {
        AtomicBoolean passed = new AtomicBoolean();
        new UpgradeTargetFilter()
                .doFilter(request.toServlet(), response.toServlet(), (next, answer) -> passed.set(true));
        return passed.get();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/socket.io/\u20ac\\",
                "//",
                "/a b",
                "/socket.io/%zz",
                "/socket.io/?x=%zz",
                "/socket.io/?x=%",
                "/x?a|b"
            })
    void anUpgradeOfWhatIsNoUriIsRefused(String path) throws Exception {
        assertThat(passes(FakeRequest.of("GET", path).upgrading().header("Sec-WebSocket-Key", "x")))
                .isFalse();
        assertThat(response.status()).isEqualTo(400);
    }

    @Test
    void othersPass() throws Exception {
        assertThat(passes(FakeRequest.of("GET", "/socket.io/?EIO=4&x=%ff&y[]=%20")
                        .upgrading()
                        .header("Sec-WebSocket-Key", "x")))
                .isTrue();
        assertThat(passes(FakeRequest.of("GET", "/socket.io/").upgrading().header("Sec-WebSocket-Key", "x")))
                .isTrue();
        assertThat(passes(FakeRequest.of("GET", "//"))).isTrue();
    }
}
