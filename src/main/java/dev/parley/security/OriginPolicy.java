package dev.parley.security;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which web pages may talk to this server, by the {@code Origin} header that browsers add. It holds for polling
 * and for WebSocket handshakes alike, for browsers do not apply CORS to the latter.
 *
 * <p>Pages of the server's own origin are always allowed. Behind a proxy that ends TLS, that takes a proxy that passes
 * on the scheme and the host of the request, or the public origin on the list. Immutable and thread-safe.
 *
 * <h2>Credentials</h2>
 *
 * With a list, the CORS answer echoes the origin, and may carry {@code Access-Control-Allow-Credentials: true}; it then
 * needs {@code Vary: Origin}. With {@code *} the answer is {@code *}, which browsers refuse for requests with cookies.
 * As they send cookies with a WebSocket handshake all the same, a token in a cookie counts only where
 * {@link #allowsCredentials} says so; otherwise any page could act in the name of its visitor.
 */
public final class OriginPolicy {

    private static final String ANY = "*";

    private final boolean any;
    private final Set<Origin> listed;

    private OriginPolicy(boolean any, Set<Origin> listed) {
        this.any = any;
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
            return new OriginPolicy(true, Set.of());
        }
        Set<Origin> origins = new HashSet<>();
        if (!list.isBlank()) {
            for (String entry : list.split(",", -1)) {
                origins.add(Origin.parse(entry.strip()).orElseThrow(() -> badEntry(entry.strip())));
            }
        }
        return new OriginPolicy(false, origins);
    }

    private static IllegalArgumentException badEntry(String entry) {
        return new IllegalArgumentException(OneLine.quote(entry)
                + " is not an origin; allowed: scheme://host or scheme://host:port in ASCII, without a path,"
                + " several separated by commas, or * alone");
    }

    /**
     * Whether a request may go on.
     *
     * @param origin the {@code Origin} header; empty if there is none, as with programs that are no browsers
     * @param requestScheme the scheme of the request: {@code http}, {@code https}, {@code ws} or {@code wss}
     * @param requestHost the {@code Host} header, with its port if it has one; empty without the header
     */
    public boolean allows(Optional<String> origin, String requestScheme, String requestHost) {
        return any || allowsCredentials(origin, requestScheme, requestHost);
    }

    /**
     * Whether a cookie that comes with the request may be believed, and the CORS answer may allow credentials: the page
     * is ours or on the list. {@code *} does not extend to that.
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
        return page.isPresent() && (listed.contains(page.get()) || page.equals(own(requestScheme, requestHost)));
    }

    /**
     * The value of {@code Access-Control-Allow-Origin} in the answer; empty if the header is to be left out, as it is
     * without an {@code Origin} and for refused ones.
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
