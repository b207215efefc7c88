package dev.parley.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a request has its token. */
class RequestTokensTest {

    @Test
    void aBearerIsOneInAnyCase() {
        assertThat(RequestTokens.bearer(Optional.of("Bearer abc"))).contains("abc");
        assertThat(RequestTokens.bearer(Optional.of("bEARER  abc "))).contains("abc");
        assertThat(RequestTokens.bearer(Optional.of("Basic abc"))).isEmpty();
        assertThat(RequestTokens.bearer(Optional.empty())).isEmpty();
    }

    @Test
    void aCookieIsFoundAmongOthersWhateverTheyAre() {
        List<String> headers = List.of("a=b; strange=\u00e9; ;;=; Bearer=one", "Bearer=\"two\"; XBearer=three");

        assertThat(RequestTokens.cookies(headers, "Bearer")).containsExactly("one", "two");
        assertThat(RequestTokens.cookies(headers, "bearer")).isEmpty();
    }

    @Test
    void aCookieIsLookedAtWhereTheSettingsSaySo() {
        List<String> cookie = List.of("token=" + Tokens.good());
        SettingsFixture settings = SettingsFixture.settings();
        RequestTokens header = new RequestTokens(settings.verifier(), settings.build());
        RequestTokens inCookie = new RequestTokens(
                settings.verifier(),
                settings.tokenHeader("Cookie").tokenCookie("token").build());

        VerificationAssert.assertRejected(header.verify(Optional.empty(), cookie), RejectionReason.NO_TOKEN);
        VerificationAssert.assertVerified(inCookie.verify(Optional.empty(), cookie));
        VerificationAssert.assertRejected(inCookie.verify(Optional.of("Bearer x"), cookie), RejectionReason.MALFORMED);
    }
}
