package dev.parley.app.development;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.TokenKeys;
import dev.parley.security.DevelopmentKeys;
import dev.parley.security.VerificationResult;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevelopmentConfigSourceTest {

    @Test
    void theServerLearnsTheKeyThatTheNodeBelieves() {
        DevelopmentConfigSource source = new DevelopmentConfigSource(null, "true", false);
        TokenKeys keys = TokenKeys.ofDevelopment(DevelopmentConfigSource.keys().keys(), Clock.systemUTC(), 0);

        String token = DevelopmentConfigSource.keys().keys().sign("ann", Set.of("admin"), Duration.ofMinutes(1));

        assertThat(source.getValue("mp.jwt.verify.publickey"))
                .isEqualTo(keys.settings().publicKey().orElseThrow());
        assertThat(source.getValue("mp.jwt.verify.issuer")).isEqualTo(DevelopmentKeys.ISSUER);
        assertThat(source.getPropertyNames())
                .containsExactlyInAnyOrder("mp.jwt.verify.publickey", "mp.jwt.verify.issuer");
        assertThat(keys.verifier().verify(token)).isInstanceOf(VerificationResult.Verified.class);
    }

    @ParameterizedTest
    @CsvSource({",", "false,", ",false", "false,true", "'',", ",yes"})
    void itHasNothingToSayOutsideOfDevelopmentMode(String property, String variable) {
        DevelopmentConfigSource source = new DevelopmentConfigSource(property, variable, false);

        assertThat(source.getPropertyNames()).isEmpty();
        assertThat(source.getValue("mp.jwt.verify.publickey")).isNull();
    }

    /** The settings refuse that in a line of their own; a server that sees two keys would be quicker, in many. */
    @Test
    void itLeavesTheStageToAKeyThatIsSomewhereElse() {
        DevelopmentConfigSource source = new DevelopmentConfigSource(null, "true", true);

        assertThat(source.getPropertyNames()).isEmpty();
        assertThat(source.getValue("mp.jwt.verify.publickey")).isNull();
    }

    @Test
    void itHasNothingElseToSay() {
        assertThat(new DevelopmentConfigSource("true", null, false).getValue("WEBSOCKET_PORT"))
                .isNull();
    }

    @Test
    void everythingElseComesBeforeIt() {
        assertThat(new DevelopmentConfigSource("true", null, false).getOrdinal())
                .isLessThan(100);
    }
}
