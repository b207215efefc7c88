package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.robustness.BadInput;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class NodeThreadsTest {

    private final List<Thread> started = new CopyOnWriteArrayList<>();
    private final NodeThreads threads = new NodeThreads(task -> {
        Thread thread = new Thread(task);
        started.add(thread);
        return thread;
    });

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void turnTheTimers() throws InterruptedException {
        CountDownLatch due = new CountDownLatch(1);

        threads.timers().schedule(Duration.ofMillis(1), due::countDown);

        assertThat(due.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tellHowLongAgoTheTimersCameRound() throws InterruptedException {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        threads.timers().schedule(Duration.ZERO, () -> {
            held.countDown();
            awaitQuietly(hold);
        });
        assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();

        Duration several = Duration.ofMillis(100);
        while (threads.sinceTimers().compareTo(several) < 0) {
            Thread.onSpinWait();
        }
        hold.countDown();
        while (threads.sinceTimers().compareTo(several) >= 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    @BadInput(66)
    void leaveNobodyBehind() throws InterruptedException {
        threads.executor().execute(() -> {});

        threads.close();

        assertThat(started).hasSizeGreaterThanOrEqualTo(2);
        assertThatAllEnd();
    }

    @Test
    void finishWhatTheyHaveAccepted() throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        for (int i = 0; i < 100; i++) {
            threads.executor().execute(() -> {
                awaitQuietly(go);
                done.incrementAndGet();
            });
        }
        go.countDown();

        threads.close();

        assertThat(done).hasValue(100);
        assertThatAllEnd();
    }

    /** A pool is over an instant before its last thread is. */
    private void assertThatAllEnd() throws InterruptedException {
        for (Thread thread : started) {
            thread.join(5_000);
        }
        assertThat(started).noneMatch(Thread::isAlive);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void takeNothingAfterTheEnd() {
        threads.close();

        assertThatThrownBy(() -> threads.executor().execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void closeTwice() throws InterruptedException {
        threads.close();
        threads.close();

        assertThatAllEnd();
    }

    @Test
    void letNobodyWaitForAnIssuerOnTheWorkersOfTheOthers() throws InterruptedException {
        CountDownLatch issuer = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(4);
        for (int i = 0; i < 100; i++) {
            threads.keyFetchers().execute(() -> {
                busy.countDown();
                awaitQuietly(issuer);
            });
        }
        threads.databaseChecks().execute(() -> awaitQuietly(issuer));
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
        CountDownLatch answered = new CountDownLatch(100);

        for (int i = 0; i < 100; i++) {
            threads.executor().execute(answered::countDown);
        }

        assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
        issuer.countDown();
    }

    @Test
    void takeNoMoreThanCanWaitForAnIssuerOrADatabase() {
        CountDownLatch issuer = new CountDownLatch(1);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        threads.keyFetchers().execute(() -> awaitQuietly(issuer));
                    }
                })
                .isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 3; i++) {
                        threads.databaseChecks().execute(() -> awaitQuietly(issuer));
                    }
                })
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(started)
                .as("the timers, those who fetch keys, the one for the database")
                .hasSize(1 + 4 + 1);
        issuer.countDown();
    }

    /** Who waits for an issuer waits in vain when the node ends. */
    @Test
    void endWithoutWaitingForAnIssuer() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 50; i++) {
            threads.keyFetchers().execute(() -> awaitQuietly(never));
        }

        threads.close();

        assertThatAllEnd();
    }

    /** A thread whose interrupt nobody has cleared cannot wait any more: it would turn and turn. */
    @Test
    void doNotSpinAfterAnInterrupt() throws InterruptedException {
        Thread timers = started.get(0);
        timers.interrupt();
        CountDownLatch later = new CountDownLatch(1);
        threads.timers().schedule(Duration.ofMillis(50), later::countDown);

        assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(timers.isInterrupted()).isFalse();
    }
}
