package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bench.load.Measurement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormerResultsTest {

    @TempDir
    private Path directory;

    @Test
    void readsWhatAReportHasWritten() throws IOException {
        Path file = directory.resolve("results.json");
        List<Result> results = List.of(
                new Result("node", Workload.A, 1, new Measurement("closed:4", Map.of(Measurement.RATE, 10.5))),
                new Result("payara", Workload.FAULTS, 2, new Measurement("stall:4", Map.of())));
        new Report(Map.of("date", "today"), Map.of("node", "20"), results, List.of("a failure")).write(file);

        FormerResults former = FormerResults.read(file);

        assertThat(former.results()).isEqualTo(results);
        assertThat(former.environment()).isEqualTo(Map.of("date", "today"));
        assertThat(former.versions()).isEqualTo(Map.of("node", "20"));
    }
}
