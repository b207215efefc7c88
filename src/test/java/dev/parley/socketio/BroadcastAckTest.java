package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** A broadcast that asks all who get it for an acknowledgement. */
class BroadcastAckTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TestServer server = new TestServer();
    private final Namespace main = server.main();

    @Test
    void collectsTheAcksOfAllInTheOrderInWhichTheyCame() {
        TestClient alice = server.joins();
        TestClient bob = server.joins();

        CompletableFuture<List<JsonArray>> answers = ask(main.everybody());
        assertThat(alice.heard()).containsExactly("20['ask','?']");
        assertThat(bob.heard()).containsExactly("20['ask','?']");
        bob.says("30['bob']");
        assertThat(answers).isNotDone();
        alice.says("30['alice']");

        assertThat(answers.getNow(null))
                .extracting(answer -> answer.getString(0))
                .containsExactly("bob", "alice");
    }

    @Test
    void sendsAllTheSameInstance() {
        TestClient alice = server.joins();
        TestClient bob = server.joins();

        ask(main.everybody());

        assertThat(alice.heardPackets().get(0)).isSameAs(bob.heardPackets().get(0));
    }

    @Test
    void asksOnlyThoseWhoAreMeant() {
        TestClient alice = server.joins();
        TestClient bob = server.joins();

        CompletableFuture<List<JsonArray>> answers = ask(main.except(bob.sid()));
        bob.says("30['forged']");
        alice.says("30['alice']");

        assertThat(bob.heard()).isEmpty();
        assertThat(answers.getNow(null)).hasSize(1);
    }

    @Test
    void countsNoAnswerTwice() {
        TestClient alice = server.joins();
        server.joins();

        CompletableFuture<List<JsonArray>> answers = ask(main.everybody());
        alice.says("30['one']", "30['two']");

        assertThat(answers).isNotDone();
    }

    @Test
    void givesWhatCameWhenSomeAreMissingAfterTheTimeout() {
        TestClient alice = server.joins();
        server.joins();

        CompletableFuture<List<JsonArray>> answers = ask(main.everybody());
        alice.says("30['alice']");
        server.time().advance(PATIENCE);

        assertThat(receivedOf(answers))
                .extracting(answer -> answer.getString(0))
                .containsExactly("alice");
    }

    @Test
    void givesWhatCameAsSoonAsTheMissingOnesAreGone() {
        TestClient alice = server.joins();
        TestClient bob = server.joins();

        CompletableFuture<List<JsonArray>> answers = ask(main.everybody());
        bob.vanishes();
        assertThat(answers).isNotDone();
        alice.says("30['alice']");

        assertThat(receivedOf(answers)).hasSize(1);
        alice.vanishes();
        server.assertNothingIsLeft("/");
    }

    @Test
    void completesEmptyWhenNobodyIsThere() {
        assertThat(ask(main.everybody()).getNow(null)).isEmpty();
        server.joins();
        assertThat(ask(main.to("unknown")).getNow(null)).isEmpty();
        assertThat(ask(main.everybody().to(List.of())).getNow(null)).isEmpty();
    }

    @Test
    void holdsNoLockWhileItTellsTheResult() {
        AckPromise promise = new AckPromise(Runnable::run);
        List<Boolean> locked = new ArrayList<>();
        promise.result().whenComplete((answers, failure) -> locked.add(Thread.holdsLock(promise)));

        promise.expect(1);
        promise.missed();

        assertThat(locked).containsExactly(false);
    }

    @Test
    void completesWhenTheNumberIsKnownOnlyAfterTheAcks() {
        AckPromise promise = new AckPromise(Runnable::run);
        CompletableFuture<List<JsonArray>> answers = promise.result().toCompletableFuture();

        promise.acknowledged(JSON.createArrayBuilder().build());
        promise.acknowledged(JSON.createArrayBuilder().build());
        assertThat(answers).isNotDone();
        promise.expect(2);

        assertThat(answers.getNow(null)).hasSize(2);
    }

    private static CompletableFuture<List<JsonArray>> ask(Broadcast audience) {
        return audience.emitWithAck(PATIENCE, "ask", List.of(JSON.createValue("?")))
                .toCompletableFuture();
    }

    private static List<JsonArray> receivedOf(CompletableFuture<List<JsonArray>> answers) {
        assertThat(answers).isCompletedExceptionally();
        try {
            answers.get();
            throw new AssertionError("completed after all");
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(AckTimeoutException.class);
            return ((AckTimeoutException) e.getCause()).received();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
