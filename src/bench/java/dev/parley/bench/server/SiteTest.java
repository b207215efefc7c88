package dev.parley.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.AppServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SiteTest {

    private static Site site(Optional<String> redis) {
        return new Site(Path.of("here"), 81, Path.of("a.war"), Path.of("key.pem"), "issuer", redis, "streams");
    }

    @Test
    void tellsBothKindsOfServersWhereTheirRedisIsAndWhatIsSaidThere() throws Exception {
        Site site = site(Optional.of("redis://127.0.0.1:82"));
        Peer node = new NodeSocketIo(Path.of("peer"));
        Peer payara = new ContainerPeer(
                "payara", AppServer.named("payara-micro", Path.of("payara.jar")), () -> "6", List.of());
        assertThat(node.launch(site).environment())
                .containsEntry("REDIS_URL", "redis://127.0.0.1:82")
                .containsEntry("REDIS_ADAPTER", "streams");
        assertThat(payara.launch(site).environment())
                .containsEntry("REDIS_URL", "redis://127.0.0.1:82")
                .containsEntry("REDIS_ADAPTER", "streams");
    }

    @Test
    void tellsNothingOfRedisToAServerThatIsAlone() throws Exception {
        Site site = site(Optional.empty());
        assertThat(site.parleyEnvironment()).doesNotContainKey("REDIS_URL");
        assertThat(new NodeSocketIo(Path.of("peer")).launch(site).environment()).doesNotContainKey("REDIS_URL");
    }
}
