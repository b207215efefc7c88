package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.admission.DrainingGuard;
import dev.parley.audit.AuditFormat;
import dev.parley.audit.AuditLog;
import dev.parley.engine.CloseReason;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.TestEngine;
import dev.parley.health.NodeDrain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainTest {

    private static final Instant NOW = Instant.parse("2026-11-30T08:12:00Z");
    private static final Duration LONG = Duration.ofMinutes(10);

    private final TestEngine engine = TestEngine.create();
    private final NodeThreads threads = new NodeThreads(Thread::new);
    private final DrainingGuard guard = new DrainingGuard();

    @AfterEach
    void end() {
        threads.close();
    }

    private Drain drain(Duration over) {
        Clock wall = Clock.fixed(NOW, ZoneOffset.UTC);
        return new Drain(
                guard,
                engine.server(),
                threads,
                over,
                new AuditLog(AuditFormat.OFF, wall, threads.clock()::nanos),
                wall);
    }

    private void open(int clients) {
        for (int i = 0; i < clients; i++) {
            engine.open(RecordingTransport.webSocket());
        }
    }

    @Test
    void itSaysSinceWhenItDrainsAndHowFarItIs() {
        open(1);
        Drain drain = drain(LONG);
        assertThat(drain.state()).isEqualTo(new NodeDrain.State(Optional.empty(), 1, Duration.ZERO));
        assertThat(guard.isDraining()).isFalse();

        NodeDrain.State begun = drain.begin();
        assertThat(guard.isDraining()).isTrue();
        assertThat(begun.since()).contains(NOW);
        assertThat(begun.open()).isEqualTo(1);
        assertThat(begun.left()).isPositive().isLessThanOrEqualTo(LONG);
        assertThat(drain.begin().left()).isLessThanOrEqualTo(begun.left());

        assertThat(drain.takeBack().since()).isEmpty();
        assertThat(guard.isDraining()).isFalse();
        assertThat(drain.takeBack().open()).isEqualTo(1);
    }

    @Test
    void atTheEndOfTheNodeItWaitsUntilAllHaveBeenSentAway() {
        open(50);

        drain(Duration.ofMillis(500)).finish(LONG);

        assertThat(engine.server().openSessions()).isZero();
        assertThat(engine.listener().closes()).hasSize(50).containsOnly(CloseReason.SERVER_SHUTTING_DOWN);
    }

    @Test
    void aNodeWithoutClientsEndsAtOnceAlsoIfItHasBeenDrainedBefore() {
        Drain drain = drain(LONG);
        drain.begin();
        drain.finish(LONG);

        assertThat(drain.state().left()).isZero();
    }

    @Test
    void itWaitsForNobodyLongerThanTheServerDoes() {
        open(1);
        Drain drain = drain(LONG);
        drain.begin();

        drain.finish(Duration.ofMillis(50));

        assertThat(guard.isDraining()).isTrue();
        assertThat(drain.takeBack().since()).as("too late to take it back").isPresent();
        assertThat(guard.isDraining()).isTrue();
    }
}
