package dev.parley.security;

import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Any text as a token, in a header and in a cookie, and any header and payload (two lines) with a signature that is not the
 * issuer's: refused for a reason, and never good.
 */
public final class JwtVerifierTarget {

    private static final JwtVerifier VERIFIER =
            SettingsFixture.settings().publicKey(Tokens.pem(Tokens.ISSUER)).verifier();
    private static final RequestTokens REQUESTS = new RequestTokens(
            VERIFIER,
            SettingsFixture.settings()
                    .publicKey(Tokens.pem(Tokens.ISSUER))
                    .tokenHeader("Cookie")
                    .tokenCookie("Bearer")
                    .build());
    private static final String FORGED = Tokens.good();

    private JwtVerifierTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input input = new Input(bytes);
        List<byte[]> lines = input.split('\n', 2);
        Cost.bounded(input.bytes().length, () -> {
            String text = input.header();
            refused(VERIFIER.verify(text));
            VERIFIER.verifyAtOnce(text).ifPresent(JwtVerifierTarget::refused);
            refused(REQUESTS.verify(Optional.of(text), List.of()));
            refused(REQUESTS.verify(Optional.empty(), List.of(text)));
            if (lines.size() == 2) {
                String header = new String(lines.get(0), StandardCharsets.UTF_8);
                String payload = new String(lines.get(1), StandardCharsets.UTF_8);
                String signature = FORGED.substring(FORGED.lastIndexOf('.') + 1);
                refused(VERIFIER.verify(Tokens.raw(header, payload, signature)));
            }
        });
    }

    private static void refused(VerificationResult verification) {
        if (verification instanceof VerificationResult.Verified) {
            throw new AssertionError("nobody has signed this");
        }
    }
}
