package dev.parley.transport.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class InputPauseTest {

    private final Deque<Integer> unread = new ArrayDeque<>();
    private final List<Integer> read = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final InputPause pause = new InputPause(new Tyrus(), this::isReady, tasks::add);
    private boolean armed = true;
    private int pauseAt = -1;

    /** The container: it calls once after it has said no. */
    private boolean isReady() {
        armed = unread.isEmpty();
        return !armed;
    }

    private void arrive(int... values) throws IOException {
        for (int value : values) {
            unread.add(value);
        }
        if (armed && !unread.isEmpty()) {
            armed = false;
            pause.onDataAvailable();
        }
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    /** Reads as Tyrus does: once, and then for as long as there is more. */
    private final class Tyrus implements ReadListener {
        private boolean inside;

        @Override
        public void onDataAvailable() {
            assertThat(inside).as("one thread at a time").isFalse();
            inside = true;
            do {
                int value = unread.remove();
                read.add(value);
                if (value == pauseAt) {
                    pause.receiving(false);
                }
            } while (pause.isReady());
            inside = false;
        }

        @Override
        public void onAllDataRead() {
            told.add("end");
        }

        @Override
        public void onError(Throwable failure) {
            told.add("error");
        }
    }

    @Test
    void passesTheContainersCallsOn() throws IOException {
        arrive(1, 2, 3);
        arrive(4);
        pause.onAllDataRead();
        pause.onError(new IOException("reset"));

        assertThat(read).containsExactly(1, 2, 3, 4);
        assertThat(told).containsExactly("end", "error");
        assertThat(tasks).isEmpty();
    }

    @Test
    void stopsTheListenerInTheMiddleAndGoesOnElsewhere() throws IOException {
        pauseAt = 2;
        arrive(1, 2, 3, 4);
        assertThat(read).containsExactly(1, 2);
        arrive(5);
        assertThat(read).containsExactly(1, 2);

        pause.receiving(true);
        assertThat(read).as("not on the thread that ends the pause").containsExactly(1, 2);
        runTasks();
        assertThat(read).containsExactly(1, 2, 3, 4, 5);
        arrive(6);

        assertThat(read).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void keepsTheContainersCallDuringAPause() throws IOException {
        pause.receiving(false);
        arrive(1, 2);
        assertThat(read).isEmpty();

        pause.receiving(true);
        runTasks();

        assertThat(read).containsExactly(1, 2);
        arrive(3);
        assertThat(read).containsExactly(1, 2, 3);
    }

    @Test
    void leavesTheNextCallToTheContainerIfNothingHasCome() throws IOException {
        pauseAt = 1;
        arrive(1);
        pause.receiving(true);
        runTasks();
        assertThat(armed).isTrue();

        arrive(2);

        assertThat(read).containsExactly(1, 2);
        assertThat(tasks).isEmpty();
    }

    @Test
    void aPauseThatBeginsAgainBeforeTheThreadHasComeKeepsTheCall() throws IOException {
        pauseAt = 1;
        arrive(1, 2);
        pause.receiving(true);
        pause.receiving(false);
        runTasks();
        assertThat(read).containsExactly(1);

        pause.receiving(true);
        pause.receiving(true);
        runTasks();

        assertThat(read).containsExactly(1, 2);
    }

    @Test
    void doesNotReadForLongOnAThreadThatOthersNeed() throws IOException {
        pauseAt = 0;
        arrive(0);
        for (int i = 1; i <= 100; i++) {
            unread.add(i);
        }
        pause.receiving(true);

        tasks.remove().run();
        assertThat(read).hasSizeBetween(2, 20);
        assertThat(tasks).as("its next turn").hasSize(1);
        runTasks();

        assertThat(read).hasSize(101).isSorted();
        assertThat(armed).isTrue();
    }

    @Test
    void isQuietWhenTheNodeHasNoThreadsAnyMore() throws IOException {
        InputPause late = new InputPause(new Tyrus(), () -> true, task -> {
            throw new RejectedExecutionException("ended");
        });
        late.receiving(false);
        late.onDataAvailable();

        late.receiving(true);

        assertThat(read).isEmpty();
    }
}
