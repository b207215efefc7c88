package dev.parley.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {

    private static RedisSettings parse(String url) {
        return RedisUrl.parse(url, RedisSettings.DEFAULT_KEY);
    }

    private static InetSocketAddress address(String host, int port) {
        return InetSocketAddress.createUnresolved(host, port);
    }

    @Test
    void aHostIsEnough() {
        RedisSettings settings = parse("redis://cache");

        assertThat(settings.addresses()).containsExactly(address("cache", 6379));
        assertThat(settings.isCluster()).isFalse();
        assertThat(settings.isTls()).isFalse();
        assertThat(settings.user()).isEmpty();
        assertThat(settings.password()).isEmpty();
        assertThat(settings.database()).isZero();
        assertThat(settings.key()).isEqualTo("socket.io");
    }

    @Test
    void takesEverythingThatAUrlCanSay() {
        RedisSettings settings = RedisUrl.parse("rediss://ada:s%40c%2Fr+t@my_redis.example:6380/12", "chat");

        assertThat(settings.addresses()).containsExactly(address("my_redis.example", 6380));
        assertThat(settings.isTls()).isTrue();
        assertThat(settings.user()).contains("ada");
        assertThat(settings.password()).contains("s@c/r+t");
        assertThat(settings.database()).isEqualTo(12);
        assertThat(settings.key()).isEqualTo("chat");
    }

    @ParameterizedTest
    @CsvSource({
        "redis://:secret@h, secret",
        "redis://:@h,",
        "redis://h/,",
    })
    void aPasswordNeedsNoUser(String url, String password) {
        assertThat(parse(url).user()).isEmpty();
        assertThat(parse(url).password().orElse(null)).isEqualTo(password);
    }

    @Test
    void takesAnIpv6Address() {
        assertThat(parse("redis://[::1]:7000").addresses()).containsExactly(address("::1", 7000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://u:p@a:7000,redis://u:p@b:7001,redis://u:p@c",
                "redis://u:p@a:7000,redis://b:7001,redis://c/0",
                "redis://u:p@a:7000, b:7001 , c",
            })
    void aListIsACluster(String url) {
        RedisSettings settings = parse(url);

        assertThat(settings.isCluster()).isTrue();
        assertThat(settings.addresses()).isEqualTo(List.of(address("a", 7000), address("b", 7001), address("c", 6379)));
        assertThat(settings.user()).contains("u");
        assertThat(settings.password()).contains("p");
    }

    @Test
    void sentinelsNameTheirMaster() {
        RedisSettings settings = parse("redis+sentinel://u:p%40@one:7000, two,[::1]:7001/my-master.1/3");

        assertThat(settings.addresses())
                .containsExactly(address("one", 7000), address("two", 26_379), address("::1", 7001));
        assertThat(settings.sentinel().orElseThrow().name()).isEqualTo("my-master.1");
        assertThat(settings.isCluster()).isFalse();
        assertThat(settings.isTls()).isFalse();
        assertThat(settings.user()).contains("u");
        assertThat(settings.password()).contains("p@");
        assertThat(settings.database()).isEqualTo(3);
        assertThat(settings.sentinel().orElseThrow().password()).isEmpty();
        assertThat(parse("rediss+sentinel://one/m").isTls()).isTrue();
        assertThat(parse("rediss+sentinel://one/m").database()).isZero();
        assertThat(RedisUrl.withoutSecrets("redis+sentinel://u:p%40@one:7000,two/m"))
                .isEqualTo("redis+sentinel://***@one:7000,two/m");
    }

    @Test
    void theUserOfTheSentinelsIsAnotherOne() {
        RedisSettings settings =
                parse("redis+sentinel://u:p@one/m").withSentinelUser(Optional.of("s"), Optional.of("q"));

        assertThat(settings.sentinel()).contains(new SentinelMaster("m", Optional.of("s"), Optional.of("q")));
        assertThat(settings.user()).contains("u");
        assertThat(settings.toString()).contains("sentinel=m").doesNotContain("password=q");
        assertThat(parse("redis://one").withSentinelUser(Optional.empty(), Optional.of("q")))
                .isEqualTo(parse("redis://one"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis+sentinel://",
                "redis+sentinel://one",
                "redis+sentinel://one/",
                "redis+sentinel://one/m/x",
                "redis+sentinel://one/m/1/2",
                "redis+sentinel://one,/m",
                "redis+sentinel://one:0/m",
                "redis+sentinel://u:p@one,u:p@two/m",
                "redis+sentinel://redis://one/m",
                "redis+sentinel://u@one/m",
                "redis+sentinel://u:@one/m",
                "redis+sentinel://one/m?db=1",
                "redis+sentinel://one/m,two/m",
                "sentinel://one/m",
            })
    void refusesOtherSentinels(String url) {
        assertThatThrownBy(() -> parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("redis://[user:password@]host")
                .hasMessageContaining("redis+sentinel://");
    }

    @Test
    void aClusterBehindOneAddressIsNamedTwice() {
        RedisSettings settings = parse("redis://front:6379,front:6379");

        assertThat(settings.isCluster()).isTrue();
        assertThat(settings.addresses()).containsExactly(address("front", 6379));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cache",
                "cache:6379",
                "http://cache",
                "REDIS://cache",
                "redis:cache",
                "redis://",
                "redis://:6379",
                "redis://cache:0",
                "redis://cache:65536",
                "redis://cache:x",
                "redis://cache/x",
                "redis://cache/-1",
                "redis://cache/12345",
                "redis://cache/1/2",
                "redis://cache?db=1",
                "redis://cache#1",
                "redis://two words",
                "redis://user@cache",
                "redis://user:@cache",
                "redis://:half%4@cache",
                "redis://:no%zz@cache",
                "redis://:un@quoted@cache",
                "redis://:un/quoted@cache",
                "redis://:un quoted@cache",
                "redis://[cache]",
                "redis://a,",
                "redis://a,,b",
                "a,redis://b",
                "redis://a/1,redis://b/1",
                "redis://a,redis://b/1",
                "redis://a,rediss://b",
                "redis://:p@a,redis://:q@b",
                "redis://a,redis://:q@b",
            })
    void refusesWhatItWouldHaveToGuessAt(String url) {
        assertThatThrownBy(() -> parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("redis://[user:password@]host[:port][/database], rediss:// for TLS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "redis://ada:SECRET@host:6379/1 redis://***@host:6379/1",
                "redis://ada:SECRET@host:x redis://***@host:***",
                "redis://:SE@CRET@host redis://***@host",
                "redis://:SE/CRET@host redis://***@host",
                "redis://u:SECRET@a:1,redis://u:SECRET@b:2 redis://***@b:2",
                "redis://:SECRET redis://:***",
                "redis://host:SECRET redis://host:***",
                "redis://host:12SECRET redis://host:***",
                "redis://host?password=SECRET redis://host?***",
                "ada:SECRET@host ***@host",
                "http://host:6379 http://host:6379",
                "redis://host:6379/x redis://host:6379/x",
            })
    void hidesWhatMayBeASecret(String url, String shown) {
        assertThat(RedisUrl.withoutSecrets(url)).isEqualTo(shown);
    }

    @Test
    void theSettingsDoNotTellThePassword() {
        assertThat(parse("redis://ada:s3cret@host").toString())
                .contains("ada", "host")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a#b", "a*", "a?", "a[b]", "{a}", "ä", "a\n"})
    void refusesAKeyThatIsAPatternOrCannotBeRead(String key) {
        assertThatThrownBy(() -> RedisUrl.parse("redis://h", key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(RedisSettings.KEY_RULE);
    }
}
