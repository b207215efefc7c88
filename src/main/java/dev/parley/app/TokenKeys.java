package dev.parley.app;

import dev.parley.config.InvalidSettingException;
import dev.parley.security.DevelopmentKeys;
import dev.parley.security.JwtSettings;
import dev.parley.security.JwtVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How this node verifies tokens: as configured, or in development mode by a key of its own.
 *
 * @param settings what MicroProfile JWT was told, or what stands for it in development mode
 * @param verifier for both sides, sockets and HTTP
 * @param development the key pair of development mode; empty everywhere else
 */
record TokenKeys(JwtSettings settings, JwtVerifier verifier, Optional<DevelopmentKeys> development) {

    /**
     * Keys that the settings name.
     *
     * @throws InvalidSettingException when there is no usable one
     */
    static TokenKeys configured(JwtSettings settings, Clock clock) {
        try {
            return new TokenKeys(settings, new JwtVerifier(settings, clock), Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(e.getMessage());
        }
    }

    /** A pair that was made for this start: no token survives it, and none of another machine is worth anything here. */
    static TokenKeys ofDevelopment(DevelopmentKeys keys, Clock clock) {
        JwtSettings settings = new JwtSettings(
                Optional.of(keys.publicKeyPem()),
                Optional.empty(),
                JwtSettings.DEFAULT_ALGORITHM,
                Optional.of(DevelopmentKeys.ISSUER),
                Set.of(),
                Duration.ZERO,
                Optional.empty(),
                JwtSettings.DEFAULT_TOKEN_HEADER,
                JwtSettings.DEFAULT_TOKEN_COOKIE);
        return new TokenKeys(settings, new JwtVerifier(settings, clock), Optional.of(keys));
    }
}
