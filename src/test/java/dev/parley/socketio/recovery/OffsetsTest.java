package dev.parley.socketio.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetsTest {

    private final Offsets offsets = new Offsets("aB3_");

    @Test
    void whatIsWrittenIsRead() {
        for (long position : new long[] {0, 1, 35, 36, 1_000_000, Long.MAX_VALUE}) {
            assertThat(offsets.position(offsets.text(position))).hasValue(position);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "aB3_",
                "aB3_.",
                "other.1",
                "aB3_.-1",
                "aB3_.!",
                "aB3_.zzzzzzzzzzzzzzzzzz",
                "aB3_.zzzzzzzzzzzzz"
            })
    void anythingElseIsNoOffset(String text) {
        assertThat(offsets.position(text)).isEmpty();
    }
}
