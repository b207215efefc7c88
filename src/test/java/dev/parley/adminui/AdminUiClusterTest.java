package dev.parley.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import dev.parley.socketio.adapter.MemoryCluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The UI of two nodes. Whoever is connected to one of them sees both, and acts on both. */
class AdminUiClusterTest {

    /** After it, a node that nobody watches has nothing to do: longer than a lease and any time-out of the adapters. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final ManualTime time = new ManualTime();
    private final Map<String, MemoryCluster> clusters = new HashMap<>();
    private final Map<String, MemoryCluster.Bus> buses = new HashMap<>();
    private final TestAdminUi one = node("one", AdminUiMode.DEVELOPMENT);
    private final TestAdminUi two = node("two", AdminUiMode.DEVELOPMENT);

    private TestAdminUi node(String id, AdminUiMode mode) {
        return TestAdminUi.onBus(
                mode,
                id,
                time,
                namespace -> buses.computeIfAbsent(
                        id + namespace,
                        key -> clusters.computeIfAbsent(namespace, name -> new MemoryCluster())
                                .node(id)));
    }

    private void deliver() {
        clusters.values().forEach(MemoryCluster::deliver);
    }

    private void pass(Duration duration) {
        for (Duration left = duration; !left.isZero(); left = left.minusMillis(100)) {
            time.advance(Duration.ofMillis(100));
            deliver();
        }
    }

    @Test
    void theStatisticsOfBothAreTold() {
        WireClient operator = one.watches();
        pass(Duration.ofSeconds(2));

        assertThat(operator.heard("server_stats"))
                .anySatisfy(told -> assertThat(told).contains("'serverId':'one'"))
                .anySatisfy(told -> assertThat(told).contains("'serverId':'two'"));
    }

    @Test
    void theOtherOneDoesNothingWhenNobodyIsThere() {
        int without = time.pending();
        WireClient operator = one.watches();
        pass(Duration.ofSeconds(4));
        operator.vanishes();
        pass(SETTLED);

        assertThat(time.pending()).isEqualTo(without);
    }

    @Test
    void theOtherOneDoesNotWaitForANodeThatHasDied() {
        int without = time.pending();
        WireClient operator = one.watches();
        pass(Duration.ofSeconds(4));
        // From now on nobody hears of this node.
        buses.get("one/admin").connected(false);
        operator.vanishes();
        pass(SETTLED);

        assertThat(time.pending()).isEqualTo(without);
    }

    @Test
    void socketsOfBothAreTold() {
        WireClient ann = two.visits();
        WireClient operator = one.watches();
        deliver();

        assertThat(operator.heard("all_sockets"))
                .singleElement()
                .asString()
                .contains("{'id':'" + ann.sid() + "','clientId':'")
                .contains("'transport':'websocket'")
                .doesNotContain("_admin");
    }

    @Test
    void changesOfBothAreTold() {
        WireClient operator = one.watches();
        deliver();
        operator.heard();
        WireClient ann = two.visits();
        deliver();
        two.main().emit("news");
        pass(Duration.ofMillis(500));

        assertThat(operator.heard("socket_connected"))
                .singleElement()
                .asString()
                .contains(ann.sid());
        assertThat(operator.heard()).isEmpty();
    }

    @Test
    void actionsReachBoth() {
        WireClient ann = two.visits();
        WireClient operator = one.watches();
        deliver();
        operator.says("'join','/','tea','" + ann.sid() + "'");
        deliver();
        operator.says("'emit','/','tea','news'");
        deliver();
        operator.says("'_disconnect','/',true,'tea'");
        deliver();

        assertThat(ann.heard()).containsExactly("'news'");
        assertThat(ann.session().isOpen()).isFalse();
    }
}
