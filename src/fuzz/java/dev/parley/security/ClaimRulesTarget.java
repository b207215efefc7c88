package dev.parley.security;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.parley.api.AuthenticatedUser;
import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;

/** Any JSON as the claims of a token that is signed: refused, or a user with a name that is sound and a time that has not come. */
public final class ClaimRulesTarget {

    private static final int MAX_NAME = 255;
    private static final ClaimRules RULES = new ClaimRules(
            SettingsFixture.settings()
                    .publicKey(Tokens.pem(Tokens.ISSUER))
                    .issuer("i")
                    .audiences("a")
                    .clockSkew(Duration.ofSeconds(10))
                    .tokenAge(Duration.ofDays(1))
                    .build(),
            Tokens.CLOCK);

    private ClaimRulesTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        String text = new Input(bytes).text();
        Cost.bounded(text.length(), () -> check(text));
    }

    private static void check(String text) {
        Map<String, Object> claims;
        try {
            claims = JSONObjectUtils.parse(text);
        } catch (ParseException e) {
            return;
        }
        if (claims == null) {
            return;
        }
        try {
            AuthenticatedUser user = RULES.apply(new TokenClaims(claims));
            boolean sound = !user.id().isBlank()
                    && user.id().length() <= MAX_NAME
                    && user.id().chars().noneMatch(Character::isISOControl)
                    && user.expiresAt().isAfter(Tokens.NOW)
                    && "i".equals(claims.get("iss"));
            if (!sound) {
                throw new AssertionError("no such user may be");
            }
        } catch (TokenRejectedException e) {
            if (e.reason() == null) {
                throw new AssertionError("refused for no reason");
            }
        }
    }
}
