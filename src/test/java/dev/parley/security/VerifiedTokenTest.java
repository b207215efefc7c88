package dev.parley.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** MicroProfile JWT 2.1, section 7.1.1: the types of claims. */
class VerifiedTokenTest {

    private final VerifiedToken token = new VerifiedToken(
            "ada",
            "raw.to.ken",
            Map.of(
                    "sub",
                    "s-1",
                    "aud",
                    "parley",
                    "groups",
                    List.of("a", "b"),
                    "exp",
                    1_900_000_000.5,
                    "level",
                    3,
                    "vip",
                    true,
                    "address",
                    Map.of("city", "London", "floors", List.of(1, 2))));

    @Test
    void standardClaimsHaveTheTypesOfTheInterface() {
        assertThat(token.getName()).isEqualTo("ada");
        assertThat(token.getSubject()).isEqualTo("s-1");
        assertThat(token.getAudience()).isEqualTo(Set.of("parley"));
        assertThat(token.getGroups()).isEqualTo(Set.of("a", "b"));
        assertThat(token.getExpirationTime()).isEqualTo(1_900_000_000L);
        assertThat(token.getRawToken()).isEqualTo("raw.to.ken");
    }

    @Test
    void otherClaimsAreJsonUnlessTheyAreText() {
        assertThat(token.<JsonNumber>getClaim("level").intValue()).isEqualTo(3);
        assertThat(token.<JsonValue>getClaim("vip")).isEqualTo(JsonValue.TRUE);
        assertThat(token.<JsonObject>getClaim("address").toString()).contains("\"London\"", "[1,2]");
    }

    @Test
    void whatIsMissingIsNullOrEmpty() {
        VerifiedToken bare = new VerifiedToken("ada", "raw", Map.of());

        assertThat(bare.<Object>getClaim("level")).isNull();
        assertThat(bare.getGroups()).isEmpty();
        assertThat(bare.getIssuedAtTime()).isZero();
        assertThat(bare.getClaimNames()).containsExactly("raw_token");
    }

    @Test
    void aLogDoesNotGetTheToken() {
        assertThat(token).asString().doesNotContain("raw.to.ken");
    }
}
