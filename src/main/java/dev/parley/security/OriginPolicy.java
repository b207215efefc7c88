package dev.parley.security;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which web pages may talk to this server, by the {@code Origin} header that browsers add. The policy holds for
 * polling and also for WebSocket handshakes, because browsers do not apply CORS to handshakes.
 *
 * <p>Pages of the server's own origin are always allowed. Behind a proxy that ends TLS, the proxy must pass on the
 * scheme and the host of the request, or the list must contain the public origin. Immutable and thread-safe.
 *
 * <h2>Credentials</h2>
 *
 * With a list, the CORS answer echoes the origin, and may carry {@code Access-Control-Allow-Credentials: true}; it then
 * needs {@code Vary: Origin}. With {@code *} the answer is {@code *}, which browsers reject for requests with cookies.
 * But browsers send cookies with a WebSocket handshake in any case. So a token in a cookie counts only where
 * {@link #allowsCredentials} returns true; otherwise any page could act in the name of its visitor.
 */
public final class OriginPolicy {

    private static final String ANY = "*";

    private final boolean any;
    private final boolean loopback;
    private final Set<Origin> listed;

    private OriginPolicy(boolean any, boolean loopback, Set<Origin> listed) {
        this.any = any;
        this.loopback = loopback;
        this.listed = Set.copyOf(listed);
    }

    /**
     * Reads the configured value.
     *
     * @param list exact origins separated by commas, or {@code *} for all; blank for the server's own origin only
     * @throws IllegalArgumentException with one line that shows the bad entry and says what is allowed
     */
    public static OriginPolicy parse(String list) {
        if (list.strip().equals(ANY)) {
            return new OriginPolicy(true, false, Set.of());
        }
        return new OriginPolicy(false, false, origins(list));
    }

    /**
     * Reads the configured value for development mode, as {@link #parse} does. But when no origin is listed, pages of
     * this machine are treated like the server's own pages, whatever their port; an example is a page of a development
     * server.
     *
     * @param list as for {@link #parse}
     * @throws IllegalArgumentException as {@link #parse}
     */
    public static OriginPolicy parseForDevelopment(String list) {
        OriginPolicy policy = parse(list);
        return policy.listed.isEmpty() ? new OriginPolicy(policy.any, true, Set.of()) : policy;
    }

    private static Set<Origin> origins(String list) {
        Set<Origin> origins = new HashSet<>();
        if (!list.isBlank()) {
            for (String entry : list.split(",", -1)) {
                origins.add(Origin.parse(entry.strip()).orElseThrow(() -> badEntry(entry.strip())));
            }
        }
        return origins;
    }

    private static IllegalArgumentException badEntry(String entry) {
        return new IllegalArgumentException(SingleLineText.quote(entry)
                + " is not an origin; allowed: scheme://host or scheme://host:port in ASCII, without a path,"
                + " several separated by commas, or * alone");
    }

    /**
     * Whether a request is allowed.
     *
     * @param origin the {@code Origin} header; empty if there is none, as for clients that are not browsers
     * @param requestScheme the scheme of the request: {@code http}, {@code https}, {@code ws} or {@code wss}
     * @param requestHost the {@code Host} header, with its port if it has one; empty without the header
     */
    public boolean allows(Optional<String> origin, String requestScheme, String requestHost) {
        return any || allowsCredentials(origin, requestScheme, requestHost);
    }

    /**
     * Whether a cookie of the request may be trusted, and the CORS answer may allow credentials: the page is ours or on
     * the list, or the request has no {@code Origin}. For this, {@code *} on the list is not enough.
     *
     * @param origin as in {@link #allows}
     * @param requestScheme as in {@link #allows}
     * @param requestHost as in {@link #allows}
     */
    public boolean allowsCredentials(Optional<String> origin, String requestScheme, String requestHost) {
        if (origin.isEmpty()) {
            return true;
        }
        Optional<Origin> page = Origin.parse(origin.get());
        return page.isPresent()
                && (listed.contains(page.get())
                        || loopback && page.get().isOfThisMachine()
                        || page.equals(own(requestScheme, requestHost)));
    }

    /**
     * The value of {@code Access-Control-Allow-Origin} in the answer; empty if the header is to be left out, which is
     * the case without an {@code Origin} and for a rejected one.
     *
     * @param origin as in {@link #allows}
     * @param requestScheme as in {@link #allows}
     * @param requestHost as in {@link #allows}
     */
    public Optional<String> allowedOriginHeader(Optional<String> origin, String requestScheme, String requestHost) {
        if (any) {
            return origin.map(ignored -> ANY);
        }
        return origin.filter(ignored -> allows(origin, requestScheme, requestHost));
    }

    private static Optional<Origin> own(String requestScheme, String requestHost) {
        String scheme = switch (requestScheme.toLowerCase(Locale.ROOT)) {
            case "ws" -> "http";
            case "wss" -> "https";
            default -> requestScheme;
        };
        return Origin.parse(scheme + "://" + requestHost);
    }
}
