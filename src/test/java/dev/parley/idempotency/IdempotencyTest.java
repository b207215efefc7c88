package dev.parley.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.DirectExecutor;
import dev.parley.engine.ManualTime;
import dev.parley.engine.Race;
import dev.parley.idempotency.Idempotency.Patience;
import dev.parley.idempotency.OnceResult.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class IdempotencyTest {

    private static final Duration WINDOW = Duration.ofMinutes(2);
    private static final IdempotencyKey KEY = new IdempotencyKey("message", "ann", "1");

    private final ManualTime time = new ManualTime();
    private final MemoryKeys redis = new MemoryKeys(() -> time.clock().nanos());
    private final List<Outcome> executed = Collections.synchronizedList(new ArrayList<>());
    private final Idempotency one = node(redis);
    private final Idempotency two = node(redis);

    private Idempotency node(SharedKeys keys) {
        return node(keys, IdempotencySettings.within(WINDOW));
    }

    private Idempotency node(SharedKeys keys, IdempotencySettings settings) {
        return new Idempotency(settings, keys, time.clock(), time.timers(), new DirectExecutor(), Clock.systemUTC());
    }

    private CompletableFuture<OnceResult> send(Idempotency node, IdempotencyKey key, String content) {
        return node.once(key, content, Patience.WAIT, executed::add).toCompletableFuture();
    }

    private CompletableFuture<OnceResult> send(Idempotency node) {
        return send(node, KEY, "a");
    }

    @Test
    void theFirstIsExecutedAndTheNextGetItsOutcome() {
        OnceResult first = send(one).join();
        OnceResult second = send(one).join();
        OnceResult elsewhere = send(two).join();

        assertThat(executed).containsExactly(first.outcome());
        assertThat(first.kind()).isEqualTo(Kind.FIRST);
        assertThat(List.of(second, elsewhere))
                .allSatisfy(next -> assertThat(next).isEqualTo(new OnceResult(Kind.REPEATED, first.outcome())));
    }

    @Test
    void keysOfAnotherUserAndOfAnotherScopeAreOthers() {
        send(one);
        send(one, new IdempotencyKey("message", "bob", "1"), "a");
        send(one, new IdempotencyKey("rest", "ann", "1"), "a");
        send(two, new IdempotencyKey("message", "a", "nn:1"), "a");
        send(two, new IdempotencyKey("message", "a:nn", "1"), "a");

        assertThat(executed).hasSize(5);
    }

    @Test
    void otherContentWithTheSameKeyIsNotExecutedAnywhere() {
        send(one);

        assertThat(send(one, KEY, "b").join()).isEqualTo(OnceResult.of(Kind.OTHER_CONTENT));
        assertThat(send(two, KEY, "b").join()).isEqualTo(OnceResult.of(Kind.OTHER_CONTENT));
        assertThat(send(two).join().kind()).isEqualTo(Kind.REPEATED);
        assertThat(executed).hasSize(1);
    }

    @Test
    void nobodyIsToldOfAnOutcomeBeforeItIsOutOfTheNodesHands() {
        redis.hold();
        CompletableFuture<OnceResult> first = send(one);
        CompletableFuture<OnceResult> again = send(one);
        CompletableFuture<OnceResult> elsewhere = send(two);

        assertThat(executed).hasSize(1);
        assertThat(List.of(first, again, elsewhere)).noneMatch(CompletableFuture::isDone);

        redis.letGo();
        time.advance(Idempotency.RETRY);
        assertThat(first.join().kind()).isEqualTo(Kind.FIRST);
        assertThat(List.of(again.join(), elsewhere.join()))
                .containsOnly(new OnceResult(Kind.REPEATED, first.join().outcome()));
        assertThat(executed).hasSize(1);
    }

    @Test
    void whoDoesNotWaitIsToldThatItIsUnderWay() {
        redis.hold();
        send(one);

        for (Idempotency node : List.of(one, two)) {
            assertThat(node.once(KEY, "a", Patience.NONE, executed::add)
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(OnceResult.of(Kind.UNDER_WAY));
        }
        redis.letGo();
        assertThat(two.once(KEY, "a", Patience.NONE, executed::add)
                        .toCompletableFuture()
                        .join()
                        .kind())
                .isEqualTo(Kind.REPEATED);
        assertThat(executed).hasSize(1);
    }

    @Test
    void whatADeadNodeHasBegunIsExecutedAgainWithTheSameOutcome() {
        redis.hold();
        send(one);
        CompletableFuture<OnceResult> elsewhere = send(two);

        time.advance(Idempotency.LEASE.plus(Idempotency.RETRY));
        redis.letGo();

        assertThat(elsewhere.join().outcome()).isEqualTo(executed.get(0));
        assertThat(executed).containsExactly(executed.get(0), executed.get(0));
    }

    @Test
    void withoutRedisEachNodeKnowsItsOwn() {
        redis.away(true);

        assertThat(send(one).join().kind()).isEqualTo(Kind.FIRST);
        assertThat(send(one).join().kind()).isEqualTo(Kind.REPEATED);
        assertThat(send(two).join().kind()).isEqualTo(Kind.FIRST);
    }

    @Test
    void aConfirmationThatIsLostIsTriedAgain() {
        redis.hold();
        CompletableFuture<OnceResult> first = send(one);
        redis.away(true);
        redis.letGo();
        assertThat(first.join().kind()).isEqualTo(Kind.FIRST);
        redis.away(false);
        time.advance(Idempotency.LEASE);

        assertThat(send(two).join())
                .isEqualTo(new OnceResult(Kind.REPEATED, first.join().outcome()));
        assertThat(executed).hasSize(1);
    }

    @Test
    void whoMayNotSendItAnyMoreIsToldTheOutcomeIfItWasSent() {
        assertThat(one.recall(KEY, "a").toCompletableFuture().join().kind()).isEqualTo(Kind.UNKNOWN);
        Outcome outcome = send(one).join().outcome();

        for (Idempotency node : List.of(one, two)) {
            assertThat(node.recall(KEY, "a").toCompletableFuture().join())
                    .isEqualTo(new OnceResult(Kind.REPEATED, outcome));
            assertThat(node.recall(KEY, "b").toCompletableFuture().join().kind())
                    .isEqualTo(Kind.OTHER_CONTENT);
        }
    }

    @Test
    void aKeyIsForgottenAfterTheWindow() {
        Idempotency alone = node(SharedKeys.NONE);
        send(alone);
        time.advance(WINDOW.minusSeconds(1));
        assertThat(send(alone).join().kind()).isEqualTo(Kind.REPEATED);
        time.advance(Duration.ofSeconds(1));

        assertThat(send(alone).join().kind()).isEqualTo(Kind.FIRST);
        assertThat(alone.size()).isEqualTo(1);
    }

    @Test
    void aUserHasSoManyKeysAndANodeToo() {
        Idempotency small = node(SharedKeys.NONE, new IdempotencySettings(WINDOW, 2, 3));
        send(small, new IdempotencyKey("message", "bob", "1"), "a");
        for (String text : List.of("1", "2", "3")) {
            send(small, new IdempotencyKey("message", "ann", text), "a");
        }
        assertThat(small.size()).isEqualTo(3);
        assertThat(send(small, new IdempotencyKey("message", "bob", "1"), "a")
                        .join()
                        .kind())
                .isEqualTo(Kind.REPEATED);
        assertThat(send(small, new IdempotencyKey("message", "ann", "2"), "a")
                        .join()
                        .kind())
                .isEqualTo(Kind.REPEATED);

        send(small, new IdempotencyKey("message", "carol", "1"), "a");
        assertThat(small.size()).isEqualTo(3);
        assertThat(send(small, new IdempotencyKey("message", "bob", "1"), "a")
                        .join()
                        .kind())
                .as("the oldest")
                .isEqualTo(Kind.FIRST);
    }

    @Test
    void whatFailsIsForgotten() {
        CompletableFuture<OnceResult> failed = one.once(KEY, "a", Patience.WAIT, outcome -> {
                    throw new IllegalStateException("on purpose");
                })
                .toCompletableFuture();

        assertThatThrownBy(failed::join).isInstanceOf(CompletionException.class);
        assertThat(one.size()).isZero();
    }

    @Test
    void twoAtTheSameMomentOnOneNodeOrOnTwoAreExecutedOnce() {
        for (int round = 0; round < 2000; round++) {
            IdempotencyKey key = new IdempotencyKey("message", "ann", "race " + round);
            Idempotency other = round % 2 == 0 ? one : two;
            executed.clear();

            Race.between(() -> send(one, key, "a"), () -> send(other, key, "a"));

            assertThat(executed).hasSize(1);
        }
    }
}
