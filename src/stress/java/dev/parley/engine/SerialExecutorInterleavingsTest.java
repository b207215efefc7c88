package dev.parley.engine;

import static dev.parley.stress.Interleavings.require;
import static dev.parley.stress.Interleavings.together;

import dev.parley.stress.Interleavings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SerialExecutorInterleavingsTest {

    /** What is done in turns; nothing but the executor guards it. */
    private static final class Diary {
        private final List<String> entries = new ArrayList<>();
        private boolean open;

        void write(String entry) {
            require(!open, "one at a time");
            open = true;
            entries.add(entry);
            open = false;
        }
    }

    @Test
    void everythingIsDoneOneAfterTheOther() {
        Interleavings.of(() -> {
            Diary diary = new Diary();
            List<Throwable> failures = new ArrayList<>();
            SerialExecutor serial = new SerialExecutor(failures::add);
            together(
                    () -> {
                        serial.enter();
                        try {
                            diary.write("input");
                            serial.execute(() -> diary.write("left inside"));
                        } finally {
                            serial.exit();
                        }
                    },
                    () -> {
                        serial.execute(() -> diary.write("a"));
                        serial.execute(() -> diary.write("b"));
                    },
                    () -> serial.execute(() -> {
                        diary.write("c");
                        serial.execute(() -> diary.write("d"));
                        throw new IllegalStateException("c");
                    }));
            List<String> entries = diary.entries;
            require(entries.size() == 6, "done to the last: " + entries);
            require(entries.indexOf("a") < entries.indexOf("b"), "in order");
            require(entries.indexOf("c") < entries.indexOf("d"), "later, not in the middle");
            require(entries.indexOf("input") < entries.indexOf("left inside"), "after the turn");
            require(failures.size() == 1, "told of the failure");
        });
    }

    @Test
    void twoThatLeaveEachOtherTasksDoNotWaitForEachOther() {
        Interleavings.of(() -> {
            List<Throwable> failures = new ArrayList<>();
            SerialExecutor one = new SerialExecutor(failures::add);
            SerialExecutor other = new SerialExecutor(failures::add);
            int[] done = new int[2];
            together(
                    () -> {
                        one.enter();
                        other.execute(() -> done[1]++);
                        one.exit();
                    },
                    () -> {
                        other.enter();
                        one.execute(() -> done[0]++);
                        other.exit();
                    });
            require(done[0] == 1 && done[1] == 1, "both done");
        });
    }
}
