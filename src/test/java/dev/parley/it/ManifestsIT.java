package dev.parley.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code server-config} has for Kubernetes and Docker, by what knows these: {@code src/test/node/kubernetes}. */
class ManifestsIT {

    @Test
    void kubernetesAndDockerTakeThem() throws IOException, InterruptedException {
        assumeTrue(Programs.isThere("kubectl"), "kubectl is not on the PATH");
        Path work = Files.createDirectories(Path.of("target", "it-logs", "manifests"));

        NodeTests.run(
                "kubernetes",
                Duration.ofMinutes(2),
                Map.of(
                        "SERVER_CONFIG",
                        Path.of("server-config").toAbsolutePath().toString(),
                        "WORK_FOLDER",
                        work.toAbsolutePath().toString()));
    }
}
