package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an administrator and a log see of the configuration. */
class EffectiveSettingTest {

    private final Map<String, String> values = new HashMap<>(Map.of("mp.jwt.verify.publickey", "KEY"));

    private EffectiveSetting read(String name) {
        return Settings.read(wanted -> Optional.ofNullable(values.get(wanted))
                        .map(text -> new SettingSource.Given(text, "the environment")))
                .effective()
                .all()
                .stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aValueThatNobodyHasSetIsTheDefault() {
        assertThat(read("WEBSOCKET_PING_INTERVAL"))
                .isEqualTo(new EffectiveSetting("WEBSOCKET_PING_INTERVAL", "25000", EffectiveSetting.DEFAULT, false));
        assertThat(read("WEBSOCKET_TRUSTED_PROXIES"))
                .isEqualTo(new EffectiveSetting("WEBSOCKET_TRUSTED_PROXIES", "", EffectiveSetting.DEFAULT, false));
    }

    @Test
    void aValueThatIsSetComesWithItsSource() {
        values.put("WEBSOCKET_PING_INTERVAL", " 5000 ");

        assertThat(read("WEBSOCKET_PING_INTERVAL"))
                .isEqualTo(new EffectiveSetting("WEBSOCKET_PING_INTERVAL", "5000", "the environment", false));
    }

    @Test
    void aBlankValueIsTheDefault() {
        values.put("WEBSOCKET_PING_INTERVAL", "  ");

        assertThat(read("WEBSOCKET_PING_INTERVAL").source()).isEqualTo(EffectiveSetting.DEFAULT);
    }

    @Test
    void aSecretIsNotShown() {
        values.put("mp.jwt.verify.publickey", "-----BEGIN SOMETHING-----");

        EffectiveSetting key = read("mp.jwt.verify.publickey");

        assertThat(key).isEqualTo(new EffectiveSetting("mp.jwt.verify.publickey", "***", "the environment", true));
        assertThat(key.toString()).isEqualTo("mp.jwt.verify.publickey=*** (the environment)");
        assertThat(new EffectiveSetting("name", "", EffectiveSetting.DEFAULT, true).value())
                .as("a secret that there is not")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://ann:pass@keys.example/jwks          | https://***@keys.example/jwks
            https://token@keys.example/jwks             | https://***@keys.example/jwks
            redis://:p@ss/wo:rd@one:6379/2              | redis://***@one:6379/2
            redis://:a@one:1,rediss://b:c@two:2         | redis://***@one:1,rediss://***@two:2
            redis://:a@one:1, redis://two:2             | redis://***@one:1, redis://two:2
            redis://:pass,word@one:1                    | redis://***@one:1
            redis://one:6379                            | redis://one:6379
            https://keys.example/ann@example            | https://***@example
            """)
    void aPasswordInAUrlIsNotShown(String value, String shown) {
        assertThat(new EffectiveSetting("name", value, "source", false).value()).isEqualTo(shown);
        assertThat(new InvalidSettingException("name", value, "something else"))
                .hasMessage("name=" + shown + " is not allowed: something else");
    }

    @Test
    void isOneLineInTheLog() {
        assertThat(new EffectiveSetting("name", "a\r\nb\u2028c", "source", false).toString())
                .isEqualTo("name=a b c (source)");
    }

    @Test
    void theListIsForReadingOnly() {
        Settings settings = Settings.read(name ->
                Optional.ofNullable(values.get(name)).map(text -> new SettingSource.Given(text, "the environment")));

        assertThatThrownBy(() -> settings.effective().all().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
