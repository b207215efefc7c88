package dev.parley.security;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web origin (RFC 6454) in canonical form, so that equal origins are equal values.
 *
 * @param scheme in lower case
 * @param host in lower case; an IPv6 address in brackets, as it was written
 * @param port the port, also when it is the default of the scheme; 0 if none is given and the scheme has no default
 */
record Origin(String scheme, String host, int port) {

    private static final int MAX_PORT = 65_535;

    /** A scheme, a name or an IP address, and perhaps a port; no part can match text that another part could match. */
    private static final Pattern SERIALIZED = Pattern.compile(
            "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*+)://(?<host>[A-Za-z0-9._-]++|\\[[0-9A-Fa-f:.]++])(?::(?<port>[0-9]{1,5}))?");

    /**
     * The origin that {@code text} spells; empty for any other text, such as the header value {@code null} or a list of
     * origins.
     */
    static Optional<Origin> parse(String text) {
        Matcher matcher = SERIALIZED.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String scheme = matcher.group("scheme").toLowerCase(Locale.ROOT);
        String host = matcher.group("host").toLowerCase(Locale.ROOT);
        String port = matcher.group("port");
        if (port == null) {
            return Optional.of(new Origin(scheme, host, defaultPort(scheme)));
        }
        int number = Integer.parseInt(port);
        return number == 0 || number > MAX_PORT ? Optional.empty() : Optional.of(new Origin(scheme, host, number));
    }

    /** Whether pages of this origin come from a web server on this machine. */
    boolean isOfThisMachine() {
        return (scheme.equals("http") || scheme.equals("https")) && LoopbackHost.isNamed(host);
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> 0;
        };
    }
}
