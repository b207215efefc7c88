package dev.parley.security;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Settings as they are by default, with the issuer's PEM as the key; each test changes what it is about. */
final class SettingsFixture {

    private Optional<String> publicKey = Optional.of(Tokens.pem(Tokens.ISSUER));
    private Optional<String> location = Optional.empty();
    private String algorithm = JwtSettings.DEFAULT_ALGORITHM;
    private Optional<String> issuer = Optional.empty();
    private Set<String> audiences = Set.of();
    private Duration clockSkew = Duration.ZERO;
    private Optional<Duration> tokenAge = Optional.empty();
    private String tokenHeader = JwtSettings.DEFAULT_TOKEN_HEADER;
    private String tokenCookie = JwtSettings.DEFAULT_TOKEN_COOKIE;

    static SettingsFixture settings() {
        return new SettingsFixture();
    }

    SettingsFixture publicKey(String value) {
        publicKey = Optional.ofNullable(value);
        return this;
    }

    SettingsFixture location(String value) {
        publicKey = Optional.empty();
        location = Optional.of(value);
        return this;
    }

    SettingsFixture algorithm(String value) {
        algorithm = value;
        return this;
    }

    SettingsFixture issuer(String value) {
        issuer = Optional.of(value);
        return this;
    }

    SettingsFixture audiences(String... values) {
        audiences = Set.of(values);
        return this;
    }

    SettingsFixture clockSkew(Duration value) {
        clockSkew = value;
        return this;
    }

    SettingsFixture tokenAge(Duration value) {
        tokenAge = Optional.of(value);
        return this;
    }

    SettingsFixture tokenHeader(String value) {
        tokenHeader = value;
        return this;
    }

    SettingsFixture tokenCookie(String value) {
        tokenCookie = value;
        return this;
    }

    JwtSettings build() {
        return new JwtSettings(
                publicKey, location, algorithm, issuer, audiences, clockSkew, tokenAge, tokenHeader, tokenCookie);
    }

    JwtVerifier verifier() {
        return verifier(Tokens.CLOCK);
    }

    JwtVerifier verifier(Clock clock) {
        return new JwtVerifier(build(), clock, 0);
    }

    /** A verifier whose keys come from {@code keys} and not from the settings. */
    JwtVerifier verifier(VerificationKeys keys) {
        return verifier(Tokens.CLOCK, keys, new SignatureCache(0, System::nanoTime));
    }

    /** A verifier that remembers signatures. */
    JwtVerifier verifier(Clock clock, VerificationKeys keys, SignatureCache remembered) {
        return new JwtVerifier(build(), clock, keys, remembered);
    }
}
