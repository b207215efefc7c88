package dev.parley.transport.container;

import static dev.parley.stress.Interleavings.require;
import static dev.parley.stress.Interleavings.together;

import dev.parley.engine.Timers;
import dev.parley.stress.Interleavings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The watch over completions, and the writer's shifts. */
class SendingInterleavingsTest {

    @Test
    void theWatchCompletesEachSendOnce() {
        Interleavings.of(() -> {
            List<Runnable> due = new ArrayList<>();
            Timers timers = (delay, task) -> {
                synchronized (due) {
                    due.add(task);
                }
                return Timers.Timeout.NONE;
            };
            CompletionPoller watch = new CompletionPoller(timers);
            AtomicBoolean oneDone = new AtomicBoolean();
            AtomicInteger one = new AtomicInteger();
            AtomicInteger other = new AtomicInteger();
            together(
                    () -> watch.await(oneDone::get, failure -> one.incrementAndGet()),
                    () -> {
                        oneDone.set(true);
                        watch.await(
                                () -> {
                                    throw new IllegalStateException("reset");
                                },
                                failure -> other.incrementAndGet());
                    },
                    () -> runOne(due));
            while (runOne(due)) {
                // Until nothing is watched any more.
            }
            require(one.get() == 1 && other.get() == 1, "each once: " + one + ", " + other);
        });
    }

    private static boolean runOne(List<Runnable> due) {
        Runnable task;
        synchronized (due) {
            if (due.isEmpty()) {
                return false;
            }
            task = due.remove(0);
        }
        task.run();
        return true;
    }

    @Test
    void aWriterThatSleepsIsWokenForEachTurn() {
        Interleavings.of(() -> {
            List<Thread> shifts = new ArrayList<>();
            SendLoop writer = new SendLoop(
                    task -> {
                        Thread thread = new Thread(task);
                        synchronized (shifts) {
                            shifts.add(thread);
                        }
                        return thread;
                    },
                    "writer");
            AtomicInteger turns = new AtomicInteger();
            together(() -> writer.execute(turns::incrementAndGet), () -> writer.execute(turns::incrementAndGet));
            // The last turn ends the thread, so that it is waited for and not looked at.
            writer.execute(writer::stop);
            for (Thread shift : List.copyOf(shifts)) {
                try {
                    shift.join();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            require(turns.get() == 2, "both turns: " + turns);
        });
    }
}
