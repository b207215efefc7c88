package dev.parley.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds and verifies the token of an HTTP request: in {@code Authorization: Bearer}, or in the cookie of MicroProfile
 * JWT when {@code mp.jwt.token.header} says so. The rules are the same as for sockets, so that a token has the same
 * result everywhere. Thread-safe; verification may wait for the network, see {@link JwtVerifier#mayBlock()}.
 */
public final class RequestTokens {

    private static final String BEARER = "bearer ";

    private final JwtVerifier verifier;
    private final JwtSettings settings;

    /** Looks for tokens where the settings say. */
    public RequestTokens(JwtVerifier verifier, JwtSettings settings) {
        this.verifier = verifier;
        this.settings = settings;
    }

    /**
     * Verifies the token of a request; the result is {@link RejectionReason#NO_TOKEN} if it has none.
     *
     * @param authorization the header, if there is one
     * @param cookieHeaders the lines of {@code Cookie} as received; empty where cookies must not be trusted
     */
    public VerificationResult verify(Optional<String> authorization, List<String> cookieHeaders) {
        return verifier.verify(
                bearer(authorization).or(() -> cookie(cookieHeaders)).orElse(null));
    }

    /** The token of an {@code Authorization} header; empty unless the scheme is {@code Bearer} (RFC 6750). */
    public static Optional<String> bearer(Optional<String> authorization) {
        return authorization
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    private Optional<String> cookie(List<String> headers) {
        return settings.tokenHeader().equals("Cookie")
                ? cookies(headers, settings.tokenCookie()).stream().findFirst()
                : Optional.empty();
    }

    /** The values of a cookie. Everything else in the headers, well-formed or not, is ignored (RFC 6265, 5.4). */
    static List<String> cookies(List<String> headers, String name) {
        List<String> values = new ArrayList<>();
        for (String header : headers) {
            for (String pair : header.split(";")) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
                    values.add(unquoted(pair.substring(equals + 1).strip()));
                }
            }
        }
        return values;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
