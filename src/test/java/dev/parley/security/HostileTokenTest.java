package dev.parley.security;

import static dev.parley.security.SettingsFixture.settings;
import static dev.parley.security.VerificationAssert.assertRejected;
import static dev.parley.security.VerificationAssert.assertVerified;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpServer;
import dev.parley.robustness.BadInput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases 47 to 50 and 53 of the inputs that this server survives. */
class HostileTokenTest {

    private static final String CLAIMS = JSONObjectUtils.toJSONString(Tokens.claims());

    private final JwtVerifier verifier = settings().verifier();

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\n"})
    @BadInput(47)
    void refusesNoTokenAtAll(String token) {
        assertRejected(verifier.verify(token), RejectionReason.NO_TOKEN);
    }

    @Test
    @BadInput(47)
    void refusesATokenOfOneMegabyteUnread() {
        assertRejected(verifier.verify("a".repeat(1 << 20)), RejectionReason.TOO_LONG);
        assertRejected(verifier.verify(Tokens.good() + "A".repeat(1 << 20)), RejectionReason.TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.b",
                "a.b.c",
                "a.b.c.d",
                "a.b.c.d.e",
                ".",
                "..",
                "....",
                "a..c",
                ".b.c",
                "[object Object]",
                "{}.{}.{}",
                "e30.e30.e30",
                "bnVsbA.bnVsbA.bnVsbA",
                "W10.W10.W10",
                "\u0000.\u0000.\u0000",
                "ey\u00e4.ey.x"
            })
    void refusesWhatIsNotACompactToken(String token) {
        assertRejected(verifier.verify(token), RejectionReason.MALFORMED);
    }

    @Test
    @BadInput(47)
    void refusesAGoodTokenWithOnePartMoreOrLess() {
        String good = Tokens.good();

        assertRejected(verifier.verify(good + ".x"), RejectionReason.MALFORMED);
        assertRejected(verifier.verify(good + "."), RejectionReason.MALFORMED);
        assertRejected(verifier.verify(good.substring(0, good.lastIndexOf('.'))), RejectionReason.MALFORMED);
        assertRejected(verifier.verify(good.substring(0, good.lastIndexOf('.') + 1)), RejectionReason.MALFORMED);
        assertRejected(verifier.verify(" " + good), RejectionReason.MALFORMED);
        assertRejected(verifier.verify("Bearer " + good), RejectionReason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", "none ", "", "null"})
    @BadInput(48)
    void refusesATokenWhoseAlgorithmIsNone(String spelling) {
        String header = "{\"alg\":\"" + spelling + "\",\"typ\":\"JWT\"}";

        Set<VerificationResult> refusals = Set.of(
                new VerificationResult.Rejected(RejectionReason.MALFORMED),
                new VerificationResult.Rejected(RejectionReason.ALGORITHM_NOT_ALLOWED));
        assertThat(verifier.verify(Tokens.raw(header, CLAIMS, ""))).isIn(refusals);
        assertThat(verifier.verify(Tokens.raw(header, CLAIMS, "AAAA"))).isIn(refusals);
        assertThat(verifier.verify(Tokens.raw(header, CLAIMS, signatureOf(Tokens.good()))))
                .isIn(refusals);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"alg\":null}",
                "{\"alg\":256}",
                "{\"alg\":[\"RS256\"]}",
                "{\"alg\":{\"RS256\":1}}",
                "null",
                "[]",
                "\"RS256\"",
                "{\"alg\":\"RS256\",\"alg\":\"none\"}",
                "{\"alg\":\"none\",\"alg\":\"RS256\"}",
                "{\"alg\":\"RS256\",\"kid\":17}",
                "{\"alg\":\"RS256\",\"jwk\":\"x\"}",
                "{\"alg\":\"RS256\",\"b64\":\"no\"}",
                "{\"alg\":\"RS256\"",
                "[[\"alg\",\"RS256\"]]"
            })
    void refusesABrokenHeader(String header) {
        assertRejected(
                verifier.verify(Tokens.raw(header, CLAIMS, signatureOf(Tokens.good()))), RejectionReason.MALFORMED);
    }

    @Test
    void refusesAnEncryptedToken() {
        String header = Tokens.base64Url("{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\"}");

        assertRejected(verifier.verify(header + ".AAAA.AAAA.AAAA.AAAA"), RejectionReason.MALFORMED);
        assertRejected(verifier.verify(header + ".AAAA.AAAA"), RejectionReason.MALFORMED);
    }

    @Test
    @BadInput(49)
    void refusesAnHmacWhoseSecretIsThePublicKey() throws JOSEException {
        byte[] der = Tokens.ISSUER.toRSAPublicKey().getEncoded();
        byte[] pem = Tokens.pem(Tokens.ISSUER).getBytes(StandardCharsets.US_ASCII);
        byte[] strippedPem = Tokens.pem(Tokens.ISSUER).strip().getBytes(StandardCharsets.US_ASCII);
        byte[] jwk = Tokens.ISSUER.toPublicJWK().toJSONString().getBytes(StandardCharsets.US_ASCII);

        for (byte[] secret : List.of(der, pem, strippedPem, jwk)) {
            for (JWSAlgorithm algorithm : JWSAlgorithm.Family.HMAC_SHA) {
                String token = Tokens.signed(new JWSHeader(algorithm), CLAIMS, new MACSigner(secret));

                assertRejected(verifier.verify(token), RejectionReason.ALGORITHM_NOT_ALLOWED);
            }
        }
    }

    @Test
    void refusesAnotherAlgorithmOfTheSameFamily() {
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            assertRejected(
                    verifier.verify(Tokens.signed(new JWSHeader(algorithm), Tokens.ISSUER)),
                    RejectionReason.ALGORITHM_NOT_ALLOWED);
        }
    }

    @Test
    @BadInput(50)
    void refusesATokenSignedWithAnotherKey() {
        assertRejected(
                verifier.verify(Tokens.signed(new JWSHeader(JWSAlgorithm.RS256), Tokens.ATTACKER)),
                RejectionReason.BAD_SIGNATURE);
    }

    @Test
    @BadInput(50)
    void refusesATruncatedSignature() {
        String good = Tokens.good();
        int signature = good.lastIndexOf('.') + 1;

        for (int end = signature + 1; end < good.length(); end++) {
            assertThat(verifier.verify(good.substring(0, end))).isInstanceOf(VerificationResult.Rejected.class);
        }
    }

    /** The last character of a signature has bits that no decoder looks at; those count as well. */
    @Test
    @BadInput(50)
    void refusesATokenInWhichAnyOneCharacterDiffers() {
        String good = Tokens.good();
        Random random = new Random(47);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";

        for (int at = 0; at < good.length(); at++) {
            char other = alphabet.charAt(random.nextInt(alphabet.length()));
            if (other != good.charAt(at)) {
                String flipped = good.substring(0, at) + other + good.substring(at + 1);
                assertThat(verifier.verify(flipped))
                        .as("character %d", at)
                        .isInstanceOf(VerificationResult.Rejected.class);
            }
        }
    }

    @Test
    void refusesEverySpellingOfTheLastCharacterButTheOneThatWasSigned() {
        String good = Tokens.good();
        String start = good.substring(0, good.length() - 1);

        long accepted = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                .chars()
                .mapToObj(last -> verifier.verify(start + (char) last))
                .filter(VerificationResult.Verified.class::isInstance)
                .count();

        assertThat(accepted).isEqualTo(1);
    }

    @Test
    void refusesAForeignPayloadUnderAGoodSignature() {
        String good = Tokens.good();
        String other = Tokens.signed(Tokens.claimsWith("upn", "root@example.org"));
        String mixed = good.substring(0, good.indexOf('.'))
                + other.substring(other.indexOf('.'), other.lastIndexOf('.'))
                + good.substring(good.lastIndexOf('.'));

        assertRejected(verifier.verify(mixed), RejectionReason.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "17",
                "\"text\"",
                "",
                "{",
                "{\"exp\":1e999}",
                "{\"sub\":\"a\",\"sub\":\"b\"}",
                "not"
            })
    void refusesASignedPayloadThatIsNoObject(String payload) {
        assertRejected(verifier.verify(Tokens.signed(payload.isEmpty() ? " " : payload)), RejectionReason.MALFORMED);
    }

    @Test
    void refusesDeeplyNestedJsonWithoutOverflowingTheStack() {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);

        assertRejected(verifier.verify(Tokens.signed("{\"a\":" + deep + "}")), RejectionReason.MALFORMED);
        assertRejected(
                verifier.verify(Tokens.raw("{\"alg\":\"RS256\",\"a\":" + deep + "}", "{}", "AAAA")),
                RejectionReason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"unknown", "../../etc/passwd", "file:///etc/passwd", "' OR 1=1 --", "", "\u0000", "ISSUER-1"})
    @BadInput(53)
    void refusesAnUnknownKeyIdOfASet(String keyId) {
        JwtVerifier ofSet =
                settings().publicKey(new JWKSet(Tokens.ISSUER).toString(true)).verifier();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build();

        assertRejected(ofSet.verify(Tokens.signed(header, Tokens.ISSUER)), RejectionReason.UNKNOWN_KEY);
    }

    @Test
    void refusesEveryCriticalExtension() {
        JWSHeader unknown = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .criticalParams(Set.of("http://example.com/ext"))
                .customParam("http://example.com/ext", true)
                .build();
        JWSHeader unencoded = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .criticalParams(Set.of("b64"))
                .base64URLEncodePayload(true)
                .build();

        assertRejected(verifier.verify(Tokens.signed(unknown, Tokens.ISSUER)), RejectionReason.MALFORMED);
        assertRejected(verifier.verify(Tokens.signed(unencoded, Tokens.ISSUER)), RejectionReason.MALFORMED);
    }

    @Test
    @BadInput(53)
    void neverFetchesOrBelievesAKeyThatTheTokenBrings() throws IOException {
        AtomicInteger hits = new AtomicInteger();
        HttpServer attacker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        attacker.createContext("/", exchange -> {
            hits.incrementAndGet();
            byte[] keys = new JWKSet(Tokens.ATTACKER).toString(true).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        attacker.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + attacker.getAddress().getPort() + "/keys");
            JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("attacker");
            List<JWSHeader> headers = List.of(
                    header.jwkURL(url).build(),
                    header.x509CertURL(url).build(),
                    header.jwk(Tokens.ATTACKER.toPublicJWK()).build(),
                    new JWSHeader.Builder(JWSAlgorithm.RS256).jwkURL(url).build());
            JwtVerifier ofSet = settings()
                    .publicKey(new JWKSet(Tokens.ISSUER).toString(true))
                    .verifier();

            for (JWSHeader each : headers) {
                assertRejected(verifier.verify(Tokens.signed(each, Tokens.ATTACKER)), RejectionReason.BAD_SIGNATURE);
                assertThat(ofSet.verify(Tokens.signed(each, Tokens.ATTACKER)))
                        .isInstanceOf(VerificationResult.Rejected.class);
            }
            // An issuer may send such headers too; they are passed over, and its signature counts.
            assertVerified(verifier.verify(Tokens.signed(headers.get(3), Tokens.ISSUER)));
            assertThat(hits).hasValue(0);
        } finally {
            attacker.stop(0);
        }
    }

    @Test
    void survivesRandomChangesOfAGoodToken() {
        String good = Tokens.good();
        Random random = new Random(50);

        for (int round = 0; round < 5_000; round++) {
            StringBuilder token = new StringBuilder(good);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(token.length());
                switch (random.nextInt(3)) {
                    case 0 -> token.setCharAt(at, (char) random.nextInt(0x200));
                    case 1 -> token.deleteCharAt(at);
                    default -> token.insert(at, (char) (32 + random.nextInt(96)));
                }
            }
            if (!token.toString().equals(good)) {
                assertThat(verifier.verify(token.toString())).isInstanceOf(VerificationResult.Rejected.class);
            }
        }
    }

    private static String signatureOf(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }
}
