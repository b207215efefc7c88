package dev.parley.redis.connection;

import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the address of Redis as operators write it: {@code redis://user:password@host:6379/0}, or {@code rediss://} for
 * TLS; only the scheme and the host are required. A list separated by commas is a Redis Cluster; its second and later
 * items may be just {@code host:port}. For a cluster behind one address, the list names this address twice. Sentinels are
 * read by {@link SentinelUrl}.
 */
public final class RedisUrl {

    private static final String RULE = "redis://[user:password@]host[:port][/database], rediss:// for TLS, user and"
            + " password percent-encoded; for a Redis Cluster a list separated by commas, with one scheme, one user"
            + " and no database; for Sentinels redis+sentinel://[user:password@]host[:port][,host[:port]…]/master"
            + "[/database], rediss+sentinel:// for TLS";
    private static final int DEFAULT_PORT = 6379;
    private static final int MAX_PORT = 65_535;
    /** The scheme of TLS. */
    static final String TLS = "rediss";

    /**
     * Used in place of {@link java.net.URI}, which rejects host names with an underscore; container networks have such
     * names.
     */
    private static final Pattern ITEM = Pattern.compile("(?:(?<scheme>rediss?)://)?"
            + "(?:(?<user>[^:@/?#\\s]*):(?<password>[^@/?#\\s]*)@)?"
            + "(?:\\[(?<ipv6>[0-9A-Fa-f:.]+)]|(?<host>[A-Za-z0-9._-]+))"
            + "(?::(?<port>\\d{1,5}))?"
            + "(?:/(?<database>\\d{0,4}))?");

    private static final Pattern USER_INFO = Pattern.compile("(?s)^([A-Za-z+]*://)?.*@");
    /** The text after a colon may be a password without its host, unless the text is a port or the rest of a scheme. */
    private static final Pattern AFTER_COLON = Pattern.compile("(?s):(?!//)(?!\\d{1,5}(?:[,/]|$))[^,]*");

    private static final Pattern QUERY = Pattern.compile("(?s)[?#].*");
    private static final String HIDDEN = "***";

    private RedisUrl() {}

    /**
     * Reads a URL or a list of URLs; the wire is the default one.
     *
     * @param key the key of the channels, see {@link RedisSettings}
     * @throws IllegalArgumentException if the value is not allowed; the message says what is allowed and quotes nothing
     *     of the value
     */
    public static RedisSettings parse(String value, String key) {
        if (SentinelUrl.isOne(value)) {
            return SentinelUrl.parse(value, key);
        }
        List<Matcher> items = new ArrayList<>();
        for (String item : value.split(",", -1)) {
            items.add(matched(item.strip()));
        }
        Matcher first = items.get(0);
        String scheme = first.group("scheme");
        Optional<String> user = decoded(first.group("user"));
        Optional<String> password = decoded(first.group("password"));
        int database = database(first.group("database"));
        boolean cluster = items.size() > 1;
        if (scheme == null
                || user.isPresent() && password.isEmpty()
                || cluster && database != 0
                || !items.stream().allMatch(item -> agree(first, item))) {
            throw refused();
        }
        List<InetSocketAddress> addresses = items.stream()
                .map(item -> address(item, DEFAULT_PORT))
                .distinct()
                .toList();
        return new RedisSettings(
                addresses,
                cluster,
                scheme.equals(TLS),
                user,
                password,
                database,
                key,
                RedisWire.PUBSUB,
                Optional.empty(),
                Optional.empty());
    }

    /** The value with everything hidden that may be a password, whether the value is a URL or not. */
    public static String withoutSecrets(String value) {
        String noUser = USER_INFO.matcher(value).replaceFirst("$1" + HIDDEN + "@");
        String noQuery = QUERY.matcher(noUser).replaceFirst("?" + HIDDEN);
        return AFTER_COLON.matcher(noQuery).replaceAll(":" + HIDDEN);
    }

    private static Matcher matched(String item) {
        Matcher matcher = ITEM.matcher(item);
        if (!matcher.matches()) {
            throw refused();
        }
        return matcher;
    }

    /**
     * All nodes of a cluster have the same scheme, user, password and database. An item that leaves out the scheme or
     * the user agrees.
     */
    private static boolean agree(Matcher first, Matcher item) {
        boolean sameScheme =
                item.group("scheme") == null || item.group("scheme").equals(first.group("scheme"));
        boolean sameUser = item.group("user") == null
                || Objects.equals(item.group("user"), first.group("user"))
                        && Objects.equals(item.group("password"), first.group("password"));
        return sameScheme && sameUser && database(item.group("database")) == database(first.group("database"));
    }

    /** The address that a text of the form {@code host[:port]} names. */
    static InetSocketAddress address(String text, int defaultPort) {
        Matcher item = matched(text);
        if (item.group("scheme") != null || item.group("user") != null || item.group("database") != null) {
            throw refused();
        }
        return address(item, defaultPort);
    }

    private static InetSocketAddress address(Matcher item, int defaultPort) {
        String host = item.group("host") == null ? item.group("ipv6") : item.group("host");
        int port = item.group("port") == null ? defaultPort : Integer.parseInt(item.group("port"));
        if (port < 1 || port > MAX_PORT) {
            throw refused();
        }
        return InetSocketAddress.createUnresolved(host, port);
    }

    /** The number of a database; null is the first one. */
    static int database(String number) {
        return number == null || number.isEmpty() ? 0 : Integer.parseInt(number);
    }

    /** A percent-encoded part of a URL; null or nothing is none. */
    static Optional<String> decoded(String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            // A plus sign stands for itself here; URLDecoder would make a space of it, as in forms.
            return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // The exception's message contains a part of the password.
            throw refused();
        }
    }

    /** What is thrown for every value that is not allowed. */
    static IllegalArgumentException refused() {
        return new IllegalArgumentException(RULE);
    }
}
