package dev.parley.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a context, from strangers. */
class TraceContextTest {

    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void aContextIsKeptAsItIs() {
        assertThat(TraceContext.of(PARENT, "a=1,b=2")).isEqualTo(new TraceContext(PARENT, "a=1,b=2"));
        assertThat(TraceContext.of(PARENT, null)).isEqualTo(new TraceContext(PARENT, ""));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0x",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331-01"
            })
    void whatIsNoContextIsIgnored(String text) {
        assertThat(TraceContext.of(text, "a=1").isNone()).isTrue();
    }

    @Test
    void aStateThatIsTooLongIsLeftOut() {
        assertThat(TraceContext.of(PARENT, "a=" + "x".repeat(511))).isEqualTo(new TraceContext(PARENT, ""));
    }
}
