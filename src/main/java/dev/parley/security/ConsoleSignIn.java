package dev.parley.security;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;

/**
 * How the console signs people in by OpenID Connect: by the authorization code flow with PKCE, as a public client. The
 * console talks to the issuer, the server only gets the access token and verifies it as any other token.
 *
 * @param issuer the issuer's URL; its configuration is below it, at {@code /.well-known/openid-configuration}
 * @param clientId the console's name at the issuer
 * @param scope the scopes that the console asks for
 * @param resource the resource for which the access token is (RFC 8707); empty if the issuer needs none
 */
public record ConsoleSignIn(URI issuer, String clientId, String scope, Optional<String> resource) {

    /** The scope that makes a request one of OpenID Connect. */
    public static final String DEFAULT_SCOPE = "openid";

    private static final String ALLOWED = "an https URL without query and fragment; http only on this machine";

    /** None may be null. */
    public ConsoleSignIn {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(resource, "resource");
    }

    /**
     * Reads the URL of an issuer.
     *
     * @throws IllegalArgumentException if pages may not sign in there; its message says what is allowed
     */
    public static URI issuer(String text) {
        try {
            URI uri = new URI(text);
            // Also keeps everything out of the policy of the page that could be more than one source in it.
            boolean isOrigin =
                    uri.getHost() != null && Origin.parse(origin(uri)).isPresent();
            boolean isSafe = isOrigin
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme()) && LoopbackHost.isNamed(uri.getHost())));
            if (isSafe && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Refused below.
        }
        throw new IllegalArgumentException(ALLOWED);
    }

    /** The issuer's origin, the only other server that the console may connect to. */
    public String origin() {
        return origin(issuer);
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
