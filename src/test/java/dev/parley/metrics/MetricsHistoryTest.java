package dev.parley.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MetricsHistoryTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static NodeSample sample(double secondsAgo, long connections, long rooms) {
        return new NodeSample(Duration.ofMillis((long) (secondsAgo * 1000)), connections, rooms, 0, 0, 0, 0, 0);
    }

    private static List<MetricsHistory.Point> points(List<List<NodeSample>> nodes) {
        return MetricsHistory.of(nodes, NOW).points();
    }

    @Test
    void nobodyHasNoHistory() {
        assertThat(points(List.of(List.of()))).isEmpty();
    }

    @Test
    void eachTimeGetsTheLastSampleTakenByThen() {
        List<NodeSample> node = List.of(sample(13, 1, 0), sample(7.9, 2, 0), sample(2.9, 3, 0));

        assertThat(points(List.of(node)))
                .extracting(MetricsHistory.Point::timestamp, MetricsHistory.Point::activeConnections)
                .containsExactly(tuple(NOW.minusSeconds(10), 1L), tuple(NOW.minusSeconds(5), 2L), tuple(NOW, 3L));
    }

    @Test
    void aNodeThatWasHeldUpForLongHasAGap() {
        assertThat(points(List.of(List.of(sample(31, 1, 0), sample(1, 2, 0)))))
                .extracting(MetricsHistory.Point::timestamp)
                .containsExactly(NOW.minusSeconds(30), NOW.minusSeconds(25), NOW);
    }

    @Test
    void aNodeThatCameLaterCountsFromThenOn() {
        List<NodeSample> old = List.of(sample(6, 4, 2), sample(1, 4, 2));

        assertThat(points(List.of(old, List.of(sample(2, 3, 0)))))
                .extracting(MetricsHistory.Point::activeConnections)
                .containsExactly(4L, 7L);
    }

    @Test
    void theRoomsOfSeveralNodesAreNotAdded() {
        assertThat(points(List.of(List.of(sample(1, 0, 2)), List.of(sample(1, 0, 0)))))
                .extracting(MetricsHistory.Point::totalRooms)
                .containsExactly(OptionalLong.of(2));
        assertThat(points(List.of(List.of(sample(1, 0, 2)), List.of(sample(1, 0, 1)))))
                .extracting(MetricsHistory.Point::totalRooms)
                .containsExactly(OptionalLong.empty());
    }

    @Test
    void ratesAndLatenciesAreThoseOfAllNodesTogether() {
        List<NodeSample> quiet = List.of(new NodeSample(Duration.ZERO, 1, 0, 0.1, 1, 1, 1, 40));
        List<NodeSample> busy = List.of(new NodeSample(Duration.ZERO, 3, 0, 9.9, 99, 0, 3, 60));

        assertThat(points(List.of(quiet, busy)))
                .containsExactly(new MetricsHistory.Point(NOW, 4, OptionalLong.of(0), 10, 25, 0.01));
    }

    @Test
    void aSampleIsTheSameWhenItHasBeenSent() {
        NodeSample sample = new NodeSample(Duration.ofMillis(1234), 1, 2, 3.5, 4, 5, 6, 7.25);

        assertThat(NodeSample.of(sample.toJson())).isEqualTo(sample);
        assertThatThrownBy(() -> NodeSample.of(JsonValue.EMPTY_JSON_ARRAY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
