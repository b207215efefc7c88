package dev.parley.config;

import dev.parley.chat.ChatSettings;
import dev.parley.engine.EngineSettings;
import dev.parley.limits.TrustedProxies;
import dev.parley.redis.RedisSettings;
import dev.parley.redis.RedisUrl;
import dev.parley.security.JwtSettings;
import dev.parley.security.OriginPolicy;
import dev.parley.security.RoomRules;
import dev.parley.socketio.SocketSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Everything that can be configured, read once and checked.
 *
 * @param port where the server listens, for messages; the server's own files apply it
 * @param path of both transports, starting with a slash, none at the end
 * @param engine of the Engine.IO server
 * @param socket of the Socket.IO server
 * @param admission who gets in
 * @param chat of the contract's events
 * @param jwt how tokens are verified; empty in development mode, which makes its own key
 * @param roomRules who may enter which room
 * @param dataSource the JNDI name of the data source whose database the node needs to be ready
 * @param redis by which this node meets others; empty for a node that is alone
 * @param effective every setting that was read for this, as it is in force and where it came from; for people
 */
public record Settings(
        int port,
        String path,
        EngineSettings engine,
        SocketSettings socket,
        Admission admission,
        ChatSettings chat,
        Optional<JwtSettings> jwt,
        RoomRules roomRules,
        Optional<String> dataSource,
        Optional<RedisSettings> redis,
        EffectiveSettings effective) {

    /**
     * Who gets in, and how much they may do.
     *
     * @param origins of browsers that may connect
     * @param trustedProxies whose word for the client's address is taken
     * @param tokenInQuery whether a token may come in the query string
     * @param maxConnections on this node
     * @param maxConnectionsPerUser on this node
     * @param handshakes for each address and window
     * @param events for each user and window
     * @param window of both rates
     */
    public record Admission(
            OriginPolicy origins,
            TrustedProxies trustedProxies,
            boolean tokenInQuery,
            int maxConnections,
            int maxConnectionsPerUser,
            int handshakes,
            int events,
            Duration window) {}

    private static final int ONE_DAY = 86_400_000;
    private static final int ONE_DAY_OF_SECONDS = 86_400;
    private static final int TEN_YEARS_OF_SECONDS = 315_360_000;
    private static final int MAX_CONNECTIONS = 10_000_000;
    private static final int MAX_BUFFER = 64 * 1024 * 1024;
    private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+/?");
    private static final String VERIFY = "mp.jwt.verify.";
    private static final List<String> VERIFYING = List.of(
            "publickey", "publickey.location", "publickey.algorithm", "issuer", "audiences", "clock.skew", "token.age");

    /** Whether there is a key for tokens only because this is a development machine. */
    public boolean isDevelopmentMode() {
        return jwt.isEmpty();
    }

    /**
     * Reads all settings.
     *
     * @throws InvalidSettingException at the first that is wrong
     */
    public static Settings read(Config config) {
        return read(SettingSource.of(config));
    }

    static Settings read(SettingSource source) {
        SettingsReader reader = new SettingsReader(source);
        return new Settings(
                reader.number("WEBSOCKET_PORT", 3001, 1, 65_535),
                path(reader),
                engine(reader),
                new SocketSettings(reader.milliseconds("WEBSOCKET_CONNECT_TIMEOUT", 45_000, 100, ONE_DAY)),
                admission(reader),
                chat(reader),
                jwt(reader),
                reader.parsed("WEBSOCKET_ROOM_RULES", "*=**", RoomRules::parse),
                reader.text("WEBSOCKET_DATASOURCE"),
                redis(reader),
                // Last, when everything has been read.
                reader.effective());
    }

    private static String path(SettingsReader reader) {
        String path = reader.text("WEBSOCKET_PATH", "/socket.io");
        if (!PATH.matcher(path).matches()) {
            throw new InvalidSettingException(
                    "WEBSOCKET_PATH",
                    path,
                    "a path such as /socket.io, of letters, digits and . _ ~ - between slashes");
        }
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static EngineSettings engine(SettingsReader reader) {
        return new EngineSettings(
                reader.milliseconds("WEBSOCKET_PING_INTERVAL", 25_000, 100, ONE_DAY),
                reader.milliseconds("WEBSOCKET_PING_TIMEOUT", 60_000, 100, ONE_DAY),
                reader.number("WEBSOCKET_MAX_BUFFER_SIZE", 1_048_576, 1024, MAX_BUFFER),
                reader.number("WEBSOCKET_SEND_BUFFER_SIZE", 1_048_576, 1024, MAX_BUFFER));
    }

    private static Admission admission(SettingsReader reader) {
        return new Admission(
                reader.parsed("WEBSOCKET_CORS_ORIGIN", "", OriginPolicy::parse),
                reader.parsed("WEBSOCKET_TRUSTED_PROXIES", "", TrustedProxies::parse),
                reader.flag("WEBSOCKET_TOKEN_QUERY", false),
                reader.number("WEBSOCKET_MAX_CONNECTIONS", 1000, 1, MAX_CONNECTIONS),
                reader.number("WEBSOCKET_MAX_CONNECTIONS_PER_USER", 20, 1, MAX_CONNECTIONS),
                reader.number("WEBSOCKET_CONNECT_RATE_LIMIT", 120, 1, 1_000_000),
                reader.number("WEBSOCKET_RATE_LIMIT_MAX", 600, 1, 1_000_000),
                reader.milliseconds("WEBSOCKET_RATE_LIMIT_WINDOW", 60_000, 100, ONE_DAY));
    }

    private static ChatSettings chat(SettingsReader reader) {
        return new ChatSettings(
                reader.number("WEBSOCKET_MAX_ROOMS_PER_CONNECTION", 100, 1, 100_000),
                reader.flag("WEBSOCKET_ALLOW_BROADCAST", true));
    }

    private static Optional<JwtSettings> jwt(SettingsReader reader) {
        if (reader.flag("PARLEY_DEV_MODE", false)) {
            VERIFYING.forEach(name -> refuseInDevelopment(reader, VERIFY + name));
            return Optional.empty();
        }
        try {
            return Optional.of(new JwtSettings(
                    reader.secret(VERIFY + "publickey"),
                    reader.text(VERIFY + "publickey.location"),
                    reader.text(VERIFY + "publickey.algorithm", JwtSettings.DEFAULT_ALGORITHM),
                    reader.text(VERIFY + "issuer"),
                    reader.items(VERIFY + "audiences"),
                    reader.seconds(VERIFY + "clock.skew", 0, 0, ONE_DAY_OF_SECONDS),
                    reader.seconds(VERIFY + "token.age", 1, TEN_YEARS_OF_SECONDS),
                    reader.text("mp.jwt.token.header", JwtSettings.DEFAULT_TOKEN_HEADER),
                    reader.text("mp.jwt.token.cookie", JwtSettings.DEFAULT_TOKEN_COOKIE)));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(e.getMessage());
        }
    }

    /** Development mode would not heed it, and who has set it means to be safe. */
    private static void refuseInDevelopment(SettingsReader reader, String name) {
        if (reader.text(name).isPresent()) {
            throw new InvalidSettingException(
                    name,
                    "(set)",
                    "not together with PARLEY_DEV_MODE=true, which makes a key of its own and is for development only");
        }
    }

    private static Optional<RedisSettings> redis(SettingsReader reader) {
        String key = reader.parsed("WEBSOCKET_REDIS_KEY", RedisSettings.DEFAULT_KEY, RedisSettings::requireKey);
        return reader.text("REDIS_URL").map(url -> redis(url, key));
    }

    private static RedisSettings redis(String url, String key) {
        try {
            return RedisUrl.parse(url, key);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("REDIS_URL", RedisUrl.withoutSecrets(url), e.getMessage());
        }
    }
}
