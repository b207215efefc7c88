package dev.parley.security;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The properties of MicroProfile JWT Auth 2.1 that say which tokens are good and where requests carry them.
 *
 * @param publicKey {@code mp.jwt.verify.publickey}: a key or key set as PEM, JWK or JWKS, the last two also
 *     base64url-encoded
 * @param publicKeyLocation {@code mp.jwt.verify.publickey.location}: where to find a key or key set instead; exactly
 *     one of the two settings is given
 * @param algorithm {@code mp.jwt.verify.publickey.algorithm}: the only {@code alg} that is accepted
 * @param issuer {@code mp.jwt.verify.issuer}: the required value of {@code iss}; when empty, any value is accepted
 * @param audiences {@code mp.jwt.verify.audiences}: one of them must be in {@code aud}; when empty, {@code aud} is not
 *     checked
 * @param clockSkew {@code mp.jwt.verify.clock.skew}: how far the issuer's clock and ours may be apart; at most a day
 * @param tokenAge {@code mp.jwt.verify.token.age}: how long after its {@code iat} a token is accepted; when empty,
 *     until its expiry
 * @param tokenHeader {@code mp.jwt.token.header}: {@code Authorization} or {@code Cookie}
 * @param tokenCookie {@code mp.jwt.token.cookie}: the cookie's name
 */
public record JwtSettings(
        Optional<String> publicKey,
        Optional<String> publicKeyLocation,
        String algorithm,
        Optional<String> issuer,
        Set<String> audiences,
        Duration clockSkew,
        Optional<Duration> tokenAge,
        String tokenHeader,
        String tokenCookie) {

    /** The value of {@code mp.jwt.verify.publickey.algorithm} when it is not set. */
    public static final String DEFAULT_ALGORITHM = "RS256";

    /** The value of {@code mp.jwt.token.header} when it is not set. */
    public static final String DEFAULT_TOKEN_HEADER = "Authorization";

    /** The value of {@code mp.jwt.token.cookie} when it is not set. */
    public static final String DEFAULT_TOKEN_COOKIE = "Bearer";

    static final String KEY_PROPERTY = "mp.jwt.verify.publickey";
    static final String LOCATION_PROPERTY = "mp.jwt.verify.publickey.location";

    private static final Duration MAX_CLOCK_SKEW = Duration.ofDays(1);
    private static final Duration MAX_TOKEN_AGE = Duration.ofDays(3650);

    /** The grammar rule {@code token} of RFC 9110, section 5.6.2, which RFC 6265 uses for the names of cookies. */
    private static final Pattern COOKIE_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /**
     * @throws IllegalArgumentException if a value is not allowed; the message is one line that names the property, its
     *     value and what is allowed
     */
    public JwtSettings {
        requireOneSourceOfKeys(publicKey, publicKeyLocation);
        require(
                SignatureAlgorithm.named(algorithm).isPresent(),
                "mp.jwt.verify.publickey.algorithm",
                algorithm,
                "one of " + SignatureAlgorithm.names());
        issuer.ifPresent(value -> require(!value.isBlank(), "mp.jwt.verify.issuer", value, "not blank"));
        audiences = Set.copyOf(audiences);
        audiences.forEach(value -> require(!value.isBlank(), "mp.jwt.verify.audiences", value, "not blank"));
        require(
                !clockSkew.isNegative() && clockSkew.compareTo(MAX_CLOCK_SKEW) <= 0,
                "mp.jwt.verify.clock.skew",
                clockSkew,
                "0 seconds to one day");
        tokenAge.ifPresent(age -> require(
                age.compareTo(Duration.ZERO) > 0 && age.compareTo(MAX_TOKEN_AGE) <= 0,
                "mp.jwt.verify.token.age",
                age,
                "1 second to ten years"));
        require(
                tokenHeader.equals("Authorization") || tokenHeader.equals("Cookie"),
                "mp.jwt.token.header",
                tokenHeader,
                "Authorization or Cookie");
        require(
                COOKIE_NAME.matcher(tokenCookie).matches(),
                "mp.jwt.token.cookie",
                tokenCookie,
                "the name of a cookie, without spaces and separators");
    }

    private static void requireOneSourceOfKeys(Optional<String> publicKey, Optional<String> publicKeyLocation) {
        Objects.requireNonNull(publicKey, "publicKey");
        Objects.requireNonNull(publicKeyLocation, "publicKeyLocation");
        if (publicKey.isPresent() == publicKeyLocation.isPresent()) {
            throw new IllegalArgumentException("Set either " + KEY_PROPERTY + " or " + LOCATION_PROPERTY + "; "
                    + (publicKey.isPresent() ? "both are set" : "neither is set, so that no token could be verified"));
        }
        publicKey.ifPresent(value -> require(!value.isBlank(), KEY_PROPERTY, value, "not blank"));
        publicKeyLocation.ifPresent(value -> require(!value.isBlank(), LOCATION_PROPERTY, value, "not blank"));
    }

    private static void require(boolean condition, String property, Object value, String allowed) {
        if (!condition) {
            throw new IllegalArgumentException(
                    property + " is " + SingleLineText.quote(String.valueOf(value)) + "; allowed: " + allowed);
        }
    }
}
