package dev.parley.transport.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendLoopTest {

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final SendLoop writer = new SendLoop(this::thread, "writer");
    private final LinkedBlockingQueue<String> written = new LinkedBlockingQueue<>();
    private final CountDownLatch clientReads = new CountDownLatch(1);
    private final CountDownLatch heldUp = new CountDownLatch(1);

    private volatile Runnable beforeReplacement = () -> {};

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task);
        if (!threads.isEmpty()) {
            beforeReplacement.run();
        }
        threads.add(thread);
        return thread;
    }

    @AfterEach
    void stop() throws InterruptedException {
        clientReads.countDown();
        writer.stop();
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void givesTurnsInTheirOrder() throws InterruptedException {
        for (String each : List.of("1", "2", "3")) {
            writer.execute(() -> written.add(each));
        }

        assertThat(List.of(next(), next(), next())).containsExactly("1", "2", "3");
    }

    @Test
    void goesOnWithTheOthersWhileAClientDoesNotRead() throws InterruptedException {
        writer.execute(this::stall);
        heldUp.await();
        writer.execute(() -> written.add("reading"));

        writer.check();
        writer.check();

        assertThat(next()).isEqualTo("reading");
        assertThat(threads).hasSize(2);
    }

    @Test
    void keepsTheThreadOfAWriterThatIsIdle() {
        writer.check();
        writer.check();
        writer.check();

        assertThat(threads).hasSize(1);
    }

    @Test
    void isIdleUntilATurnWaits() throws InterruptedException {
        assertThat(writer.isIdle()).isTrue();
        writer.execute(this::stall);
        heldUp.await();
        assertThat(writer.isIdle()).as("a turn is given, and none waits").isTrue();

        writer.execute(() -> written.add("1"));

        assertThat(writer.isIdle()).isFalse();
    }

    @Test
    void aThreadThatHasGotFreeWhileItWasReplacedEnds() throws InterruptedException {
        writer.execute(this::stall);
        heldUp.await();
        beforeReplacement = () -> {
            clientReads.countDown();
            while (written.isEmpty() || threads.get(0).getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        };

        writer.check();
        writer.check();

        assertThat(threads).hasSize(2);
        threads.get(0).join(TimeUnit.SECONDS.toMillis(10));
        assertThat(threads.get(0).isAlive()).isFalse();
    }

    @Test
    void finishesTheHeldUpTurnWhenTheClientReadsAgain() throws InterruptedException {
        writer.execute(this::stall);
        heldUp.await();
        writer.check();
        writer.check();

        clientReads.countDown();

        assertThat(next()).isEqualTo("stalled");
    }

    @Test
    void anInterruptEndsNothing() throws InterruptedException {
        threads.get(0).interrupt();
        writer.execute(() -> written.add("1"));

        assertThat(next()).isEqualTo("1");
    }

    private String next() throws InterruptedException {
        return written.poll(10, TimeUnit.SECONDS);
    }

    private void stall() {
        heldUp.countDown();
        try {
            clientReads.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        written.add("stalled");
    }
}
