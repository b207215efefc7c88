package dev.parley.socketio.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"0-0", "1700000000000-12", "18446744073709551615-18446744073709551615"})
    void isWrittenAsItWasRead(String text) {
        assertThat(StreamId.of(text)).hasToString(text);
    }

    @Test
    void isOrderedByTimeAndThenByNumber() {
        assertThat(StreamId.of("9-9")).isLessThan(StreamId.of("10-0"));
        assertThat(StreamId.of("10-9")).isLessThan(StreamId.of("10-10"));
        assertThat(StreamId.of("9223372036854775807-0")).isLessThan(StreamId.of("9223372036854775808-0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1-", "-1", "a-b", "1-1-1", "+1-1", "18446744073709551616-0", "1-1 "})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> StreamId.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
