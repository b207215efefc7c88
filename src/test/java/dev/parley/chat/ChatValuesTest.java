package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.chat.error.ChatError;
import dev.parley.chat.error.ErrorCode;
import dev.parley.socketio.codec.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatValuesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T02:55:00Z, 2026-11-23T02:55:00.000Z",
        "2026-11-23T02:55:00.1Z, 2026-11-23T02:55:00.100Z",
        "2026-11-23T02:55:59.999999999Z, 2026-11-23T02:55:59.999Z"
    })
    void timestampsHaveExactlyMilliseconds(String moment, String text) {
        assertThat(Timestamps.text(Instant.parse(moment))).isEqualTo(text);
    }

    @Test
    void theErrorCodesAreThoseOfTheContract() {
        assertThat(Stream.of(ErrorCode.values()).map(Enum::name))
                .containsExactlyInAnyOrder(
                        "AUTHENTICATION_FAILED",
                        "AUTHORIZATION_FAILED",
                        "RATE_LIMIT_EXCEEDED",
                        "INVALID_ROOM",
                        "INVALID_MESSAGE",
                        "CONNECTION_ERROR",
                        "UNKNOWN_ERROR");
    }

    @Test
    void anErrorWithoutDetailsHasNoSuchField() {
        ChatError error = new ChatError(ErrorCode.INVALID_ROOM, "No.", null, Instant.EPOCH);

        assertThat(error.toJson())
                .hasToString(
                        "{\"code\":\"INVALID_ROOM\",\"message\":\"No.\",\"timestamp\":\"1970-01-01T00:00:00.000Z\"}");
    }

    @Test
    void settingsMustBePositive() {
        Duration second = Duration.ofSeconds(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new ChatSettings(0, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new ChatSettings(1, true, Duration.ZERO, second));
        assertThatIllegalArgumentException().isThrownBy(() -> new ChatSettings(1, true, second, second.negated()));
    }

    @Test
    void theDefaultsAreThoseOfTheContract() {
        assertThat(ChatSettings.DEFAULT)
                .isEqualTo(new ChatSettings(100, true, Duration.ofSeconds(1), Duration.ofSeconds(10)));
    }
}
