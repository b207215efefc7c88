package dev.parley.security;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The claims of a token whose signature is good. Each claim is read as the type that it must have. A claim of another
 * type makes the token invalid, for the reason that the caller gives; a JSON {@code null} counts as absent.
 */
final class TokenClaims {

    /** The end of the year 9999; a later time is a mistake, and overflows the arithmetic of dates. */
    private static final long MAX_EPOCH_SECOND = 253_402_300_799L;

    private final Map<String, Object> claims;

    TokenClaims(Map<String, Object> claims) {
        this.claims = claims;
    }

    /** A string; empty when absent. */
    Optional<String> text(String name, RejectionReason otherwise) throws TokenRejectedException {
        Object value = claims.get(name);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        throw new TokenRejectedException(otherwise);
    }

    /** A list of strings; empty when absent. */
    List<String> texts(String name, RejectionReason otherwise) throws TokenRejectedException {
        Object value = claims.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> values && values.stream().allMatch(String.class::isInstance)) {
            return values.stream().map(String.class::cast).toList();
        }
        throw new TokenRejectedException(otherwise);
    }

    /** A string or a list of strings, as RFC 7519 allows for {@code aud}; empty when absent. */
    List<String> textOrTexts(String name, RejectionReason otherwise) throws TokenRejectedException {
        return claims.get(name) instanceof String single ? List.of(single) : texts(name, otherwise);
    }

    /** A NumericDate of RFC 7519: seconds since 1970, also with a fraction; empty when absent. */
    Optional<Instant> instant(String name, RejectionReason otherwise) throws TokenRejectedException {
        Object value = claims.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number) {
            double seconds = number.doubleValue();
            if (seconds >= 0 && seconds <= MAX_EPOCH_SECOND) {
                return Optional.of(Instant.ofEpochMilli((long) (seconds * 1000)));
            }
        }
        throw new TokenRejectedException(otherwise);
    }
}
