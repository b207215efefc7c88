package dev.parley.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.robustness.BadInput;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Case 56. */
class OriginPolicyTest {

    private static final String HOST = "chat.example";

    private final OriginPolicy sameOriginOnly = OriginPolicy.parse("");
    private final OriginPolicy any = OriginPolicy.parse(" * ");
    private final OriginPolicy listed = OriginPolicy.parse(
            "https://app.example, http://localhost:8080,https://[2001:db8::1]:8443,capacitor://localhost");

    @Test
    void letsProgramsThatAreNoBrowsersPass() {
        assertThat(sameOriginOnly.allows(Optional.empty(), "https", HOST)).isTrue();
        assertThat(listed.allows(Optional.empty(), "https", HOST)).isTrue();
        assertThat(listed.allowedOriginHeader(Optional.empty(), "https", HOST)).isEmpty();
        assertThat(any.allowedOriginHeader(Optional.empty(), "https", HOST)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://chat.example,https,chat.example",
        "https://chat.example,wss,chat.example",
        "https://chat.example,https,chat.example:443",
        "https://chat.example:443,https,chat.example",
        "HTTPS://Chat.Example,https,chat.example",
        "https://chat.example,HTTPS,CHAT.EXAMPLE",
        "http://chat.example:3001,http,chat.example:3001",
        "http://chat.example:3001,ws,chat.example:3001",
        "http://[::1]:3001,http,[::1]:3001",
        "http://my_service,http,my_service"
    })
    void allowsPagesOfTheServersOwnOrigin(String origin, String scheme, String host) {
        assertThat(sameOriginOnly.allows(Optional.of(origin), scheme, host)).isTrue();
        assertThat(listed.allows(Optional.of(origin), scheme, host)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://chat.example,https,chat.example",
        "https://chat.example,http,chat.example",
        "https://chat.example:8443,https,chat.example",
        "https://chat.example,https,chat.example:8443",
        "https://chat.example.,https,chat.example",
        "https://chat.example,https,''",
        "https://chat.example,https,chat.example/path",
        "https://chat.example,https,user@chat.example"
    })
    @BadInput(56)
    void tellsAnotherSchemeHostOrPortFromItsOwn(String origin, String scheme, String host) {
        assertThat(sameOriginOnly.allows(Optional.of(origin), scheme, host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example",
                "https://APP.example",
                "HTTPS://app.example",
                "https://app.example:443",
                "http://localhost:8080",
                "https://[2001:DB8::1]:8443",
                "capacitor://localhost"
            })
    void allowsListedOrigins(String origin) {
        assertThat(listed.allows(Optional.of(origin), "https", HOST)).isTrue();
        assertThat(listed.allowsCredentials(Optional.of(origin), "https", HOST)).isTrue();
        assertThat(listed.allowedOriginHeader(Optional.of(origin), "https", HOST))
                .contains(origin);
        assertThat(sameOriginOnly.allows(Optional.of(origin), "https", HOST)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.evil",
                "https://evil-app.example",
                "https://evilapp.example",
                "https://sub.app.example",
                "https://app.example:444",
                "http://app.example",
                "http://localhost",
                "http://localhost:80800",
                "https://app.example@evil.example",
                "https://app.example.",
                "https://app.example/",
                "https://app.example,",
                "https://app.example, https://app.example",
                "https://app.example https://evil.example",
                "//app.example",
                "app.example",
                "https:app.example",
                "https://",
                "https://app.example:",
                "https://app.example:0",
                "https://app.example:443:443",
                "https://app.example\r\nX: y",
                "https://\u0430pp.example",
                "null",
                "NULL",
                "",
                "*",
                "https://[2001:db8::1",
                "file://",
                "capacitor://localhost:80"
            })
    @BadInput(56)
    void refusesLookAlikesAndNonsense(String origin) {
        assertThat(listed.allows(Optional.of(origin), "https", HOST)).isFalse();
        assertThat(listed.allowsCredentials(Optional.of(origin), "https", HOST)).isFalse();
        assertThat(listed.allowedOriginHeader(Optional.of(origin), "https", HOST))
                .isEmpty();
    }

    @Test
    void refusesAnEndlessOriginQuickly() {
        assertThat(listed.allows(Optional.of("https://" + "a".repeat(1 << 20)), "https", HOST))
                .isFalse();
        assertThat(listed.allows(Optional.of("a".repeat(500) + "://"), "https", HOST))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "https://anything.example", "nonsense"})
    void theStarAllowsEveryPageButNotItsCookies(String origin) {
        assertThat(any.allows(Optional.of(origin), "https", HOST)).isTrue();
        assertThat(any.allowedOriginHeader(Optional.of(origin), "https", HOST)).contains("*");
        assertThat(any.allowsCredentials(Optional.of(origin), "https", HOST)).isFalse();
    }

    @Test
    void theStarLeavesThePagesOfTheServerTheirCookies() {
        assertThat(any.allowsCredentials(Optional.of("https://chat.example"), "https", HOST))
                .isTrue();
        assertThat(any.allowsCredentials(Optional.empty(), "https", HOST)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app.example",
                "https://app.example/",
                "https://app.example/path",
                "https://*.app.example",
                "https://app.example,*",
                "*,https://app.example",
                "https://app.example,",
                ",",
                "null",
                "https://user@app.example",
                "https://app.example:99999",
                "https://b\u00fccher.example",
                "https://app.example https://b.example",
                "x\ny"
            })
    void refusesABadListWithOneLine(String list) {
        assertThatThrownBy(() -> OriginPolicy.parse(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not an origin; allowed: ")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:5173",
                "https://localhost",
                "http://127.0.0.1:8080",
                "http://127.7.7.7",
                "http://[::1]:3000",
                "http://app.localhost:5173"
            })
    void inDevelopmentThePagesOfThisMachineAreAllowed(String origin) {
        for (String list : new String[] {"", "*"}) {
            OriginPolicy policy = OriginPolicy.parseForDevelopment(list);

            assertThat(policy.allows(Optional.of(origin), "http", "localhost:3001"))
                    .isTrue();
            assertThat(policy.allowsCredentials(Optional.of(origin), "http", "localhost:3001"))
                    .isTrue();
        }
        assertThat(OriginPolicy.parseForDevelopment("").allowedOriginHeader(Optional.of(origin), "http", HOST))
                .contains(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost.evil.test:5173",
                "http://127.0.0.1.evil.test",
                "http://evil.test",
                "http://notlocalhost:5173",
                "ftp://localhost",
                "chrome-extension://localhost",
                "http://192.168.1.7:5173",
                "null",
                "http://localhost:5173/",
                "http://localhost:5173 http://evil.test"
            })
    void inDevelopmentOthersAreNot(String origin) {
        OriginPolicy policy = OriginPolicy.parseForDevelopment("");

        assertThat(policy.allows(Optional.of(origin), "http", "localhost:3001")).isFalse();
        assertThat(policy.allowedOriginHeader(Optional.of(origin), "http", "localhost:3001"))
                .isEmpty();
        assertThat(OriginPolicy.parseForDevelopment("*")
                        .allowsCredentials(Optional.of(origin), "http", "localhost:3001"))
                .isFalse();
    }

    @Test
    void aListHoldsInDevelopmentToo() {
        OriginPolicy policy = OriginPolicy.parseForDevelopment("https://app.example");

        assertThat(policy.allows(Optional.of("https://app.example"), "http", "localhost:3001"))
                .isTrue();
        assertThat(policy.allows(Optional.of("http://localhost:5173"), "http", "localhost:3001"))
                .isFalse();
    }
}
