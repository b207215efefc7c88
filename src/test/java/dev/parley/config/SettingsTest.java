package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.adminui.AdminAccount;
import dev.parley.adminui.AdminUiMode;
import dev.parley.adminui.AdminUiSettings;
import dev.parley.history.HistorySettings;
import dev.parley.redis.connection.RedisSettings;
import dev.parley.redis.connection.RedisWire;
import dev.parley.security.ConsoleSignIn;
import dev.parley.security.JwtSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private final Map<String, String> values = new HashMap<>(Map.of("mp.jwt.verify.publickey", "KEY"));

    private Settings with(String name, String value) {
        values.put(name, value);
        return read();
    }

    private Settings read() {
        return Settings.read(name -> Optional.ofNullable(values.get(name)).map(SettingsTest::given));
    }

    private static SettingSource.Given given(String text) {
        return new SettingSource.Given(text, "a test");
    }

    @Test
    void theChatCanBeLeftOut() {
        assertThat(with("PARLEY_CHAT", "false").chat()).isEmpty();
        assertThatThrownBy(() -> with("PARLEY_CHAT", "no"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("PARLEY_CHAT");
    }

    @Test
    void theAdminUiIsOffUnlessItIsWanted() {
        assertThat(read().adminUi()).isEqualTo(new AdminUiSettings(AdminUiMode.OFF, false, Optional.empty()));
        assertThat(read().adminUi().isOn()).isFalse();
        values.put("PARLEY_ADMIN_UI_READONLY", "true");
        assertThat(with("PARLEY_ADMIN_UI", "development").adminUi())
                .isEqualTo(new AdminUiSettings(AdminUiMode.DEVELOPMENT, true, Optional.empty()));
        assertThatThrownBy(() -> with("PARLEY_ADMIN_UI", "true"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("off, production or development");
    }

    @Test
    void thePasswordOfTheAdminUiIsAHashThatIsNotShown() {
        String hash = "$2b$10$" + "a".repeat(53);
        values.put("PARLEY_ADMIN_UI_USER", "ada");
        assertThatThrownBy(this::read).hasMessageContaining("PARLEY_ADMIN_UI_PASSWORD_HASH");

        Settings settings = with("PARLEY_ADMIN_UI_PASSWORD_HASH", hash);
        assertThat(settings.adminUi().account()).contains(new AdminAccount("ada", hash));
        assertThat(settings.effective().all())
                .filteredOn(setting -> setting.name().equals("PARLEY_ADMIN_UI_PASSWORD_HASH"))
                .singleElement()
                .satisfies(setting -> assertThat(setting.secret()).isTrue());

        assertThatThrownBy(() -> with("PARLEY_ADMIN_UI_PASSWORD_HASH", "open sesame"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("bcrypt")
                .message()
                .doesNotContain("open sesame");
        values.remove("PARLEY_ADMIN_UI_USER");
        assertThatThrownBy(this::read).hasMessageContaining("PARLEY_ADMIN_UI_USER");
    }

    @Test
    void peopleSignInToTheConsoleAtAnIssuerIfOneIsNamed() {
        assertThat(read().consoleSignIn()).isEmpty();
        values.put("PARLEY_CONSOLE_ISSUER", "https://issuer.example/realm");
        assertThatThrownBy(this::read).hasMessageContaining("PARLEY_CONSOLE_CLIENT_ID");

        ConsoleSignIn signIn =
                with("PARLEY_CONSOLE_CLIENT_ID", "console").consoleSignIn().orElseThrow();
        assertThat(signIn.issuer()).isEqualTo(URI.create("https://issuer.example/realm"));
        assertThat(signIn.origin()).isEqualTo("https://issuer.example");
        assertThat(signIn.clientId()).isEqualTo("console");
        assertThat(signIn.scope()).isEqualTo("openid");
        assertThat(signIn.resource()).isEmpty();
        values.put("PARLEY_CONSOLE_SCOPE", "openid profile");
        assertThat(with("PARLEY_CONSOLE_RESOURCE", "urn:parley").consoleSignIn())
                .contains(new ConsoleSignIn(signIn.issuer(), "console", "openid profile", Optional.of("urn:parley")));

        values.remove("PARLEY_CONSOLE_ISSUER");
        assertThatThrownBy(this::read).hasMessageContaining("PARLEY_CONSOLE_ISSUER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "issuer.example",
                "http://issuer.example",
                "https://user@issuer.example",
                "https://issuer.example?a=b",
                "https://issuer.example#a",
                "https://a.example; script-src *",
                "https:issuer",
                "https://*.example",
                "ftp://localhost"
            })
    void anIssuerAtWhichNobodyShouldSignInIsRefused(String issuer) {
        values.put("PARLEY_CONSOLE_CLIENT_ID", "console");

        assertThatThrownBy(() -> with("PARLEY_CONSOLE_ISSUER", issuer))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("PARLEY_CONSOLE_ISSUER");
    }

    @Test
    void anIssuerOfThisMachineNeedsNoTls() {
        values.put("PARLEY_CONSOLE_CLIENT_ID", "console");

        assertThat(with("PARLEY_CONSOLE_ISSUER", "http://localhost:9000").consoleSignIn())
                .isPresent();
    }

    @Test
    void ownEventsHaveTheirLimits() {
        assertThat(read().ownEvents()).isEqualTo(new Settings.OwnEvents(200, 10_000));
        values.put("PARLEY_EVENT_THREADS", "8");
        assertThat(with("PARLEY_MAX_NAMESPACES", "5").ownEvents()).isEqualTo(new Settings.OwnEvents(8, 5));
    }

    @Test
    void hasTheDefaultsOfTheContract() {
        Settings settings = read();

        assertThat(settings.port()).isEqualTo(3001);
        assertThat(settings.path()).isEqualTo("/socket.io");
        assertThat(settings.engine().pingInterval()).isEqualTo(Duration.ofMillis(25_000));
        assertThat(settings.engine().pingTimeout()).isEqualTo(Duration.ofMillis(60_000));
        assertThat(settings.engine().maxPayload()).isEqualTo(1_048_576);
        assertThat(settings.engine().sendBuffer()).isEqualTo(1_048_576);
        assertThat(settings.socket().connectTimeout()).isEqualTo(Duration.ofMillis(45_000));
        assertThat(settings.admission().maxConnections()).isEqualTo(1000);
        assertThat(settings.admission().maxConnectionsPerUser()).isEqualTo(20);
        assertThat(settings.admission().handshakes()).isEqualTo(120);
        assertThat(settings.admission().events()).isEqualTo(600);
        assertThat(settings.admission().window()).isEqualTo(Duration.ofMillis(60_000));
        assertThat(settings.admission().tokenInQuery()).isFalse();
        assertThat(settings.admission().origins().allows(Optional.of("http://a.example"), "http", "b.example"))
                .isFalse();
        assertThat(settings.chat().orElseThrow().maxRoomsPerConnection()).isEqualTo(100);
        assertThat(settings.chat().orElseThrow().allowBroadcast()).isTrue();
        assertThat(settings.chat().orElseThrow().presenceGrace()).isEqualTo(Duration.ofMillis(5000));
        assertThat(settings.recovery().window()).isEqualTo(Duration.ofMillis(120_000));
        assertThat(settings.recovery().bytes()).isEqualTo(33_554_432);
        assertThat(settings.isDevelopmentMode()).isFalse();
        assertThat(settings.jwt()).get().satisfies(jwt -> {
            assertThat(jwt.publicKey()).contains("KEY");
            assertThat(jwt.algorithm()).isEqualTo(JwtSettings.DEFAULT_ALGORITHM);
            assertThat(jwt.clockSkew()).isZero();
            assertThat(jwt.tokenAge()).isEmpty();
            assertThat(jwt.audiences()).isEmpty();
            assertThat(jwt.tokenHeader()).isEqualTo("Authorization");
            assertThat(jwt.tokenCookie()).isEqualTo("Bearer");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "WEBSOCKET_PORT, 1, 65535",
        "WEBSOCKET_PING_INTERVAL, 100, 86400000",
        "WEBSOCKET_PING_TIMEOUT, 100, 86400000",
        "WEBSOCKET_CONNECT_TIMEOUT, 100, 86400000",
        "WEBSOCKET_MAX_BUFFER_SIZE, 1024, 67108864",
        "WEBSOCKET_SEND_BUFFER_SIZE, 1024, 67108864",
        "WEBSOCKET_MAX_CONNECTIONS, 1, 10000000",
        "WEBSOCKET_MAX_CONNECTIONS_PER_USER, 1, 10000000",
        "WEBSOCKET_CONNECT_RATE_LIMIT, 1, 1000000",
        "WEBSOCKET_RATE_LIMIT_MAX, 1, 1000000",
        "PARLEY_REMEMBERED_TOKENS, 0, 1000000",
        "WEBSOCKET_RATE_LIMIT_WINDOW, 100, 86400000",
        "WEBSOCKET_MAX_ROOMS_PER_CONNECTION, 1, 100000",
        "WEBSOCKET_RECOVERY_WINDOW, 0, 86400000",
        "WEBSOCKET_RECOVERY_BUFFER, 1024, 1073741824",
        "WEBSOCKET_PRESENCE_GRACE, 0, 86400000",
        "WEBSOCKET_HISTORY_MESSAGES, 0, 1000",
        "WEBSOCKET_HISTORY_BYTES, 256, 524288",
        "WEBSOCKET_HISTORY_AGE, 1000, 1728000000",
        "WEBSOCKET_DRAIN_TIMEOUT, 0, 3600000",
    })
    void takesNumbersInTheirRangeOnly(String name, long min, long max) {
        with(name, Long.toString(min));
        with(name, " " + max + " ");
        for (String bad : new String[] {
            Long.toString(min - 1), Long.toString(max + 1), "x", "1.5", "1e3", "-1", "10s", "99999999999999999999"
        }) {
            assertThatThrownBy(() -> with(name, bad))
                    .as("%s=%s", name, bad)
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageStartingWith(name + "=" + bad + " is not allowed: a whole number")
                    .hasMessageContaining("from " + min + " to " + max);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"WEBSOCKET_TOKEN_QUERY", "WEBSOCKET_ALLOW_BROADCAST", "PARLEY_DEV_MODE"})
    void takesTrueAndFalseForFlagsOnly(String name) {
        with(name, "false");
        for (String bad : new String[] {"yes", "1", "TRUE", "truee"}) {
            assertThatThrownBy(() -> with(name, bad))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessage(name + "=" + bad + " is not allowed: true or false");
        }
    }

    /** An answer with all of it must not end the client that asks. */
    @Test
    void aHistoryHasAtMostHalfOfASendBuffer() {
        assertThat(with("WEBSOCKET_PORT", "3001").history())
                .isEqualTo(new HistorySettings(0, 262_144, Duration.ofDays(1)));
        assertThat(with("WEBSOCKET_SEND_BUFFER_SIZE", "1024").history().bytes()).isEqualTo(512);
    }

    @Test
    void aBlankValueIsNone() {
        assertThat(with("WEBSOCKET_PORT", "  ").port()).isEqualTo(3001);
        assertThat(with("WEBSOCKET_ALLOW_BROADCAST", "").chat().orElseThrow().allowBroadcast())
                .isTrue();
        assertThat(with("mp.jwt.verify.issuer", "").jwt().orElseThrow().issuer())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/socket.io, /socket.io", "/socket.io/, /socket.io", "/a/b-c_d~e.f, /a/b-c_d~e.f"})
    void takesAPathWithOrWithoutItsLastSlash(String value, String path) {
        assertThat(with("WEBSOCKET_PATH", value).path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "socket.io", "/a//b", "/a b", "/ä", "/a%20b", "/*", "/a?b", "/..", "/a/./b"})
    void refusesWhatIsNoPath(String value) {
        assertThatThrownBy(() -> with("WEBSOCKET_PATH", value))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("WEBSOCKET_PATH=" + value + " is not allowed: a path such as /socket.io");
    }

    @ParameterizedTest
    @CsvSource({
        "WEBSOCKET_CORS_ORIGIN, http://a.example/path",
        "WEBSOCKET_CORS_ORIGIN, '*,http://a.example'",
        "WEBSOCKET_TRUSTED_PROXIES, 10.0.0.0/99",
        "WEBSOCKET_ROOM_RULES, nonsense",
    })
    void namesTheVariableAndTheValueOfABadList(String name, String value) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(name + "=" + value + " is not allowed: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void saysItInOneShortLineWhateverTheValue() {
        assertThatThrownBy(() -> with("WEBSOCKET_PORT", "1\n2\r\u2028\u0085" + "x".repeat(10_000)))
                .isInstanceOf(InvalidSettingException.class)
                .message()
                .hasSizeLessThan(700)
                .doesNotContainPattern("[\\n\\r\\u2028\\u0085]")
                .contains("a whole number from 1 to 65535");
    }

    @Test
    void aValueThatCannotBeReadIsAWrongSetting() {
        assertThatThrownBy(() -> Settings.read(name -> {
                    if (name.equals("WEBSOCKET_PORT")) {
                        throw new NoSuchElementException("no value for the expression ${PORT}");
                    }
                    return Optional.ofNullable(values.get(name)).map(SettingsTest::given);
                }))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("WEBSOCKET_PORT")
                .hasMessageContaining("${PORT}");
    }

    @Test
    void readsTheJwtProperties() {
        values.put("mp.jwt.verify.publickey.algorithm", "ES256");
        values.put("mp.jwt.verify.issuer", "https://issuer.example");
        values.put("mp.jwt.verify.audiences", "a, b,,a");
        values.put("mp.jwt.verify.clock.skew", "60");
        values.put("mp.jwt.verify.token.age", "3600");
        values.put("mp.jwt.token.header", "Cookie");
        values.put("mp.jwt.token.cookie", "session");

        assertThat(read().jwt())
                .contains(new JwtSettings(
                        Optional.of("KEY"),
                        Optional.empty(),
                        "ES256",
                        Optional.of("https://issuer.example"),
                        Set.of("a", "b"),
                        Duration.ofSeconds(60),
                        Optional.of(Duration.ofHours(1)),
                        "Cookie",
                        "session"));
    }

    @ParameterizedTest
    @CsvSource({
        "mp.jwt.verify.publickey.algorithm, HS256",
        "mp.jwt.verify.publickey.algorithm, none",
        "mp.jwt.verify.clock.skew, -1",
        "mp.jwt.verify.clock.skew, 86401",
        "mp.jwt.verify.token.age, 0",
        "mp.jwt.token.header, X-Token",
        "mp.jwt.token.cookie, a b",
        "mp.jwt.verify.audiences, ','",
    })
    void refusesBadJwtProperties(String name, String value) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(name);
    }

    @Test
    void wantsExactlyOneSourceOfKeys() {
        assertThatThrownBy(() -> with("mp.jwt.verify.publickey.location", "/keys.pem"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("both are set");
        values.clear();
        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("neither is set");
    }

    @Test
    void developmentModeMakesItsOwnKeyAndTakesNoOther() {
        values.clear();
        assertThat(with("PARLEY_DEV_MODE", "true").isDevelopmentMode()).isTrue();

        for (String name :
                new String[] {"mp.jwt.verify.publickey", "mp.jwt.verify.publickey.location", "mp.jwt.verify.issuer"}) {
            values.clear();
            values.put("PARLEY_DEV_MODE", "true");
            assertThatThrownBy(() -> with(name, "secret"))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageStartingWith(name + "=(set) is not allowed: ")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void developmentModeLetsThePagesOfThisMachineIn() {
        values.clear();
        Optional<String> page = Optional.of("http://localhost:5173");

        assertThat(with("PARLEY_DEV_MODE", "true").admission().origins().allows(page, "http", "localhost:3001"))
                .isTrue();
        assertThat(with("WEBSOCKET_CORS_ORIGIN", "https://app.example")
                        .admission()
                        .origins()
                        .allows(page, "http", "localhost:3001"))
                .isFalse();
    }

    @Test
    void aNodeIsAloneUnlessRedisIsNamed() {
        assertThat(read().redis()).isEmpty();
        assertThat(with("WEBSOCKET_REDIS_KEY", "chat").redis()).isEmpty();
        assertThat(with("REDIS_URL", " redis://cache:6380/1 ").redis()).get().satisfies(redis -> {
            assertThat(redis.addresses()).hasToString("[cache/<unresolved>:6380]");
            assertThat(redis.database()).isEqualTo(1);
            assertThat(redis.key()).isEqualTo("chat");
        });
    }

    @Test
    void aBadAddressOfRedisIsShownWithoutItsPassword() {
        assertThatThrownBy(() -> with("REDIS_URL", "redis://ada:s3cret@cache:x"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("REDIS_URL=redis://***@cache:*** is not allowed: redis://[user:password@]host")
                .hasMessageNotContainingAny("s3cret", "\n");
    }

    @Test
    void aKeyOfRedisIsCheckedEvenWithoutRedis() {
        assertThatThrownBy(() -> with("WEBSOCKET_REDIS_KEY", "a*"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("WEBSOCKET_REDIS_KEY=a* is not allowed: 1 to 64 of letters, digits and . _ : ~ / -");
    }

    @Test
    void theWireOfTheClusterIsNodesClassicOneUnlessAnotherIsNamed() {
        assertThat(with("REDIS_URL", "redis://cache").redis().orElseThrow().wire())
                .isEqualTo(RedisWire.PUBSUB);
        assertThat(with("REDIS_ADAPTER", "sharded").redis().orElseThrow().wire())
                .isEqualTo(RedisWire.SHARDED);
        assertThat(with("REDIS_ADAPTER", "streams").redis().orElseThrow().wire())
                .isEqualTo(RedisWire.STREAMS);
        assertThatThrownBy(() -> with("REDIS_ADAPTER", "Sharded"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("REDIS_ADAPTER=Sharded is not allowed: pubsub, sharded or streams");
    }

    @Test
    void theSentinelsOfRedisHaveAUserOfTheirOwn() {
        with("REDIS_URL", "redis+sentinel://u:p@one,two/m");
        with("REDIS_SENTINEL_PASSWORD", "s3cret");
        RedisSettings redis = with("REDIS_SENTINEL_USER", "watcher").redis().orElseThrow();
        assertThat(redis.sentinel().orElseThrow().user()).contains("watcher");
        assertThat(redis.sentinel().orElseThrow().password()).contains("s3cret");

        values.remove("REDIS_SENTINEL_PASSWORD");
        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("REDIS_SENTINEL_USER=watcher is not allowed: a user together with REDIS_SENTINEL_PASSWORD");
    }

    @Test
    void theAuthoritiesOfRedisAreReadAtTheStart(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), "no certificate");
        with("REDIS_URL", "rediss://cache");
        for (String bad :
                new String[] {file.toString(), folder.resolve("missing.pem").toString()}) {
            assertThatThrownBy(() -> with("REDIS_CA_FILE", bad))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessage("REDIS_CA_FILE=" + bad
                            + " is not allowed: a file with at least one certificate in PEM form, that this process may"
                            + " read");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sharded", "streams"})
    void anotherWireThanPubsubIsRefusedWithARedisCluster(String wire) {
        with("REDIS_ADAPTER", wire);

        assertThatThrownBy(() -> with("REDIS_URL", "redis://one,two"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("REDIS_ADAPTER=" + wire
                        + " is not allowed: pubsub with a Redis Cluster; sharded and streams are for one Redis server");
    }
}
