package dev.parley.security;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * A good token with its claims, in the types of MicroProfile JWT 2.1, section 7.1.1: strings as {@code String},
 * {@code aud} and {@code groups} as sets of strings, times as {@code Long}, and everything else as JSON. Immutable.
 */
public final class VerifiedToken implements JsonWebToken {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String RAW = Claims.raw_token.name();
    private static final Set<String> SETS = Set.of(Claims.aud.name(), Claims.groups.name());
    private static final Set<String> TIMES = Set.of(
            Claims.exp.name(), Claims.iat.name(), Claims.nbf.name(), Claims.auth_time.name(), Claims.updated_at.name());

    private final String name;
    private final String raw;
    private final Map<String, Object> claims;

    /**
     * Keeps the token.
     *
     * @param name the name of the user
     * @param raw the token as it came
     * @param claims as the JSON parser has read them: strings, numbers, booleans, lists, maps and null
     */
    VerifiedToken(String name, String raw, Map<String, Object> claims) {
        this.name = name;
        this.raw = raw;
        this.claims = claims;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public Set<String> getClaimNames() {
        Set<String> names = new LinkedHashSet<>(claims.keySet());
        names.add(RAW);
        return names;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getClaim(String claimName) {
        return (T) read(claimName);
    }

    private Object read(String claimName) {
        if (RAW.equals(claimName)) {
            return raw;
        }
        Object value = claims.get(claimName);
        if (value == null || value instanceof String && !SETS.contains(claimName)) {
            return value;
        }
        if (SETS.contains(claimName)) {
            return value instanceof Collection<?> many ? texts(many) : Set.of(value.toString());
        }
        return TIMES.contains(claimName) && value instanceof Number time ? (Object) time.longValue() : json(value);
    }

    private static Set<String> texts(Collection<?> values) {
        Set<String> texts = new HashSet<>();
        values.forEach(value -> texts.add(String.valueOf(value)));
        return texts;
    }

    private static JsonValue json(Object value) {
        if (value instanceof String text) {
            return JSON.createValue(text);
        }
        if (value instanceof Boolean truth) {
            return truth ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (value instanceof Number number) {
            return JSON.createValue(new BigDecimal(number.toString()));
        }
        if (value instanceof List<?> values) {
            JsonArrayBuilder array = JSON.createArrayBuilder();
            values.forEach(element -> array.add(json(element)));
            return array.build();
        }
        if (value instanceof Map<?, ?> members) {
            JsonObjectBuilder object = JSON.createObjectBuilder();
            members.forEach((key, member) -> object.add(key.toString(), json(member)));
            return object.build();
        }
        return JsonValue.NULL;
    }

    /** The time of issue in seconds since 1970; 0 if the token does not tell, as the interface cannot say so otherwise. */
    @Override
    public long getIssuedAtTime() {
        Long time = getClaim(Claims.iat.name());
        return time == null ? 0 : time;
    }

    /** The groups; empty if the token names none. */
    @Override
    public Set<String> getGroups() {
        Set<String> groups = getClaim(Claims.groups.name());
        return groups == null ? Set.of() : groups;
    }

    /** Does not show the token, which is a secret. */
    @Override
    public String toString() {
        return "the token of " + name;
    }
}
