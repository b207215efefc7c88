package dev.parley.security;

import com.nimbusds.jose.jwk.JWKSet;
import dev.parley.limits.ExpiringCache;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tokens whose signature has been found good, so that it need not be checked again. Checking it is the dearest part of
 * verifying a token, and its result depends on nothing but the token and the keys. Everything else, such as the times of
 * the token, is not remembered: {@link JwtVerifier} checks it each time.
 *
 * <p>The key is the {@linkplain TokenDigest digest} of the whole token; neither the token nor its signature is kept, so
 * nobody can sign in with what is here. An entry counts only with the very key set that the signature was checked with.
 * Keys that are fetched again are another set, even if they are the same keys.
 *
 * <p>Only good tokens are kept, so somebody without one cannot fill the cache or push others out of it. It is bounded,
 * and an entry stays until the token expires, for {@link #LONGEST} at most.
 *
 * <p>Thread-safe. Nothing runs on another thread.
 */
final class SignatureCache {

    /** The longest time that an entry stays, however long the token is good. */
    static final Duration LONGEST = Duration.ofHours(1);

    /** The characters of tokens for each token of the bound. A longer token counts as several. */
    private static final int CHARACTERS_PER_TOKEN = 1024;

    /**
     * @param keys the set that has the key of the signature
     * @param claims of the token; not changed by anybody
     */
    private record Entry(JWKSet keys, Map<String, Object> claims) {}

    private final ExpiringCache<TokenDigest, Entry> entries;
    private final boolean on;

    /**
     * An empty cache.
     *
     * @param maxTokens how many tokens of up to 1,024 characters it holds at most; 0 for a cache that keeps nothing
     * @param nanoClock monotonic time in nanoseconds
     */
    SignatureCache(int maxTokens, LongSupplier nanoClock) {
        on = maxTokens > 0;
        entries = new ExpiringCache<>(maxTokens, nanoClock);
    }

    /** Whether anything is kept. */
    boolean isOn() {
        return on;
    }

    /**
     * The claims of a token whose signature is good by {@code keys}; empty if that is not known.
     *
     * @param keys the keys that are in force now
     */
    Optional<Map<String, Object>> claims(TokenDigest token, JWKSet keys) {
        Optional<Entry> entry = entries.get(token);
        if (entry.isPresent() && entry.get().keys() != keys) {
            entries.remove(token);
            return Optional.empty();
        }
        return entry.map(Entry::claims);
    }

    /**
     * Keeps a token that is good in every respect.
     *
     * @param length of the token, in characters
     * @param keys the set that the signature was checked with
     * @param left how long the token will be good
     */
    void keep(TokenDigest token, int length, JWKSet keys, Map<String, Object> claims, Duration left) {
        if (on && !left.isNegative() && !left.isZero()) {
            Duration stays = left.compareTo(LONGEST) < 0 ? left : LONGEST;
            int weight = 1 + length / CHARACTERS_PER_TOKEN;
            entries.put(token, new Entry(keys, Collections.unmodifiableMap(claims)), weight, stays);
        }
    }

    /** Forgets a token that is not good any more. */
    void forget(TokenDigest token) {
        entries.remove(token);
    }

    /** How many tokens are kept; for the tests. */
    long size() {
        return entries.size();
    }
}
