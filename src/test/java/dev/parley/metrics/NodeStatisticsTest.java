package dev.parley.metrics;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeStatisticsTest {

    private static final NodeStatistics FIGURES = new NodeStatistics(10, 2, Set.of("tea", "milk"), 1.5, 90, 3, 2, 7.25);

    private static JsonObject with(String name, JsonValue value) {
        return JSON.createObjectBuilder(FIGURES.toJson().build())
                .add(name, value)
                .build();
    }

    @Test
    void arriveAsTheyWere() {
        assertThat(NodeStatistics.of(FIGURES.toJson().build())).isEqualTo(FIGURES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"opened", "active", "eventsPerSecond", "events", "errors", "measured", "roundTripMillis"})
    void areNumbersThatCanBe(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> NodeStatistics.of(with(name, JSON.createValue(-1))));
        assertThatIllegalArgumentException().isThrownBy(() -> NodeStatistics.of(with(name, JSON.createValue("1"))));
        assertThatIllegalArgumentException().isThrownBy(() -> NodeStatistics.of(with(name, JsonValue.NULL)));
    }

    @Test
    void areFinite() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> NodeStatistics.of(with("roundTripMillis", JSON.createValue(new BigDecimal("1e400")))));
    }

    @Test
    void haveRoomsByTheirNames() {
        assertThatIllegalArgumentException().isThrownBy(() -> NodeStatistics.of(with("rooms", JSON.createValue(2))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeStatistics.of(
                        with("rooms", JSON.createArrayBuilder().add(1).build())));
    }
}
