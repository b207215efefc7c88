package dev.parley.security;

import static dev.parley.security.SettingsFixture.settings;
import static dev.parley.security.VerificationAssert.assertVerified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredKeysTest {

    private static final String EC_PUBLIC_KEY = """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAERK/d8V/pJLgkpNyeCklS1bm8nyOe
            f2ocWnTtzeu8e3AflnTkeQ+yNlyzMYsM+/coG0UzMR7rl5hTpzxAkXU2EA==
            -----END PUBLIC KEY-----
            """;

    /** Self-signed, of the key above. */
    private static final String EC_CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBiDCCAS+gAwIBAgIUcJ01AvLI85ae8u7uzlwrKlyzJwUwCgYIKoZIzj0EAwIw
            GTEXMBUGA1UEAwwOaXNzdWVyLmV4YW1wbGUwIBcNMjYxMTIzMDI1NDAxWhgPMjEy
            NjEwMzAwMjU0MDFaMBkxFzAVBgNVBAMMDmlzc3Vlci5leGFtcGxlMFkwEwYHKoZI
            zj0CAQYIKoZIzj0DAQcDQgAERK/d8V/pJLgkpNyeCklS1bm8nyOef2ocWnTtzeu8
            e3AflnTkeQ+yNlyzMYsM+/coG0UzMR7rl5hTpzxAkXU2EKNTMFEwHQYDVR0OBBYE
            FLD4Lp2E0luTLwMbT5Itybq6Nsx6MB8GA1UdIwQYMBaAFLD4Lp2E0luTLwMbT5It
            ybq6Nsx6MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgDHSgqKXi
            9n5Wrz9rcXrHHrJTmlgnMeaJ7h7Moj0PU2wCIFoRVd+E4IJWB5IbwwNs6xFZoAL4
            LnM8RKGzmstGVdQT
            -----END CERTIFICATE-----
            """;

    private final String pem = Tokens.pem(Tokens.ISSUER);
    private final String jwk = Tokens.ISSUER.toPublicJWK().toJSONString();
    private final String jwks = new JWKSet(Tokens.ISSUER).toString(true);

    @Test
    void readsEveryFormOfAnInlineKey() {
        String body = pem.replaceAll("-----[A-Z ]+-----", "").strip();
        List<String> forms = List.of(
                pem,
                "\n\t " + pem + "\n",
                pem.replaceAll("\\s*\n\\s*", ""),
                "Some words before it.\n" + pem,
                body,
                body.replaceAll("\\s", ""),
                jwk,
                jwks,
                Tokens.base64Url(jwk),
                Tokens.base64Url(jwks),
                Base64.getEncoder().encodeToString(jwks.getBytes(StandardCharsets.UTF_8)));

        for (String form : forms) {
            assertVerified(settings().publicKey(form).verifier().verify(Tokens.good()));
        }
    }

    @Test
    void readsTheKeyOfACertificate() throws InvalidKeySpecException {
        JWKSet fromCertificate = PublicKeyParser.parse(EC_CERTIFICATE);

        assertThat(fromCertificate).isEqualTo(PublicKeyParser.parse(EC_PUBLIC_KEY));
        assertThat(fromCertificate.getKeys())
                .hasSize(1)
                .first()
                .extracting(JWK::getKeyID)
                .isNull();
    }

    @Test
    void keepsOnlyPublicPartsAndNoSecrets() throws JOSEException, InvalidKeySpecException {
        OctetSequenceKey secret = new OctetSequenceKeyGenerator(256).generate();
        String withPrivateParts = new JWKSet(List.of(Tokens.ISSUER, secret)).toString(false);

        assertThat(PublicKeyParser.parse(withPrivateParts).getKeys()).containsExactly(Tokens.ISSUER.toPublicJWK());
    }

    @Test
    void passesOverTheKeysOfASetThatItCannotRead() throws InvalidKeySpecException {
        String set =
                "{\"keys\":[{\"kty\":\"PQC\"},{\"kty\":\"EC\",\"crv\":\"P-1\",\"x\":\"AA\",\"y\":\"AA\"},{\"kty\":\"RSA\"},"
                        + jwk + "]}";

        assertThat(PublicKeyParser.parse(set).getKeys()).containsExactly(Tokens.ISSUER.toPublicJWK());
    }

    @Test
    void refusesKeysThatTheAlgorithmCannotUse() throws JOSEException, NoSuchAlgorithmException {
        ECKey otherCurve = new ECKeyGenerator(Curve.P_384).generate();

        assertUnusable(settings().publicKey(EC_PUBLIC_KEY), "no key for RS256");
        assertUnusable(settings().algorithm("ES256"), "no key for ES256");
        assertUnusable(
                settings().algorithm("ES256").publicKey(otherCurve.toPublicJWK().toJSONString()), "no key for ES256");
        assertUnusable(settings().publicKey(weakPem()), "no key for RS256");
        assertUnusable(settings().publicKey("{\"keys\":[]}"), "no key for RS256");
    }

    private static String weakPem() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        PublicKey weak = generator.generateKeyPair().getPublic();
        return Base64.getEncoder().encodeToString(weak.getEncoded());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense!",
                "{}",
                "{\"kty\":\"RSA\"}",
                "{\"keys\":17}",
                "[]",
                "AAAA",
                "bm9uc2Vuc2U",
                "-----BEGIN PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"
            })
    void refusesWhatIsNoPublicKey(String value) {
        assertUnusable(settings().publicKey(value), "mp.jwt.verify.publickey ");
    }

    @Test
    void neverRepeatsAPrivateKeyThatWasGivenByMistake() {
        String body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC";
        SettingsFixture settings =
                settings().publicKey("-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----");

        assertThatThrownBy(settings::verifier).hasMessageNotContaining(body).hasMessageContaining("PUBLIC KEY");
    }

    @Test
    void readsAKeyFromAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("a key.pem"), pem);

        assertVerified(settings().location(file.toUri().toString()).verifier().verify(Tokens.good()));
        assertVerified(settings()
                .location("file:" + file.toUri().getRawPath())
                .verifier()
                .verify(Tokens.good()));
        assertThat(settings().location(file.toUri().toString()).verifier().mayBlock())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classpath:keys/key.jwks", "classpath:/keys/key.jwks", "keys/key.jwks", "/keys/key.jwks"})
    void readsAKeyFromTheClassPathOfTheApplication(String location, @TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("keys"));
        Files.writeString(directory.resolve("keys/key.jwks"), jwks);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader application =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
            thread.setContextClassLoader(application);
            assertVerified(settings().location(location).verifier().verify(Tokens.good()));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classpath:missing.pem",
                "missing.pem",
                "file:///missing.pem",
                "file:missing.pem",
                "file://host/key.pem",
                "ftp://host/key.pem",
                "file:/a b",
                "data:text/plain,x",
                "\u0000"
            })
    void refusesALocationWithoutAKey(String location) {
        assertUnusable(settings().location(location), "mp.jwt.verify.publickey.location");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://", "http:", "https:///keys", "https://user:secret@issuer.example/keys", "http://h:port/"
            })
    void refusesAUrlWithoutAHostOrWithAPassword(String location) {
        assertThatThrownBy(settings().location(location)::verifier)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mp.jwt.verify.publickey.location")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesAFileThatIsTooLarge(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("large"), jwk + " ".repeat(PublicKeyParser.MAX_BYTES));

        assertUnusable(settings().location(file.toUri().toString()), "cannot be read");
    }

    private static void assertUnusable(SettingsFixture settings, String saying) {
        assertThatThrownBy(settings::verifier)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(saying)
                .hasMessageContaining("allowed:")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }
}
