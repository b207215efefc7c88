package dev.parley.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One line for each event, that nobody can forge and nobody can multiply. */
class AuditLogTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);

    private final List<String> lines = new ArrayList<>();
    private long nanos;

    private AuditLog log(AuditFormat format) {
        return new AuditLog(format, NOON, () -> nanos, lines::add);
    }

    private static AuditEvent event(String user, String target) {
        return new AuditEvent(AuditEvent.Outcome.DONE, user, "192.0.2.1", "DELETE", target, "204");
    }

    private static AuditEvent refusal(String user, String address) {
        return new AuditEvent(AuditEvent.Outcome.REFUSED, user, address, "connect", "/", "AUTHENTICATION_FAILED");
    }

    @Test
    void saysWhoDidWhatFromWhereAsText() {
        log(AuditFormat.TEXT).record(event("ann", "/api/connections/x"));

        assertThat(lines)
                .containsExactly("time=2026-01-02T12:00:00Z outcome=done user=ann address=192.0.2.1 action=DELETE"
                        + " target=/api/connections/x detail=204");
    }

    @Test
    void saysTheSameAsJson() {
        log(AuditFormat.JSON).record(event("ann", "/api/connections/x"));

        assertThat(lines)
                .containsExactly("{\"time\":\"2026-01-02T12:00:00Z\",\"outcome\":\"done\",\"user\":\"ann\","
                        + "\"address\":\"192.0.2.1\",\"action\":\"DELETE\",\"target\":\"/api/connections/x\","
                        + "\"detail\":\"204\"}");
    }

    @Test
    void nobodyCanForgeALineOrAField() {
        log(AuditFormat.TEXT).record(event("ann user=root", "/x\ny"));

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).doesNotContain("\n").contains("user=\"ann user=root\"");
    }

    @Test
    void aLongTargetIsCutOff() {
        log(AuditFormat.TEXT).record(event("ann", "/" + "x".repeat(10_000)));

        assertThat(lines.get(0)).hasSizeLessThan(1000);
    }

    @Test
    void unknownUsersGetAMinutesShareOfLinesAndTheRestIsCounted() {
        AuditLog log = log(AuditFormat.TEXT);
        for (int i = 0; i < 10_000; i++) {
            log.record(refusal("", "192.0.2." + i));
        }
        assertThat(lines).hasSize(AuditLog.MAX_ANONYMOUS);

        log.record(event("ann", "/api/node/drain"));

        assertThat(lines).hasSize(AuditLog.MAX_ANONYMOUS + 1);
        assertThat(lines.get(AuditLog.MAX_ANONYMOUS)).endsWith("leftOut=9940");
        nanos += AuditLog.WINDOW.toNanos();
        log.record(event("", "/api/config"));
        assertThat(lines).hasSize(AuditLog.MAX_ANONYMOUS + 2);
    }

    @Test
    void anAddressCannotUseUpWhatTheOthersHave() {
        AuditLog log = log(AuditFormat.TEXT);
        for (int i = 0; i < 1000; i++) {
            log.record(refusal("", "192.0.2.1"));
        }
        assertThat(lines).hasSize(AuditLog.MAX_ADDRESS);

        log.record(refusal("", "192.0.2.2"));

        assertThat(lines).hasSize(AuditLog.MAX_ADDRESS + 1);
        assertThat(lines.get(AuditLog.MAX_ADDRESS))
                .contains("address=192.0.2.2")
                .endsWith("leftOut=980");
    }

    @Test
    void aUserGetsAMinutesShareOfRefusalsAndAllThatIsDoneIsWrittenDown() {
        AuditLog log = log(AuditFormat.TEXT);
        for (int i = 0; i < 1000; i++) {
            log.record(refusal("eve", "192.0.2.1"));
        }
        assertThat(lines).hasSize(AuditLog.MAX_REFUSALS);

        log.record(refusal("ann", "192.0.2.1"));
        for (int i = 0; i < 1000; i++) {
            log.record(event("eve", "/api/connections/x"));
        }

        assertThat(lines).hasSize(AuditLog.MAX_REFUSALS + 1001);
    }

    @Test
    void canBeTurnedOff() {
        log(AuditFormat.OFF).record(event("ann", "/"));

        assertThat(lines).isEmpty();
    }

    @Test
    void formatsHaveNamesInSmallLetters() {
        assertThat(AuditFormat.named("json")).isEqualTo(AuditFormat.JSON);
        assertThatIllegalArgumentException().isThrownBy(() -> AuditFormat.named("JSON"));
    }
}
