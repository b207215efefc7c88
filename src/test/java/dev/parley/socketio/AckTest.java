package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.Race;
import dev.parley.robustness.BadInput;
import dev.parley.socketio.codec.BinaryValue;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Protocol, section "Acknowledgement", both ways. */
class AckTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<Runnable> executed = new ArrayList<>();
    private final TestServer server = new TestServer();
    private final Namespace main = server.main();
    private final TestClient client = server.joins();
    private Socket socket;

    @BeforeEach
    void theServersSide() {
        socket = server.socket(client);
    }

    @Test
    void acknowledgesAnEventThatAsksForIt() {
        main.on("hey", (hearer, event) -> {
            assertRequested(event, true);
            event.ack().send(JSON.createValue(1), JsonValue.NULL);
        });

        client.says("212['hey']", "20['hey']", "2999999999999999['hey']");

        assertThat(client.heard()).containsExactly("312[1,null]", "30[1,null]", "3999999999999999[1,null]");
    }

    @Test
    void acknowledgesWithNothing() {
        main.on("hey", (hearer, event) -> event.ack().send());

        client.says("212['hey']");

        assertThat(client.heard()).containsExactly("312[]");
    }

    @Test
    void acknowledgesWithBytes() {
        main.on("hey", (hearer, event) -> event.ack().send(new BinaryValue(new byte[] {1, 2})));

        client.says("215['hey']");

        assertThat(client.heard()).containsExactly("61-15[{'_placeholder':true,'num':0}]", "0x0102");
    }

    @Test
    void namesTheNamespaceOfTheAck() {
        server.of("/custom").on("hey", (hearer, event) -> event.ack().send());

        client.join("/custom").says("2/custom,12['hey']");

        assertThat(client.heard()).containsExactly("3/custom,12[]");
    }

    @Test
    void sendsNoAckThatWasNotAskedFor() {
        main.on("hey", (hearer, event) -> {
            assertRequested(event, false);
            event.ack().send(JSON.createValue(1));
        });

        client.says("2['hey']");

        assertThat(client.heard()).isEmpty();
    }

    @Test
    void acknowledgesOnlyOnce() {
        main.on("hey", (hearer, event) -> {
            event.ack().send(JSON.createValue("first"));
            event.ack().send(JSON.createValue("second"));
        });

        client.says("21['hey']");

        assertThat(client.heard()).containsExactly("31['first']");
    }

    @Test
    void acknowledgesOnlyOnceWhenSeveralRace() {
        List<Ack> acks = new ArrayList<>();
        main.on("hey", (hearer, event) -> acks.add(event.ack()));
        client.says("21['hey']");

        Race.between(
                () -> acks.get(0).send(),
                () -> acks.get(0).send(),
                () -> acks.get(0).send());

        assertThat(client.heard()).containsExactly("31[]");
    }

    @Test
    void acknowledgesLaterUnlessTheClientIsGone() {
        List<Ack> acks = new ArrayList<>();
        main.on("hey", (hearer, event) -> acks.add(event.ack()));
        client.says("21['hey']", "22['hey']");

        acks.get(0).send();
        assertThat(client.heard()).containsExactly("31[]");
        client.says("1").join("/");
        acks.get(1).send();

        assertThat(client.heard()).isEmpty();
    }

    @Test
    void waitsForTheAckOfAnEvent() {
        CompletionStage<JsonArray> answer = socket.emitWithAck(PATIENCE, "ask", List.of(JSON.createValue("?")));
        assertThat(client.heard()).containsExactly("20['ask','?']");
        assertThat(answer.toCompletableFuture()).isNotDone();

        client.says("30['yes',2]");

        assertThat(answer.toCompletableFuture())
                .isCompletedWithValueMatching(list -> list.toString().equals("[\"yes\",2]"));
        assertNoAckIsPending();
    }

    @Test
    void waitsForAnAckWithBytes() {
        CompletionStage<JsonArray> answer = socket.emitWithAck(PATIENCE, "ask", List.of());

        client.says("61-0[{'_placeholder':true,'num':0}]").attaches(5);

        assertThat(answer.toCompletableFuture())
                .isCompletedWithValueMatching(list -> list.equals(List.of(new BinaryValue(new byte[] {5}))));
    }

    @Test
    void tellsAcksApartByTheirIds() {
        CompletionStage<JsonArray> first = socket.emitWithAck(PATIENCE, "ask", List.of());
        CompletionStage<JsonArray> second = socket.emitWithAck(PATIENCE, "ask", List.of());
        assertThat(client.heard()).containsExactly("20['ask']", "21['ask']");

        client.says("31['b']", "30['a']");

        assertThat(first.toCompletableFuture().getNow(null).getString(0)).isEqualTo("a");
        assertThat(second.toCompletableFuture().getNow(null).getString(0)).isEqualTo("b");
    }

    @Test
    @BadInput(41)
    void ignoresUnknownAndSecondAcks() {
        CompletionStage<JsonArray> answer = socket.emitWithAck(PATIENCE, "ask", List.of());

        client.says("37['unknown']", "30['first']", "30['second']", "3999999999999999[]");

        assertThat(answer.toCompletableFuture().getNow(null).getString(0)).isEqualTo("first");
        assertThat(client.isGone()).isFalse();
    }

    @Test
    void acceptsNoAckFromAnybodyElse() {
        TestClient other = server.joins();
        CompletionStage<JsonArray> answer = socket.emitWithAck(PATIENCE, "ask", List.of());

        other.says("30['forged']");

        assertThat(answer.toCompletableFuture()).isNotDone();
    }

    @Test
    @BadInput(41)
    void givesAnAckUpAfterItsTimeoutAndIgnoresItWhenItComesLate() {
        CompletionStage<JsonArray> answer = socket.emitWithAck(PATIENCE, "ask", List.of());

        server.time().advance(PATIENCE.minusMillis(100));
        assertThat(answer.toCompletableFuture()).isNotDone();
        server.time().advance(Duration.ofMillis(200));
        client.says("30['late']");

        assertThat(failureOf(answer))
                .isInstanceOfSatisfying(
                        AckTimeoutException.class,
                        failure -> assertThat(failure.received()).isEmpty());
        assertThat(client.isGone()).isFalse();
        assertNoAckIsPending();
    }

    @Test
    void givesAnAckUpWhenTheClientGoes() {
        CompletionStage<JsonArray> answer = socket.emitWithAck(PATIENCE, "ask", List.of());

        client.vanishes();

        assertThat(failureOf(answer)).isInstanceOf(AckTimeoutException.class);
        server.assertNothingIsLeft("/");
    }

    @Test
    void givesAnAckUpAtOnceWhenTheClientHasGone() {
        client.vanishes();

        CompletionStage<JsonArray> answer = socket.emitWithAck(PATIENCE, "ask", List.of());

        assertThat(failureOf(answer)).isInstanceOf(AckTimeoutException.class);
        server.assertNothingIsLeft("/");
    }

    @Test
    @BadInput(41)
    void givesUpTheAcksThatAreTooMany() {
        List<CompletionStage<JsonArray>> answers = new ArrayList<>();
        for (int i = 0; i < 10_001; i++) {
            answers.add(socket.emitWithAck(PATIENCE, "ask", List.of()));
        }

        assertThat(answers.get(9_999).toCompletableFuture()).isNotDone();
        assertThat(failureOf(answers.get(10_000))).isInstanceOf(AckTimeoutException.class);
        client.says("30[]");
        assertThat(answers.get(0).toCompletableFuture()).isDone();
        assertThat(socket.emitWithAck(PATIENCE, "ask", List.of()).toCompletableFuture())
                .isNotDone();
    }

    @Test
    void completesEveryAckOnceWhenAnswerTimeoutAndEndRace() {
        for (int round = 0; round < 300; round++) {
            TestServer racing = new TestServer();
            TestClient racer = racing.joins();
            List<Object> outcomes = Collections.synchronizedList(new ArrayList<>());
            racing.socket(racer)
                    .emitWithAck(PATIENCE, "ask", List.of())
                    .whenComplete((answer, failure) -> outcomes.add(answer == null ? failure : answer));

            Race.between(
                    () -> racer.says("30[]"),
                    racer::vanishes,
                    () -> racing.time().advance(PATIENCE));

            assertThat(outcomes).hasSize(1);
            racing.assertNothingIsLeft("/");
        }
    }

    @Test
    void letsNobodyButTheClientCompleteAnAck() {
        CompletionStage<JsonArray> answer = socket.emitWithAck(PATIENCE, "ask", List.of());

        answer.toCompletableFuture().complete(JsonValue.EMPTY_JSON_ARRAY);
        client.says("30['real']");

        assertThat(answer.toCompletableFuture().getNow(null).getString(0)).isEqualTo("real");
    }

    @Test
    void doesNotHoldUpTheTimersWithWhatFollowsATimeout() {
        TestServer careful = TestServer.withExecutor(executed::add);
        TestClient slow = careful.joins();
        CompletableFuture<JsonArray> answer =
                careful.socket(slow).emitWithAck(PATIENCE, "ask", List.of()).toCompletableFuture();

        careful.time().advance(PATIENCE);
        assertThat(answer).isNotDone();
        executed.forEach(Runnable::run);

        assertThat(answer).isCompletedExceptionally();
    }

    @Test
    void givesAnAckUpEvenWhenTheExecutorTakesNoMore() {
        TestServer stopping = TestServer.withExecutor(task -> {
            throw new RejectedExecutionException("stopping");
        });
        TestClient last = stopping.joins();
        CompletionStage<JsonArray> answer = stopping.socket(last).emitWithAck(PATIENCE, "ask", List.of());

        stopping.time().advance(PATIENCE);

        assertThat(failureOf(answer)).isInstanceOf(AckTimeoutException.class);
    }

    @Test
    void doesNotHoldUpTheTimersWithTheEndOfASession() {
        TestServer careful = TestServer.withExecutor(executed::add);
        RecordingConnections connections = new RecordingConnections();
        careful.main().listen(connections);
        TestClient slow = careful.joins();
        slow.says("51-['a',{'_placeholder':true,'num':0}]");

        careful.pass(TestServer.CONNECT_TIMEOUT, slow);
        assertThat(connections.departures()).isEmpty();
        executed.forEach(Runnable::run);

        assertThat(connections.reasons()).containsExactly("parse error");
    }

    private void assertNoAckIsPending() {
        client.vanishes();
        assertThat(server.time().pending()).isZero();
    }

    private static void assertRequested(IncomingEvent event, boolean expected) {
        assertThat(event.ack().isRequested()).isEqualTo(expected);
    }

    private static Throwable failureOf(CompletionStage<?> stage) {
        List<Throwable> failures = new ArrayList<>();
        stage.whenComplete((answer, failure) -> failures.add(failure));
        assertThat(failures).hasSize(1);
        Throwable failure = failures.get(0);
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }
}
