package dev.parley.redis.connection;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the addresses of Sentinels and the name of the master that they watch:
 * {@code redis+sentinel://user:password@one:26379,two:26379/mymaster/0}. User, password and database are those of Redis,
 * not of the Sentinels. {@code rediss+sentinel://} is TLS with both.
 */
final class SentinelUrl {

    private static final int DEFAULT_PORT = 26_379;
    private static final Pattern URL = Pattern.compile("(?<scheme>rediss?)\\+sentinel://"
            + "(?:(?<user>[^:@/?#\\s]*):(?<password>[^@/?#\\s]*)@)?"
            + "(?<hosts>[^@/?#]+)"
            + "/(?<master>[A-Za-z0-9._-]{1,100})"
            + "(?:/(?<database>\\d{0,4}))?");

    private SentinelUrl() {}

    /** Whether the value is meant to be one. */
    static boolean isOne(String value) {
        return value.startsWith("redis+sentinel:") || value.startsWith("rediss+sentinel:");
    }

    /**
     * Reads a URL; the wire is the default one, and the Sentinels ask for no password.
     *
     * @throws IllegalArgumentException as {@link RedisUrl#parse}
     */
    static RedisSettings parse(String value, String key) {
        Matcher url = URL.matcher(value);
        if (!url.matches()) {
            throw RedisUrl.refused();
        }
        Optional<String> user = RedisUrl.decoded(url.group("user"));
        Optional<String> password = RedisUrl.decoded(url.group("password"));
        if (user.isPresent() && password.isEmpty()) {
            throw RedisUrl.refused();
        }
        List<InetSocketAddress> sentinels = Arrays.stream(url.group("hosts").split(",", -1))
                .map(host -> RedisUrl.address(host.strip(), DEFAULT_PORT))
                .distinct()
                .toList();
        SentinelMaster master = new SentinelMaster(url.group("master"), Optional.empty(), Optional.empty());
        return new RedisSettings(
                sentinels,
                false,
                url.group("scheme").equals(RedisUrl.TLS),
                user,
                password,
                RedisUrl.database(url.group("database")),
                key,
                RedisWire.PUBSUB,
                Optional.of(master),
                Optional.empty());
    }
}
