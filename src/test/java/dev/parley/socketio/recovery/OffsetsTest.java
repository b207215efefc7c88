package dev.parley.socketio.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.socketio.adapter.StreamId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetsTest {

    @Test
    void whatIsWrittenIsRead() {
        for (long position : new long[] {0, 1, 35, 36, 1_000_000, Long.MAX_VALUE}) {
            for (StreamId stream : new StreamId[] {StreamId.ZERO, new StreamId(1_700_000_000_000L, 3)}) {
                Mark mark = new Mark("aB3_", position, stream);
                assertThat(Offsets.mark(Offsets.text(mark))).contains(mark);
            }
        }
    }

    @Test
    void withoutAStreamNothingIsSaidOfIt() {
        assertThat(Offsets.text(new Mark("a", 36, StreamId.ZERO))).isEqualTo("a.10");
        assertThat(Offsets.text(new Mark("a", 36, new StreamId(5, 1)))).isEqualTo("5-1.a.10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "aB3_",
                "aB3_.",
                "aB3_.-1",
                "aB3_.!",
                "aB3_.zzzzzzzzzzzzzzzzzz",
                "aB3_.zzzzzzzzzzzzz",
                "1-1",
                "1.aB3_.1",
                "1-1.1-1.aB3_.1",
                "99999999999999999999-1.aB3_.1",
                "aNameThatIsTooLong.1"
            })
    void anythingElseIsNoOffset(String text) {
        assertThat(Offsets.mark(text)).isEmpty();
    }
}
