package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import dev.parley.socketio.adapter.MemoryCluster;
import dev.parley.socketio.recovery.RecoveryObserver;
import dev.parley.socketio.recovery.RecoverySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Namespaces that are made when they are needed, and what remains of them when they are not needed any more. */
class NamespacesOnDemandTest {

    /** Long enough for the removal: a namespace is removed at the second look without a use. */
    private static final Duration LONG = NamespacesOnDemand.LINGER.multipliedBy(3);

    private final ManualTime time = new ManualTime();
    private final MemoryCluster cluster = new MemoryCluster();
    private final MemoryCluster.Bus bus = cluster.node("a");
    private final TestServer server = TestServer.onBus(bus, time);
    private final List<String> made = new ArrayList<>();
    private boolean admitting = true;

    private void demand(int max) {
        server.server().onDemand(this::find, max);
    }

    private Optional<java.util.function.Consumer<Namespace>> find(String name) {
        return name.startsWith("/tenants/")
                ? Optional.of(namespace -> {
                    made.add(name);
                    namespace.guard(request -> CompletableFuture.completedStage(
                            admitting ? ConnectDecision.ADMITTED : new ConnectDecision.Refused("no", null)));
                    namespace.on("whoami", (socket, event) -> event.ack().send(JSON.createValue(name)));
                })
                : Optional.empty();
    }

    private TestClient join(TestClient client, String namespace) {
        client.says("0" + namespace + ",");
        cluster.deliver();
        return client.joined(namespace);
    }

    private TestClient joins(String namespace) {
        return join(server.opens(), namespace);
    }

    @Test
    void aNamespaceIsMadeForItsFirstClientAndSharedByTheNext() {
        demand(10);
        TestClient first = joins("/tenants/7");
        TestClient second = joins("/tenants/7");

        assertThat(made).containsExactly("/tenants/7");
        second.says("2/tenants/7,0['whoami']");
        assertThat(second.heard()).containsExactly("3/tenants/7,0['/tenants/7']");
        assertThat(first.heard()).isEmpty();
    }

    @Test
    void aNameThatTheSourceDoesNotKnowIsInvalid() {
        demand(10);
        TestClient client = server.opens().says("0/tenant/7,");

        assertThat(client.heard()).containsExactly("4/tenant/7,{'message':'Invalid namespace'}");
    }

    @Test
    void aRefusedClientLeavesNothingBehindAndCausesNoTraffic() {
        demand(1);
        admitting = false;
        server.opens().says("0/tenants/7,");

        assertThat(server.server().namespacesOnDemand()).isZero();
        assertThat(bus.isOpen()).isFalse();
    }

    @Test
    void anEmptyNamespaceIsRemovedAfterAWhile() {
        demand(10);
        TestClient client = joins("/tenants/7");
        assertThat(bus.isOpen()).isTrue();
        client.vanishes();
        assertThat(server.server().namespacesOnDemand()).isEqualTo(1);

        server.pass(LONG);
        cluster.deliver();

        assertThat(server.server().namespacesOnDemand()).isZero();
        assertThat(bus.isOpen()).isFalse();
        assertThat(bus.rooms()).isEmpty();
        assertThat(time.pending()).isZero();
    }

    @Test
    void aNamespaceThatIsUsedAgainMeanwhileStays() {
        demand(10);
        joins("/tenants/7").vanishes();
        server.pass(NamespacesOnDemand.LINGER.minusSeconds(1));
        TestClient second = joins("/tenants/7");

        server.pass(LONG, second);

        assertThat(made).containsExactly("/tenants/7");
        second.says("2/tenants/7,0['whoami']");
        assertThat(second.heard()).containsExactly("3/tenants/7,0['/tenants/7']");
    }

    @Test
    void theOldNamespaceDoesNotEndTheSubscriptionsOfTheNewOne() {
        demand(10);
        joins("/tenants/7").vanishes();
        server.pass(LONG);
        TestClient again = joins("/tenants/7");

        server.pass(LONG, again);
        cluster.deliver();

        assertThat(made).containsExactly("/tenants/7", "/tenants/7");
        assertThat(bus.isOpen()).isTrue();
        assertThat(bus.rooms()).containsExactly(again.sid("/tenants/7"));
    }

    @Test
    void thereAreNoMoreThanTheMaximum() {
        demand(1);
        TestClient first = joins("/tenants/7");
        TestClient second = server.opens().says("0/tenants/8,");
        assertThat(second.heard()).containsExactly("4/tenants/8,{'message':'This server has too many namespaces'}");

        first.vanishes();
        server.pass(LONG);

        joins("/tenants/8");
    }

    @Test
    void aClientMayLeaveANamespaceAndComeBack() {
        demand(10);
        TestClient client = joins("/tenants/7");
        client.says("1/tenants/7,");
        join(client, "/tenants/7");

        server.pass(LONG, client);

        assertThat(server.server().namespacesOnDemand()).isEqualTo(1);
        client.says("2/tenants/7,0['whoami']");
        assertThat(client.heard()).containsExactly("3/tenants/7,0['/tenants/7']");
    }

    @Test
    void aNamespaceWhoseSocketsAreOnOtherNodesOnlyCanBeUsed() {
        TestServer other = TestServer.onBus(cluster.node("b"), time);
        other.server().onDemand(this::find, 10);
        demand(10);
        TestClient client = join(other.opens(), "/tenants/7");

        server.server().find("/tenants/7").orElseThrow().emit("news", JSON.createValue(1));
        cluster.deliver();

        assertThat(client.heard()).containsExactly("2/tenants/7,['news',1]");
        assertThat(server.server().find("/elsewhere")).isEmpty();
        server.pass(LONG);
        assertThat(server.server().existing("/tenants/7")).isEmpty();
    }

    @Test
    void aNamespaceStaysAsLongAsAClientMayComeBackToIt() {
        Duration window = Duration.ofMinutes(10);
        TestServer recovering =
                TestServer.recoveringOnBus(bus, time, new RecoverySettings(window, 1_000_000), RecoveryObserver.NONE);
        recovering.server().onDemand(this::find, 10);
        join(recovering.opens(), "/tenants/7").vanishes();

        recovering.pass(LONG);
        cluster.deliver();
        assertThat(recovering.server().namespacesOnDemand()).isEqualTo(1);
        assertThat(bus.rooms()).isNotEmpty();

        recovering.pass(window);
        recovering.pass(LONG);
        cluster.deliver();
        assertThat(recovering.server().namespacesOnDemand()).isZero();
        assertThat(bus.rooms()).isEmpty();
        assertThat(time.pending()).isZero();
    }
}
