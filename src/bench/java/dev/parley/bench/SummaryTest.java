package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bench.load.Measurement;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void takesTheMedianOfEachFigureForItself() {
        List<Result> results = List.of(
                result("node", 1, Map.of(Measurement.RATE, 10.0, Measurement.P99, 3.0)),
                result("node", 2, Map.of(Measurement.RATE, 30.0, Measurement.P99, 1.0)),
                result("node", 3, Map.of(Measurement.RATE, 20.0, Measurement.P99, 2.0)));
        Summary summary = Summary.of(results).get(0);
        assertThat(summary.rounds()).isEqualTo(3);
        assertThat(summary.median().figure(Measurement.RATE)).isEqualTo(20);
        assertThat(summary.median().figure(Measurement.P99)).isEqualTo(2);
    }

    @Test
    void leavesOutAFigureThatIsMissingInMostRounds() {
        List<Result> results = List.of(
                result("node", 1, Map.of("stalled_gone_s", 4.0)),
                result("node", 2, Map.of()),
                result("node", 3, Map.of()));
        assertThat(Summary.of(results).get(0).median().figures()).isEmpty();
    }

    @Test
    void keepsPeersAndPhasesApart() {
        List<Result> results = IntStream.range(0, 4)
                .mapToObj(i -> new Result(
                        i % 2 == 0 ? "node" : "payara",
                        Workload.A,
                        1,
                        new Measurement(i < 2 ? "closed:1" : "open:50000", Map.of(Measurement.RATE, (double) i))))
                .toList();
        assertThat(Summary.of(results))
                .extracting(summary -> summary.median().phase() + " " + summary.peer())
                .containsExactly("closed:1 node", "closed:1 payara", "open:50000 node", "open:50000 payara");
    }

    private static Result result(String peer, int round, Map<String, Double> figures) {
        return new Result(peer, Workload.A, round, new Measurement("closed:1", figures));
    }
}
