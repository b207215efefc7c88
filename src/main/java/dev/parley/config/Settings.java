package dev.parley.config;

import dev.parley.adminui.AdminAccount;
import dev.parley.adminui.AdminUiMode;
import dev.parley.adminui.AdminUiSettings;
import dev.parley.audit.AuditFormat;
import dev.parley.chat.ChatSettings;
import dev.parley.engine.EngineSettings;
import dev.parley.history.HistorySettings;
import dev.parley.idempotency.IdempotencySettings;
import dev.parley.limits.TrustedProxies;
import dev.parley.redis.connection.CertificateAuthorities;
import dev.parley.redis.connection.RedisSettings;
import dev.parley.redis.connection.RedisUrl;
import dev.parley.redis.connection.RedisWire;
import dev.parley.security.ConsoleSignIn;
import dev.parley.security.JwtSettings;
import dev.parley.security.OriginPolicy;
import dev.parley.security.RoomRules;
import dev.parley.socketio.SocketSettings;
import dev.parley.socketio.recovery.RecoverySettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Everything that can be configured, read once and checked. It is longer than others, because all settings are listed in one place.
 *
 * @param port the port on which the server listens; only for messages, because the server's own files set the port
 * @param path the path of both transports, with a slash at the start and none at the end
 * @param engine the settings of the Engine.IO server
 * @param socket the settings of the Socket.IO server
 * @param recovery what is kept for clients whose connection breaks
 * @param admission who may connect, and how much they may do
 * @param chat the settings of the contract's events; empty if the chat is left out
 * @param history what is kept of what is said in rooms
 * @param ownEvents the settings of own events
 * @param jwt how tokens are verified; empty in development mode, which makes its own key
 * @param drainTimeout how long it takes to send all clients away when the node goes out of service
 * @param roomRules who may enter which room
 * @param dataSource the JNDI name of the data source whose database the node needs to be ready; empty for none
 * @param redis the Redis by which this node meets other nodes; empty for a node that is alone
 * @param audit the format of the audit log
 * @param adminUi who may watch by the Admin UI, and how much
 * @param consoleSignIn the issuer at which people sign in to the console; empty for none
 * @param tracing what is traced
 * @param effective every setting that was read for this, with the value in force and its source; for people
 */
public record Settings(
        int port,
        String path,
        EngineSettings engine,
        SocketSettings socket,
        RecoverySettings recovery,
        Duration drainTimeout,
        Admission admission,
        Optional<ChatSettings> chat,
        HistorySettings history,
        OwnEvents ownEvents,
        Optional<JwtSettings> jwt,
        RoomRules roomRules,
        Optional<String> dataSource,
        Optional<RedisSettings> redis,
        AuditFormat audit,
        AdminUiSettings adminUi,
        Optional<ConsoleSignIn> consoleSignIn,
        TracingSettings tracing,
        EffectiveSettings effective) {

    /**
     * Who may connect, and how much they may do.
     *
     * @param origins the web origins from which browsers may connect
     * @param trustedProxies the proxies whose information about the client's address is trusted
     * @param tokenInQuery whether a token may come in the query string
     * @param rememberedTokens of how many tokens at most it is remembered that their signature is good; 0 for none
     * @param maxConnections the maximum number of connections on this node
     * @param maxConnectionsPerUser the maximum number of connections of one user on this node
     * @param handshakes the maximum for each address and window
     * @param events the maximum for each user and window
     * @param window the window of both rates
     */
    public record Admission(
            OriginPolicy origins,
            TrustedProxies trustedProxies,
            boolean tokenInQuery,
            int rememberedTokens,
            int maxConnections,
            int maxConnectionsPerUser,
            int handshakes,
            int events,
            Duration window) {}

    /**
     * The limits of own events.
     *
     * @param threads the maximum number of handlers that run at a time and may block
     * @param maxNamespaces the maximum number of namespaces of patterns on this node
     */
    public record OwnEvents(int threads, int maxNamespaces) {}

    private static final int ONE_HOUR = 3_600_000;
    private static final int ONE_DAY = 86_400_000;
    private static final int ONE_DAY_OF_SECONDS = 86_400;
    private static final int TEN_YEARS_OF_SECONDS = 315_360_000;
    private static final int MAX_CONNECTIONS = 10_000_000;
    private static final int MAX_BUFFER = 64 * 1024 * 1024;
    private static final int MAX_RECOVERY_BUFFER = 1024 * 1024 * 1024;
    private static final int MAX_HISTORY_MESSAGES = 1000;
    private static final int MIN_HISTORY_BYTES = 256;
    /** Twenty days. */
    private static final int MAX_HISTORY_AGE = 20 * ONE_DAY;

    private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+/?");
    private static final String VERIFY = "mp.jwt.verify.";
    private static final String CONSOLE_ISSUER = "PARLEY_CONSOLE_ISSUER";
    private static final String CONSOLE_CLIENT = "PARLEY_CONSOLE_CLIENT_ID";
    private static final List<String> VERIFYING = List.of(
            "publickey", "publickey.location", "publickey.algorithm", "issuer", "audiences", "clock.skew", "token.age");

    /** Whether tokens are verified with a key that development mode has made. */
    public boolean isDevelopmentMode() {
        return jwt.isEmpty();
    }

    /** How long a repetition is recognised: as long as a client may be away. */
    public IdempotencySettings idempotency() {
        return IdempotencySettings.within(recovery.isOn() ? recovery.window() : IdempotencySettings.DEFAULT_WINDOW);
    }

    /**
     * Reads all settings.
     *
     * @throws InvalidSettingException for the first setting that is wrong
     */
    public static Settings read(Config config) {
        return read(SettingSource.of(config));
    }

    static Settings read(SettingSource source) {
        SettingsReader reader = new SettingsReader(source);
        boolean developing = reader.flag("PARLEY_DEV_MODE", false);
        EngineSettings engine = engine(reader);
        return new Settings(
                reader.number("WEBSOCKET_PORT", 3001, 1, 65_535),
                path(reader),
                engine,
                new SocketSettings(reader.milliseconds("WEBSOCKET_CONNECT_TIMEOUT", 45_000, 100, ONE_DAY)),
                recovery(reader),
                reader.milliseconds("WEBSOCKET_DRAIN_TIMEOUT", 10_000, 0, ONE_HOUR),
                admission(reader, developing),
                chat(reader),
                history(reader, engine),
                new OwnEvents(
                        reader.number("PARLEY_EVENT_THREADS", 200, 1, 100_000),
                        reader.number("PARLEY_MAX_NAMESPACES", 10_000, 1, 10_000_000)),
                developing ? noKeys(reader) : Optional.of(jwt(reader)),
                reader.parsed("WEBSOCKET_ROOM_RULES", "*=**", RoomRules::parse),
                reader.text("WEBSOCKET_DATASOURCE"),
                redis(reader),
                reader.parsed("PARLEY_AUDIT_LOG", AuditFormat.TEXT.text(), AuditFormat::named),
                adminUi(reader),
                consoleSignIn(reader, developing),
                new TracingSettings(reader.flag("PARLEY_TRACING", true), reader.flag("PARLEY_TRACE_ARGUMENT", false)),
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
                        reader.number("WEBSOCKET_SEND_BUFFER_SIZE", 1_048_576, 1024, MAX_BUFFER))
                .withBudgets(
                        percentOfHeap(reader.number("WEBSOCKET_SEND_BUDGET", 25, 1, 90)),
                        percentOfHeap(reader.number("WEBSOCKET_RECEIVE_BUDGET", 10, 1, 90)));
    }

    private static RecoverySettings recovery(SettingsReader reader) {
        return new RecoverySettings(
                reader.milliseconds("WEBSOCKET_RECOVERY_WINDOW", 120_000, 0, ONE_DAY),
                reader.number("WEBSOCKET_RECOVERY_BUFFER", 33_554_432, 1024, MAX_RECOVERY_BUFFER));
    }

    private static long percentOfHeap(int percent) {
        return Runtime.getRuntime().maxMemory() / 100 * percent;
    }

    private static Admission admission(SettingsReader reader, boolean developing) {
        return new Admission(
                reader.parsed(
                        "WEBSOCKET_CORS_ORIGIN",
                        "",
                        developing ? OriginPolicy::parseForDevelopment : OriginPolicy::parse),
                reader.parsed("WEBSOCKET_TRUSTED_PROXIES", "", TrustedProxies::parse),
                reader.flag("WEBSOCKET_TOKEN_QUERY", false),
                reader.number("PARLEY_REMEMBERED_TOKENS", 10_000, 0, 1_000_000),
                reader.number("WEBSOCKET_MAX_CONNECTIONS", 1000, 1, MAX_CONNECTIONS),
                reader.number("WEBSOCKET_MAX_CONNECTIONS_PER_USER", 20, 1, MAX_CONNECTIONS),
                reader.number("WEBSOCKET_CONNECT_RATE_LIMIT", 120, 1, 1_000_000),
                reader.number("WEBSOCKET_RATE_LIMIT_MAX", 600, 1, 1_000_000),
                reader.milliseconds("WEBSOCKET_RATE_LIMIT_WINDOW", 60_000, 100, ONE_DAY));
    }

    private static Optional<ChatSettings> chat(SettingsReader reader) {
        ChatSettings settings = new ChatSettings(
                        reader.number("WEBSOCKET_MAX_ROOMS_PER_CONNECTION", 100, 1, 100_000),
                        reader.flag("WEBSOCKET_ALLOW_BROADCAST", true))
                .withPresenceGrace(reader.milliseconds("WEBSOCKET_PRESENCE_GRACE", 5000, 0, ONE_DAY));
        return reader.flag("PARLEY_CHAT", true) ? Optional.of(settings) : Optional.empty();
    }

    /** An answer with all that is kept of a room takes at most half of what may wait for a client. */
    private static HistorySettings history(SettingsReader reader, EngineSettings engine) {
        int max = engine.sendBuffer() / 2;
        return new HistorySettings(
                reader.number("WEBSOCKET_HISTORY_MESSAGES", 0, 0, MAX_HISTORY_MESSAGES),
                reader.number("WEBSOCKET_HISTORY_BYTES", Math.min(262_144, max), MIN_HISTORY_BYTES, max),
                reader.milliseconds("WEBSOCKET_HISTORY_AGE", ONE_DAY, 1000, MAX_HISTORY_AGE));
    }

    private static Optional<JwtSettings> noKeys(SettingsReader reader) {
        VERIFYING.forEach(name -> refuseInDevelopment(reader, VERIFY + name));
        return Optional.empty();
    }

    private static JwtSettings jwt(SettingsReader reader) {
        try {
            return new JwtSettings(
                    reader.secret(VERIFY + "publickey"),
                    reader.text(VERIFY + "publickey.location"),
                    reader.text(VERIFY + "publickey.algorithm", JwtSettings.DEFAULT_ALGORITHM),
                    reader.text(VERIFY + "issuer"),
                    reader.items(VERIFY + "audiences"),
                    reader.seconds(VERIFY + "clock.skew", 0, 0, ONE_DAY_OF_SECONDS),
                    reader.seconds(VERIFY + "token.age", 1, TEN_YEARS_OF_SECONDS),
                    reader.text("mp.jwt.token.header", JwtSettings.DEFAULT_TOKEN_HEADER),
                    reader.text("mp.jwt.token.cookie", JwtSettings.DEFAULT_TOKEN_COOKIE));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(e.getMessage());
        }
    }

    /** Development mode would ignore the setting, and an operator who has set it expects security. */
    private static void refuseInDevelopment(SettingsReader reader, String name) {
        if (reader.text(name).isPresent()) {
            throw new InvalidSettingException(
                    name,
                    "(set)",
                    "not together with PARLEY_DEV_MODE=true, which makes a key of its own and is for development only");
        }
    }

    private static AdminUiSettings adminUi(SettingsReader reader) {
        AdminUiMode mode = reader.parsed("PARLEY_ADMIN_UI", AdminUiMode.OFF.text(), AdminUiMode::named);
        boolean readOnly = reader.flag("PARLEY_ADMIN_UI_READONLY", false);
        Optional<String> user = reader.text("PARLEY_ADMIN_UI_USER");
        Optional<String> hash = reader.secret("PARLEY_ADMIN_UI_PASSWORD_HASH");
        if (user.isPresent() != hash.isPresent()) {
            throw new InvalidSettingException(
                    "PARLEY_ADMIN_UI_USER", user.orElse(""), "a user together with PARLEY_ADMIN_UI_PASSWORD_HASH");
        }
        return new AdminUiSettings(mode, readOnly, user.map(name -> account(name, hash.orElseThrow())));
    }

    private static Optional<ConsoleSignIn> consoleSignIn(SettingsReader reader, boolean developing) {
        if (developing) {
            refuseInDevelopment(reader, CONSOLE_ISSUER);
        }
        Optional<URI> issuer =
                reader.text(CONSOLE_ISSUER).map(text -> reader.parsed(CONSOLE_ISSUER, text, ConsoleSignIn::issuer));
        Optional<String> client = reader.text(CONSOLE_CLIENT);
        String scope = reader.text("PARLEY_CONSOLE_SCOPE", ConsoleSignIn.DEFAULT_SCOPE);
        Optional<String> resource = reader.text("PARLEY_CONSOLE_RESOURCE");
        if (issuer.isPresent() != client.isPresent()) {
            throw new InvalidSettingException(CONSOLE_CLIENT, client.orElse(""), "one together with " + CONSOLE_ISSUER);
        }
        return issuer.map(at -> new ConsoleSignIn(at, client.orElseThrow(), scope, resource));
    }

    private static AdminAccount account(String user, String hash) {
        try {
            return new AdminAccount(user, hash);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("PARLEY_ADMIN_UI_PASSWORD_HASH", "(set)", e.getMessage());
        }
    }

    private static Optional<RedisSettings> redis(SettingsReader reader) {
        String key = reader.parsed("WEBSOCKET_REDIS_KEY", RedisSettings.DEFAULT_KEY, RedisSettings::requireKey);
        RedisWire wire = reader.parsed("REDIS_ADAPTER", RedisWire.PUBSUB.text(), RedisWire::named);
        Optional<String> user = reader.text("REDIS_SENTINEL_USER");
        Optional<String> password = reader.secret("REDIS_SENTINEL_PASSWORD");
        Optional<String> authorities = reader.text("REDIS_CA_FILE");
        return reader.text("REDIS_URL")
                .map(url -> redis(url, key))
                .map(redis -> over(redis, wire))
                .map(redis -> withSentinelUser(redis, user, password))
                .map(redis -> authorities.map(file -> trusting(redis, file)).orElse(redis));
    }

    private static RedisSettings withSentinelUser(
            RedisSettings redis, Optional<String> user, Optional<String> password) {
        if (user.isPresent() && password.isEmpty()) {
            throw new InvalidSettingException(
                    "REDIS_SENTINEL_USER", user.get(), "a user together with REDIS_SENTINEL_PASSWORD");
        }
        return redis.withSentinelUser(user, password);
    }

    private static RedisSettings trusting(RedisSettings redis, String file) {
        try {
            return redis.trusting(CertificateAuthorities.read(file));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("REDIS_CA_FILE", file, e.getMessage());
        }
    }

    private static RedisSettings over(RedisSettings redis, RedisWire wire) {
        try {
            return redis.over(wire);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("REDIS_ADAPTER", wire.text(), e.getMessage());
        }
    }

    private static RedisSettings redis(String url, String key) {
        try {
            return RedisUrl.parse(url, key);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("REDIS_URL", RedisUrl.withoutSecrets(url), e.getMessage());
        }
    }
}
