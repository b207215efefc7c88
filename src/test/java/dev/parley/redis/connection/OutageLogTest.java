package dev.parley.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

class OutageLogTest {

    private static final Throwable NO_PING =
            new JedisAccessControlException("NOPERM this user has no permissions to run the 'ping' command");

    private final ManualTime time = new ManualTime();
    private final Lines lines = new Lines();
    private final OutageLog log = new OutageLog(lines, time.clock(), "Redis is away", "Redis is back");

    private static final class Lines implements System.Logger {

        final List<String> text = new ArrayList<>();

        @Override
        public String getName() {
            return "lines";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.compareTo(Level.INFO) >= 0;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            if (isLoggable(level)) {
                text.add(message);
            }
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            if (isLoggable(level)) {
                text.add(parameters == null ? format : java.text.MessageFormat.format(format, parameters));
            }
        }
    }

    @Test
    void tellsOfAnOutageAndOfItsEndOnce() {
        log.well();
        log.lost(new JedisConnectionException("refused"));
        log.lost(new JedisConnectionException("refused"));
        time.advance(OutageLog.REPEAT.multipliedBy(3));
        log.lost(new JedisConnectionException("refused"));
        log.well();
        log.well();

        assertThat(lines.text).containsExactly("Redis is away: refused", "Redis is back");
    }

    /** As without the permission to ping: connected and lost, five times a second. */
    @Test
    void tellsOfWhatComesAndGoesAtMostOnceAMinute() {
        for (int i = 0; i < 5 * 90; i++) {
            log.lost(NO_PING);
            log.well();
            time.advance(Duration.ofMillis(200));
        }

        assertThat(lines.text).hasSize(4);
        assertThat(lines.text.get(0))
                .isEqualTo(
                        "Redis is away: Redis refuses it, the user of REDIS_URL lacks a permission: the command +ping");
    }

    @Test
    void tellsOfAnotherReasonDuringAnOutage() {
        log.lost(new JedisConnectionException("refused"));
        log.lost(NO_PING);
        time.advance(OutageLog.REPEAT);
        log.lost(NO_PING);

        assertThat(lines.text).hasSize(2);
        assertThat(lines.text.get(1)).contains("+ping");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "NOPERM this user has no permissions to run the 'pubsub|numsub' command; the command +pubsub|numsub",
                "NOPERM this user has no permissions to access one of the channels used as arguments; one of the channels",
                "NOPERM this user has no permissions to access one of the keys used as arguments; one of the keys",
                "NOPERM No permissions to access a channel; one of the channels",
                "ERR The user executing the script can't run this command or subcommand script: fd, on @user_script:1.; of the scripts"
            })
    void namesTheMissingPermission(String said, String named) {
        log.lost(new IllegalStateException("wrapped", new JedisDataException(said)));

        assertThat(lines.text)
                .singleElement()
                .asString()
                .contains("lacks a permission")
                .contains(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERR unknown command `SSUBSCRIBE`, with args beginning with: `socket.io#/#`, ",
                "ERR unknown command 'SSUBSCRIBE', with args beginning with: 'socket.io#/#' "
            })
    void saysThatRedisIsTooOldForAWire(String said) {
        log.lost(new JedisDataException(said));

        assertThat(lines.text)
                .containsExactly(
                        "Redis is away: Redis does not know SSUBSCRIBE: REDIS_ADAPTER=sharded needs Redis 7.0 or"
                                + " later");
    }
}
