package dev.parley.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.engine.ManualTime;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrafficWindowTest {

    private static final Offset<Double> EXACT = within(1e-9);

    private final ManualTime time = new ManualTime();
    private long events;
    private long errors;
    private final TrafficWindow window = new TrafficWindow(time.clock(), () -> events, () -> errors);

    @BeforeEach
    void start() {
        window.start(time.timers());
    }

    private void pass(int seconds, int eventsPerSecond) {
        for (int second = 0; second < seconds; second++) {
            events += eventsPerSecond;
            time.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void isQuietBeforeAnythingHappens() {
        assertThat(window.traffic()).isEqualTo(new TrafficWindow.Traffic(0, 0, 0));
    }

    @Test
    void countsFromTheStartInTheFirstMinute() {
        pass(10, 5);

        assertThat(window.traffic().eventsPerSecond()).isEqualTo(5, EXACT);
    }

    @Test
    void showsNoEnormousRateForTheFirstEvent() {
        time.stall(Duration.ofMillis(1));
        events = 3;

        assertThat(window.traffic().eventsPerSecond()).isEqualTo(3, EXACT);
    }

    @Test
    void seesWhatHappenedSinceTheLastReading() {
        pass(20, 0);
        events += 20;

        assertThat(window.traffic().eventsPerSecond()).isEqualTo(1, EXACT);
    }

    @Test
    void isTheMeanOfTheLastMinute() {
        pass(60, 10);
        pass(30, 40);

        assertThat(window.traffic().eventsPerSecond()).isEqualTo((30 * 10 + 30 * 40) / 60.0, EXACT);
    }

    @Test
    void forgetsWhatIsOlderThanAMinute() {
        pass(5, 1000);
        pass(61, 0);

        assertThat(window.traffic().eventsPerSecond()).isZero();
    }

    @Test
    void moves() {
        pass(60, 6);
        double before = window.traffic().eventsPerSecond();
        pass(10, 0);

        assertThat(before).isEqualTo(6, EXACT);
        assertThat(window.traffic().eventsPerSecond()).isEqualTo(5, EXACT);
    }

    @Test
    void staysRightWhenTheTimersAreHeldUp() {
        pass(60, 6);
        time.stall(Duration.ofSeconds(60));
        events += 60;

        // Nobody has read the counts for a minute: the last reading is exactly as old as the window is long.
        assertThat(window.traffic().eventsPerSecond()).isEqualTo(1, EXACT);
    }

    @Test
    void countsTheErrorsOfTheLastMinute() {
        pass(60, 10);
        errors = 30;
        assertThat(window.traffic()).isEqualTo(new TrafficWindow.Traffic(10, 600, 30));

        pass(61, 10);
        assertThat(window.traffic()).isEqualTo(new TrafficWindow.Traffic(10, 600, 0));
    }

    @Test
    void tellsOfErrorsWithoutAnyEvent() {
        errors = 2;

        assertThat(window.traffic()).isEqualTo(new TrafficWindow.Traffic(0, 0, 2));
    }

    @Test
    void keepsOneTaskOnTheTimers() {
        pass(200, 1);

        assertThat(time.pending()).isEqualTo(1);
    }
}
