package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import dev.parley.socketio.adapter.MemoryCluster;
import dev.parley.tracing.RecordingTracing;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The spans of events: when they begin and end, whose they are, and what handlers see of it. */
class TracedEventsTest {

    private static final String CONTEXT = "00-33333333333333333333333333333333-4444444444444444-01";
    private static final String OTHER = "00-55555555555555555555555555555555-6666666666666666-01";

    private final RecordingTracing tracing = new RecordingTracing();
    private final TestServer server = new TestServer();
    private final List<List<JsonValue>> arguments = new ArrayList<>();

    private TestServer traced(boolean fromArgument) {
        server.main().trace(tracing, fromArgument).on("e", (socket, event) -> arguments.add(event.arguments()));
        return server;
    }

    @Test
    void anEventHasASpanInWhichItIsHandled() {
        traced(false).joins().says("2['e']");

        assertThat(tracing.told()).containsExactly("arrived / e", "e is active", "e is not active", "e is over");
    }

    @Test
    void theNameOfAnEventThatNobodyHandlesIsNotTold() {
        traced(false).joins().says("2['anything at all']");

        assertThat(tracing.told()).first().isEqualTo("arrived / null");
    }

    @Test
    void whatAFilterRefusesHasNoSpan() {
        traced(false).main().filter((socket, event) -> false);

        server.joins().says("2['e']");

        assertThat(tracing.told()).isEmpty();
    }

    @Test
    void anEventWhoseHandlerFailsSaysByWhat() {
        traced(false)
                .main()
                .on("bad", (socket, event) -> {
                    throw new IllegalStateException("a text for nobody");
                })
                .onError((socket, event, failure) -> {});

        server.joins().says("2['bad']");

        assertThat(tracing.told())
                .containsSubsequence("bad failed: java.lang.IllegalStateException", "bad is over")
                .noneMatch(told -> told.contains("a text"));
    }

    @Test
    void anEventThatGoesOnLaterEndsThen() {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        traced(false)
                .main()
                .on("slow", (socket, event) -> socket.continueWhen(ready, event, (same, later) -> same.emit("done")));
        server.joins().says("2['slow']", "2['e']");

        assertThat(tracing.told()).doesNotContain("slow is over", "e is active");
        ready.complete(null);

        assertThat(tracing.told())
                .containsSubsequence("slow is active", "sending / done", "receivers: 1", "end of sending / done")
                .containsSubsequence("slow is over", "e is active", "e is over");
    }

    @Test
    void theLastArgumentIsTheClientsSpanIfThatIsWanted() {
        traced(true).joins().says("2['e',1,{'traceparent':'" + CONTEXT + "','tracestate':'s'}]");

        assertThat(tracing.told()).first().isEqualTo("arrived / e of 3s");
        assertThat(arguments.get(0)).hasToString("[1]");
    }

    @Test
    void aLastArgumentWithABadContextIsTakenOutAllTheSame() {
        traced(true).joins().says("2['e',{'traceparent':7}]", "2['e',{'traceparent':'zz'}]");

        assertThat(tracing.told())
                .filteredOn(told -> told.startsWith("arrived"))
                .containsOnly("arrived / e");
        assertThat(arguments).allMatch(List::isEmpty);
    }

    @Test
    void anObjectWithMoreThanAContextIsAnArgument() {
        traced(true)
                .joins()
                .says("2['e',{'traceparent':'" + CONTEXT + "','x':1}]", "2['e',{'tracestate':'s'}]", "2['e',{}]");

        assertThat(arguments).allMatch(seen -> seen.size() == 1);
    }

    @Test
    void otherwiseHandlersSeeEachArgument() {
        traced(false).joins().says("2['e',{'traceparent':'" + CONTEXT + "'}]");

        assertThat(tracing.told()).first().isEqualTo("arrived / e");
        assertThat(arguments.get(0)).hasSize(1);
    }

    @Test
    void eventsAreLinkedToTheSpanInWhichTheClientHasConnected() {
        TestClient client = traced(true).opens();
        client.says("0{'traceparent':'" + OTHER + "'}", "2['e',{'traceparent':'" + CONTEXT + "'}]");

        assertThat(tracing.told()).first().isEqualTo("arrived / e of 3, linked of 5");
    }

    @Test
    void anAuthPayloadWithABadContextIsNoHindrance() {
        traced(false).opens().says("0{'traceparent':{},'tracestate':[]}", "2['e']");

        assertThat(tracing.told()).first().isEqualTo("arrived / e");
    }

    @Test
    void whatIsSentHasASpanHoweverManyGetIt() {
        traced(false).main().on("tell", (socket, event) -> socket.namespace().emit("told"));
        server.joins().says("2['tell']");

        assertThat(tracing.told())
                .containsSubsequence("tell is active", "sending / told", "end of sending / told", "tell is not active");
    }

    @Test
    void anotherNodeDeliversWithinTheSpanOfTheSender() {
        ManualTime time = new ManualTime();
        MemoryCluster cluster = new MemoryCluster();
        TestServer a = TestServer.onBus(cluster.node("a"), time);
        TestServer b = TestServer.onBus(cluster.node("b"), time);
        RecordingTracing there = new RecordingTracing();
        a.main().trace(tracing, false);
        b.main().trace(there, false);

        a.main().emit("news");
        a.main().everybody().emitWithAck(Duration.ofSeconds(1), "asked", List.of());
        cluster.deliver();

        assertThat(there.told())
                .containsExactly(
                        "delivering / news of 1vendor=1",
                        "end of delivering / news of 1vendor=1",
                        "delivering / asked of 1vendor=1",
                        "end of delivering / asked of 1vendor=1");
    }

    @Test
    void aNodeThatTracesNothingSendsNoContext() {
        ManualTime time = new ManualTime();
        MemoryCluster cluster = new MemoryCluster();
        TestServer a = TestServer.onBus(cluster.node("a"), time);
        TestServer b = TestServer.onBus(cluster.node("b"), time);
        b.main().trace(tracing, false);

        a.main().emit("news");
        cluster.deliver();

        assertThat(tracing.told()).isEmpty();
    }
}
