package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bench.load.Measurement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void tellsTheCpuOfTwoNodesNextToNodesPairAndThatOfRedisApart() {
        List<Result> results = List.of(
                result("payara", Map.of(Measurement.SERVER_CPU, 3.0, Measurement.REDIS_CPU, 0.5)),
                result("node", Map.of(Measurement.SERVER_CPU, 6.0, Measurement.REDIS_CPU, 0.25)));
        assertThat(new Table(results).markdown(Map.of(), Map.of()).lines())
                .contains(
                        "| phase | peer | per s | server µs | × node | redis µs | generator µs | p50 ms | p99 ms"
                                + " | lost | undelivered | disorder |",
                        "| closed:4 | payara | – | 3.00 | 0.50 | 0.50 | – | – | – | – | – | – |",
                        "| closed:4 | node | – | 6.00 | 1.00 | 0.25 | – | – | – | – | – | – |");
    }

    private static Result result(String peer, Map<String, Double> figures) {
        return new Result(peer, Workload.G, 1, new Measurement("closed:4", figures));
    }
}
