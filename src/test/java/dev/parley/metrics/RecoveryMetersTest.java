package dev.parley.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.socketio.recovery.NamespaceRecovery;
import dev.parley.socketio.recovery.RecoveryObserver;
import dev.parley.socketio.recovery.RecoveryRefusal;
import dev.parley.socketio.recovery.RecoverySettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecoveryMetersTest {

    private final RecoveryMeters meters = new RecoveryMeters();

    private Meter meter(String name) {
        return meters.meters().stream()
                .filter(meter -> meter.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private long count(String name) {
        return ((Meter.Counter) meter(name)).series().get(0).source().getAsLong();
    }

    @Test
    void recoveriesAndTheirEventsAreCounted() {
        meters.observer().recovered(3);
        meters.observer().recovered(0);

        assertThat(count("parley_recoveries_total")).isEqualTo(2);
        assertThat(count("parley_replayed_events_total")).isEqualTo(3);
    }

    @Test
    void refusalsAreCountedByReasonAndAllReasonsAreThereFromTheStart() {
        meters.observer().refused(RecoveryRefusal.LOG_EXCEEDED);

        Meter.Counter refused = (Meter.Counter) meter("parley_recoveries_refused_total");
        assertThat(refused.series()).hasSize(RecoveryRefusal.values().length);
        assertThat(refused.series())
                .filteredOn(series -> series.labels().equals(Map.of("reason", "log_exceeded")))
                .singleElement()
                .satisfies(series -> assertThat(series.source().getAsLong()).isOne());
    }

    @Test
    void whatIsKeptIsMeasuredOverAllNamespaces() {
        NamespaceRecovery recovery = new NamespaceRecovery(
                new RecoverySettings(Duration.ofMinutes(2), 1000), () -> 0, RecoveryObserver.NONE);
        meters.add(recovery);

        Meter.Gauge bytes = (Meter.Gauge) meter("parley_recovery_log_bytes");
        assertThat(bytes.series().get(0).source().getAsDouble()).isZero();
        assertThat(meter("parley_recovery_waiting")).isInstanceOf(Meter.Gauge.class);
    }
}
