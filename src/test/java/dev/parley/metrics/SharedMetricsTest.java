package dev.parley.metrics;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.directory.ClusterDirectory;
import dev.parley.chat.directory.ClusterDirectory.Scope;
import dev.parley.chat.directory.NodeId;
import dev.parley.chat.error.ErrorCode;
import dev.parley.engine.DirectExecutor;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.TestEngine;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.SocketServer;
import dev.parley.socketio.SocketSettings;
import dev.parley.socketio.adapter.ClusterAdapter;
import dev.parley.socketio.adapter.ClusterReply;
import dev.parley.socketio.adapter.MemoryCluster;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Two nodes of Parley, and another server that does not know this kind of request. */
class SharedMetricsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final MemoryCluster cluster = new MemoryCluster();
    private final Side a = new Side("a", Set.of("tea", "milk"));
    private final Side b = new Side("b", Set.of("tea", "beer"));
    private final Side foreign = new Side("foreign", Set.of());
    private Set<String> alive = Set.of("a", "b");

    private final class Side {

        final MemoryCluster.Bus bus;
        final Meters meters = new Meters();
        final TestEngine engine = TestEngine.observedBy(meters.engine());
        final Namespace namespace;
        final SharedMetrics metrics;

        Side(String name, Set<String> rooms) {
            bus = cluster.node(name);
            namespace = new SocketServer(
                            new SocketSettings(Duration.ofSeconds(45)),
                            engine.time().timers(),
                            new DirectExecutor(),
                            path -> new ClusterAdapter(bus, engine.time().timers(), new DirectExecutor()))
                    .of("/");
            NodeMetrics node = new NodeMetrics(
                            meters,
                            engine.server(),
                            () -> rooms,
                            Optional.empty(),
                            engine.time().clock(),
                            Clock.fixed(NOW, ZoneOffset.UTC))
                    .watching(engine.time().timers(), new DirectExecutor());
            metrics = new SharedMetrics(namespace, node, () -> alive, new NodeId(name));
        }

        Side answering() {
            metrics.answering();
            return this;
        }

        void handles(int events, int errors) {
            for (int i = 0; i < events; i++) {
                meters.events().handled("ping", 1);
            }
            for (int i = 0; i < errors; i++) {
                meters.errors().told(ErrorCode.INVALID_MESSAGE);
            }
        }

        /** So many clients that take so long to answer their first ping. */
        void opens(int clients, Duration roundTrip) {
            List<RecordingTransport> webSockets = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                RecordingTransport webSocket = RecordingTransport.webSocket();
                engine.open(webSocket);
                webSockets.add(webSocket);
            }
            engine.time().advance(TestEngine.PING_INTERVAL);
            engine.time().advance(roundTrip);
            webSockets.forEach(webSocket -> webSocket.receive(EnginePacket.PONG));
        }
    }

    private static ClusterReply<MetricsSummary> now(CompletionStage<ClusterReply<MetricsSummary>> question) {
        assertThat(question.toCompletableFuture()).isCompleted();
        return question.toCompletableFuture().join();
    }

    private ClusterReply<MetricsSummary> answer(Scope scope) {
        CompletionStage<ClusterReply<MetricsSummary>> question = a.metrics.summary(scope);
        cluster.deliver();
        return now(question);
    }

    @Test
    void connectionsAndMessagesAddUpAndARoomCountsOnce() {
        b.answering();
        a.engine.open(RecordingTransport.webSocket());
        b.engine.open(RecordingTransport.webSocket());
        b.engine.open(RecordingTransport.polling());
        a.handles(10, 0);
        b.handles(30, 0);
        a.engine.time().advance(Duration.ofSeconds(10));
        b.engine.time().advance(Duration.ofSeconds(10));

        ClusterReply<MetricsSummary> answer = answer(Scope.CLUSTER);

        assertThat(answer.missingNodes()).isEmpty();
        assertThat(answer.value()).isEqualTo(new MetricsSummary(3, 3, 3, 4, 0, 0, NOW));
    }

    @Test
    void theScopeOfANodeAsksNobody() {
        b.answering();
        b.engine.open(RecordingTransport.webSocket());

        assertThat(now(a.metrics.summary(Scope.NODE)))
                .isEqualTo(ClusterReply.complete(new MetricsSummary(0, 0, 2, 0, 0, 0, NOW)));
        cluster.deliver();
        assertThat(b.bus.heard()).isEmpty();
    }

    @Test
    void theErrorRateIsThatOfAllEventsTogether() {
        b.answering();
        a.handles(1, 1);
        b.handles(99, 0);

        assertThat(answer(Scope.CLUSTER).value().errorRate()).isEqualTo(0.01);
    }

    @Test
    void theLatencyIsTheMeanOfAllConnectionsWhoeverHasThem() {
        b.answering();
        a.opens(1, Duration.ofMillis(40));
        b.opens(3, Duration.ofMillis(20));
        b.engine.open(RecordingTransport.webSocket());

        assertThat(answer(Scope.CLUSTER).value().averageLatency()).isEqualTo(25);
    }

    @Test
    void aServerOfSomebodyElseIsNotWaitedFor() {
        b.answering();

        assertThat(answer(Scope.CLUSTER).missingNodes()).isEmpty();
        assertThat(foreign.bus.heard()).contains("ServerSideEmit");
    }

    @Test
    void aNodeThatDoesNotAnswerInTimeIsNamed() {
        a.engine.open(RecordingTransport.webSocket());
        b.answering().bus.deaf();

        CompletionStage<ClusterReply<MetricsSummary>> question = a.metrics.summary(Scope.CLUSTER);
        cluster.deliver();
        assertThat(question.toCompletableFuture()).isNotCompleted();
        a.engine.time().advance(ClusterDirectory.PATIENCE.plusMillis(100));

        assertThat(now(question).missingNodes()).containsExactly("b");
        assertThat(now(question).value().activeConnections()).isEqualTo(1);
    }

    @Test
    void withoutAConnectionToTheOthersTheyAreMissingAtOnce() {
        b.answering();
        a.bus.connected(false);

        assertThat(now(a.metrics.summary(Scope.CLUSTER)).missingNodes()).containsExactly("b");
    }

    @Test
    void aNodeThatIsAloneAsksNobody() {
        alive = Set.of("a");

        assertThat(now(a.metrics.summary(Scope.CLUSTER)).missingNodes()).isEmpty();
        cluster.deliver();
        assertThat(b.bus.heard()).isEmpty();
    }

    private ClusterReply<MetricsHistory> history(Scope scope) {
        CompletionStage<ClusterReply<MetricsHistory>> question = a.metrics.history(scope);
        cluster.deliver();
        assertThat(question.toCompletableFuture()).isCompleted();
        return question.toCompletableFuture().join();
    }

    @Test
    void theLastMinutesOfAllNodesAddUp() {
        b.answering();
        a.engine.open(RecordingTransport.webSocket());
        b.engine.open(RecordingTransport.webSocket());
        for (Side side : List.of(a, b)) {
            side.engine.time().advance(NodeHistory.STEP);
            side.engine.time().stall(Duration.ofSeconds(1));
        }

        assertThat(history(Scope.CLUSTER).missingNodes()).isEmpty();
        assertThat(history(Scope.CLUSTER).value().points())
                .containsExactly(
                        new MetricsHistory.Point(NOW.minusSeconds(5), 0, OptionalLong.empty(), 0, 0, 0),
                        new MetricsHistory.Point(NOW, 2, OptionalLong.empty(), 0, 0, 0));
        assertThat(history(Scope.NODE).value().points())
                .containsExactly(
                        new MetricsHistory.Point(NOW.minusSeconds(5), 0, OptionalLong.of(2), 0, 0, 0),
                        new MetricsHistory.Point(NOW, 1, OptionalLong.of(2), 0, 0, 0));
    }

    @Test
    void aHistoryThatCannotBeReadIsNone() {
        JsonValue nonsense = JSON.createObjectBuilder()
                .add("node", "b")
                .add("samples", JSON.createArrayBuilder().add("many"))
                .build();
        b.namespace.onServerSideEmit(SharedMetrics.HISTORY_QUESTION, (arguments, answer) -> answer.accept(nonsense));

        assertThat(history(Scope.CLUSTER).missingNodes()).containsExactly("b");
        assertThat(history(Scope.CLUSTER).value().points()).hasSize(1);
    }

    @Test
    void anAnswerThatCannotBeReadIsNone() {
        JsonValue nonsense = JSON.createObjectBuilder()
                .add("node", "b")
                .add("active", "many")
                .build();
        b.namespace.onServerSideEmit(SharedMetrics.QUESTION, (arguments, answer) -> answer.accept(nonsense));

        assertThat(answer(Scope.CLUSTER).missingNodes()).containsExactly("b");
    }
}
