package dev.parley.events.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.error.RefusedException;
import dev.parley.events.declaration.Execution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The order and the bounds hold on real threads, too. */
class EventTurnRaceTest {

    private static final int EVENTS = 20_000;

    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(4, 4, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(8));
    private final ExecutorService others = Executors.newSingleThreadExecutor();
    private final AtomicInteger pauses = new AtomicInteger();
    private final AtomicInteger resumes = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger overlaps = new AtomicInteger();
    private final List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    private final EventTurn turn = new EventTurn(pool, pauses::incrementAndGet, () -> resumes.incrementAndGet());

    @AfterEach
    void stop() {
        pool.shutdownNow();
        others.shutdownNow();
    }

    private final class Numbered implements EventTurn.Task {
        private final int number;

        Numbered(int number) {
            this.number = number;
        }

        @Override
        public Execution execution() {
            return number % 3 == 0 ? Execution.NON_BLOCKING : Execution.BLOCKING;
        }

        @Override
        public CompletionStage<?> begin(boolean mayBlock) {
            if (inside.incrementAndGet() != 1) {
                overlaps.incrementAndGet();
            }
            order.add(number);
            if (number % 5 != 0) {
                inside.decrementAndGet();
                return null;
            }
            return CompletableFuture.runAsync(inside::decrementAndGet, others);
        }

        @Override
        public void refuse(RefusedException reason) {
            refused.incrementAndGet();
        }
    }

    @Test
    void eventsKeepTheirOrderAndNeverOverlap() throws InterruptedException {
        for (int i = 0; i < EVENTS; i++) {
            turn.submit(new Numbered(i));
        }
        CountDownLatch over = new CountDownLatch(1);
        awaitQuiet();
        turn.end(over::countDown);

        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(overlaps).hasValue(0);
        assertThat(order).isSorted();
        assertThat(order.size() + refused.get()).isEqualTo(EVENTS);
        assertThat(resumes).hasValue(pauses.get());
    }

    private void awaitQuiet() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (order.size() + refused.get() < EVENTS && System.nanoTime() < deadline) {
            Thread.yield();
        }
    }
}
