package dev.parley.app.development;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedDevelopmentKeysTest {

    private static SharedDevelopmentKeys obtain(Map<String, String> settings) {
        return SharedDevelopmentKeys.obtain(name -> Optional.ofNullable(settings.get(name)), Clock.systemUTC());
    }

    @Test
    void withoutRedisANodeHasAKeyOfItsOwn() {
        SharedDevelopmentKeys one = obtain(Map.of());

        assertThat(one.state()).isEqualTo(SharedDevelopmentKeys.State.ALONE);
        assertThat(one.keys().publicKeyPem())
                .isNotEqualTo(obtain(Map.of()).keys().publicKeyPem());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://cache.example",
                "redis://192.0.2.1:6379",
                "redis://127.0.0.1:6379,192.0.2.1:6379",
                "redis://localhost.evil.test"
            })
    void theKeyGoesToNoRedisElsewhere(String url) {
        assertThat(obtain(Map.of("REDIS_URL", url)).state()).isEqualTo(SharedDevelopmentKeys.State.ELSEWHERE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://127.0.0.1:1", "redis://localhost:1", "redis://[::1]:1"})
    void aRedisThatIsAwayIsNotWaitedFor(String url) {
        assertThat(obtain(Map.of("REDIS_URL", url)).state()).isEqualTo(SharedDevelopmentKeys.State.AWAY);
    }

    @Test
    void whatTheSettingsRefuseIsLeftToThem() {
        assertThat(obtain(Map.of("REDIS_URL", "no url")).state()).isEqualTo(SharedDevelopmentKeys.State.ALONE);
        assertThat(obtain(Map.of("REDIS_URL", "redis://localhost:1", "WEBSOCKET_REDIS_KEY", "#"))
                        .state())
                .isEqualTo(SharedDevelopmentKeys.State.ALONE);
    }
}
