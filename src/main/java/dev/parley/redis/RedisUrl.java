package dev.parley.redis;

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
 * What operators write for Redis: {@code redis://user:password@host:6379/0}, {@code rediss://} for TLS, all but the host
 * optional. A list separated by commas is a Redis Cluster; from its second item on, {@code host:port} will do. A cluster
 * behind one address is written as a list that names it twice.
 */
public final class RedisUrl {

    private static final String RULE = "redis://[user:password@]host[:port][/database], rediss:// for TLS, user and"
            + " password percent-encoded; for a Redis Cluster a list separated by commas, with one scheme, one user"
            + " and no database";
    private static final int DEFAULT_PORT = 6379;
    private static final int MAX_PORT = 65_535;
    private static final String TLS = "rediss";
    /** Not a {@link java.net.URI}, which takes no host with an underscore, as container networks have them. */
    private static final Pattern ITEM = Pattern.compile("(?:(?<scheme>rediss?)://)?"
            + "(?:(?<user>[^:@/?#\\s]*):(?<password>[^@/?#\\s]*)@)?"
            + "(?:\\[(?<ipv6>[0-9A-Fa-f:.]+)]|(?<host>[A-Za-z0-9._-]+))"
            + "(?::(?<port>\\d{1,5}))?"
            + "(?:/(?<database>\\d{0,4}))?");

    private static final Pattern USER_INFO = Pattern.compile("(?s)^([A-Za-z]*://)?.*@");
    /** What follows a colon and is neither a port nor the rest of a scheme may be a password without its host. */
    private static final Pattern AFTER_COLON = Pattern.compile("(?s):(?!//)(?!\\d{1,5}(?:[,/]|$))[^,]*");

    private static final Pattern QUERY = Pattern.compile("(?s)[?#].*");
    private static final String HIDDEN = "***";

    private RedisUrl() {}

    /**
     * Reads a URL or a list of them.
     *
     * @param key of the channels, see {@link RedisSettings}
     * @throws IllegalArgumentException whose message is what is allowed, without anything of the value
     */
    public static RedisSettings parse(String value, String key) {
        List<Matcher> items = new ArrayList<>();
        for (String item : value.split(",", -1)) {
            items.add(matched(item.strip()));
        }
        Matcher first = items.get(0);
        String scheme = first.group("scheme");
        Optional<String> user = decoded(first.group("user"));
        Optional<String> password = decoded(first.group("password"));
        int database = database(first);
        boolean cluster = items.size() > 1;
        if (scheme == null
                || user.isPresent() && password.isEmpty()
                || cluster && database != 0
                || !items.stream().allMatch(item -> agree(first, item))) {
            throw refused();
        }
        List<InetSocketAddress> addresses =
                items.stream().map(RedisUrl::address).distinct().toList();
        return new RedisSettings(addresses, cluster, scheme.equals(TLS), user, password, database, key);
    }

    /** The value with everything hidden that may be a password, whether it is a URL or not. */
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

    /** All nodes of a cluster are reached in the same way; an item that says nothing about it agrees. */
    private static boolean agree(Matcher first, Matcher item) {
        boolean sameScheme =
                item.group("scheme") == null || item.group("scheme").equals(first.group("scheme"));
        boolean sameUser = item.group("user") == null
                || Objects.equals(item.group("user"), first.group("user"))
                        && Objects.equals(item.group("password"), first.group("password"));
        return sameScheme && sameUser && database(item) == database(first);
    }

    private static InetSocketAddress address(Matcher item) {
        String host = item.group("host") == null ? item.group("ipv6") : item.group("host");
        int port = item.group("port") == null ? DEFAULT_PORT : Integer.parseInt(item.group("port"));
        if (port < 1 || port > MAX_PORT) {
            throw refused();
        }
        return InetSocketAddress.createUnresolved(host, port);
    }

    private static int database(Matcher item) {
        String number = item.group("database");
        return number == null || number.isEmpty() ? 0 : Integer.parseInt(number);
    }

    private static Optional<String> decoded(String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            // A plus is itself here, and not a space as in forms.
            return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // Its message has a part of the password in it.
            throw refused();
        }
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException(RULE);
    }
}
