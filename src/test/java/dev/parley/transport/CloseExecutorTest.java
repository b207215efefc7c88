package dev.parley.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CloseExecutorTest {

    private final List<Runnable> overflow = new ArrayList<>();
    private final CountDownLatch container = new CountDownLatch(1);
    private final CloseExecutor closers = new CloseExecutor(Thread::new, overflow::add);

    @AfterEach
    void letTheContainerFinish() {
        container.countDown();
        closers.close();
    }

    private void stall(CountDownLatch begun) {
        begun.countDown();
        try {
            container.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aHundredThatTakeTheirTimeAreClosedAtTheSameTime() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(100);

        for (int i = 0; i < 100; i++) {
            closers.execute(() -> stall(begun));
        }

        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(overflow).isEmpty();
    }

    @Test
    void moreThanThereAreThreadsForGoElsewhere() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(128);

        for (int i = 0; i < 130; i++) {
            closers.execute(() -> stall(begun));
        }

        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(overflow).hasSize(2);
    }

    @Test
    void whatComesAfterTheEndGoesElsewhere() {
        closers.close();

        closers.execute(() -> {});

        assertThat(overflow).hasSize(1);
    }
}
