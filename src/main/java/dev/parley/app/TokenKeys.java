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
 * The verification of tokens on this node: as configured, or in development mode with a generated key.
 *
 * @param settings the settings of MicroProfile JWT, or their replacement in development mode
 * @param verifier the verifier for sockets and for the REST API
 */
public record TokenKeys(JwtSettings settings, JwtVerifier verifier) {

    /**
     * Creates the verification with the keys of the settings.
     *
     * @param remembered of how many tokens it is remembered that their signature is good
     * @throws InvalidSettingException when the settings have no usable key
     */
    static TokenKeys configured(JwtSettings settings, Clock clock, int remembered) {
        try {
            return new TokenKeys(settings, new JwtVerifier(settings, clock, remembered));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(e.getMessage());
        }
    }

    /** Creates the verification with the key pair of development mode. Tokens of other machines are not valid here. */
    public static TokenKeys ofDevelopment(DevelopmentKeys keys, Clock clock, int remembered) {
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
        return new TokenKeys(settings, new JwtVerifier(settings, clock, remembered));
    }
}
