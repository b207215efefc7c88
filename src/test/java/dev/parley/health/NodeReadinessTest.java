package dev.parley.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.health.ReadinessReport.Service;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeReadinessTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final RedisStatus CONNECTED = new RedisStatus(true, Optional.of(Duration.ofMillis(2)));

    /** A node that is as a test has it. */
    private static final class FakeNode implements NodeState {
        private boolean draining;
        private Duration sinceTimers = Duration.ofMillis(10);

        @Override
        public boolean isDraining() {
            return draining;
        }

        @Override
        public int connections() {
            return 42;
        }

        @Override
        public int rooms() {
            return 10;
        }

        @Override
        public Duration uptime() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration sinceTimers() {
            return sinceTimers;
        }
    }

    private final FakeNode node = new FakeNode();
    private Optional<RedisStatus> redis = Optional.empty();
    private Optional<Boolean> database = Optional.empty();

    private NodeReadiness readiness() {
        return new NodeReadiness(
                node,
                redis.map(status -> () -> status),
                database.map(answers -> () -> answers),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void aNodeOfItsOwnIsReadyAndHealthy() {
        assertThat(readiness().report())
                .isEqualTo(new ReadinessReport(
                        true, Service.HEALTHY, 42, 10, Duration.ofHours(1), Optional.empty(), Optional.empty(), NOW));
    }

    @Test
    void aNodeThatDrainsIsNotReady() {
        node.draining = true;

        assertThat(readiness().report().ready()).isFalse();
        assertThat(readiness().report().service()).isEqualTo(Service.UNHEALTHY);
        assertThat(readiness().isAlive()).isTrue();
    }

    @Test
    void aNodeWithoutItsRedisStaysReadyAndIsDegraded() {
        redis = Optional.of(RedisStatus.AWAY);

        assertThat(readiness().report().ready()).isTrue();
        assertThat(readiness().report().service()).isEqualTo(Service.DEGRADED);
        assertThat(readiness().report().redis()).contains(RedisStatus.AWAY);
    }

    @Test
    void aNodeWithItsRedisIsHealthy() {
        redis = Optional.of(CONNECTED);

        assertThat(readiness().report().service()).isEqualTo(Service.HEALTHY);
    }

    @Test
    void aNodeThatDrainsWithoutRedisIsUnhealthyAndNotJustDegraded() {
        node.draining = true;
        redis = Optional.of(RedisStatus.AWAY);

        assertThat(readiness().report().service()).isEqualTo(Service.UNHEALTHY);
    }

    @Test
    void aNodeNeedsTheDatabaseThatItWasToldOf() {
        database = Optional.of(true);
        assertThat(readiness().report().ready()).isTrue();

        database = Optional.of(false);
        assertThat(readiness().report().ready()).isFalse();
        assertThat(readiness().report().service()).isEqualTo(Service.HEALTHY);
        assertThat(readiness().report().database()).contains(false);
    }

    @Test
    void aNodeWhoseTimersStandStillIsDead() {
        node.sinceTimers = NodeReadiness.TIMERS_LOST.minusMillis(1);
        assertThat(readiness().isAlive()).isTrue();

        node.sinceTimers = NodeReadiness.TIMERS_LOST;
        assertThat(readiness().isAlive()).isFalse();
    }

    @Test
    void theServiceHasTheWordsOfTheContract() {
        assertThat(Service.values()).extracting(Service::text).containsExactly("healthy", "degraded", "unhealthy");
    }

    @Test
    void redisHasNoLatencyWhileItIsAway() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedisStatus(false, Optional.of(Duration.ofMillis(1))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedisStatus(true, Optional.of(Duration.ofMillis(-1))));
    }
}
