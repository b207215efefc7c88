package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PerUserExecutorTest {

    private final PerUserExecutor turns = new PerUserExecutor();
    private final List<String> done = new ArrayList<>();

    @Test
    void beginsAtOnceWhenTheUserIsIdle() {
        turns.execute("alice", noting("one"));

        assertThat(done).containsExactly("one");
        assertThat(turns.busy()).isZero();
    }

    @Test
    void waitsForWhatTakesItsTimeButOnlyOfTheSameUser() {
        CompletableFuture<Void> pending = new CompletableFuture<>();
        turns.execute("alice", () -> pending);
        turns.execute("alice", noting("alice 1"));
        turns.execute("alice", noting("alice 2"));
        turns.execute("bob", noting("bob"));
        assertThat(done).containsExactly("bob");
        assertThat(turns.busy()).isOne();

        pending.complete(null);

        assertThat(done).containsExactly("bob", "alice 1", "alice 2");
        assertThat(turns.busy()).isZero();
    }

    @Test
    void whatATaskAsksForComesAfterIt() {
        turns.execute("alice", () -> {
            turns.execute("alice", noting("inner"));
            return noting("outer").begin();
        });

        assertThat(done).containsExactly("outer", "inner");
    }

    @Test
    void aFailureHarmsNoOther() {
        CompletableFuture<Void> pending = new CompletableFuture<>();
        turns.execute("alice", () -> pending);
        turns.execute("alice", () -> {
            throw new IllegalStateException("thrown");
        });
        turns.execute("alice", () -> CompletableFuture.failedStage(new IllegalStateException("failed")));
        turns.execute("alice", noting("last"));

        pending.completeExceptionally(new IllegalStateException("failed late"));

        assertThat(done).containsExactly("last");
        assertThat(turns.busy()).isZero();
    }

    @Test
    void manyThatAreDoneAtOnceNeedNoDeepStack() {
        CompletableFuture<Void> pending = new CompletableFuture<>();
        AtomicInteger count = new AtomicInteger();
        turns.execute("alice", () -> pending);
        for (int i = 0; i < 100_000; i++) {
            turns.execute("alice", () -> CompletableFuture.completedStage(count.incrementAndGet()));
        }

        pending.complete(null);

        assertThat(count).hasValue(100_000);
    }

    @Test
    void threadsThatRaceNeverOverlapAndLoseNothing() {
        int[] unguarded = new int[1];
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        Race.Runner runner = () -> {
            for (int i = 0; i < 10_000; i++) {
                turns.execute("alice", () -> {
                    if (inside.getAndIncrement() != 0) {
                        overlaps.incrementAndGet();
                    }
                    unguarded[0]++;
                    inside.decrementAndGet();
                    return CompletableFuture.completedStage(null);
                });
            }
        };

        Race.between(runner, runner, runner);

        assertThat(overlaps).hasValue(0);
        assertThat(unguarded[0]).isEqualTo(30_000);
        assertThat(turns.busy()).isZero();
    }

    private PerUserExecutor.Task noting(String what) {
        return () -> {
            done.add(what);
            CompletionStage<Void> stage = CompletableFuture.completedStage(null);
            return stage;
        };
    }
}
