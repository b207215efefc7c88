package dev.parley.stress;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/**
 * Runs a scene of a few threads again and again, each time with another order of their steps, which Lincheck chooses. A scene
 * that cannot go on fails, too.
 */
public final class Interleavings {

    /** How often each scene is run: each time with another order. */
    private static final int RUNS = Integer.getInteger("stress.runs", 2000);

    /** How many scenes are made of operations. */
    private static final int SCENES = Integer.getInteger("stress.scenes", 20);

    /** More rounds of a loop are taken for one without an end. A wheel has a thousand slots. */
    private static final int LONGEST_LOOP = 3_000;

    /** Whether the scenes also run without anybody who chooses the order, which takes the longest. */
    private static final boolean ALSO_UNCONTROLLED = Boolean.getBoolean("stress.uncontrolled");

    private Interleavings() {}

    /** What a thread does. */
    @FunctionalInterface
    public interface Part {
        /** Does it. */
        void run() throws Exception;
    }

    /** Runs a scene in many interleavings; it makes what it needs, calls {@link #together}, and checks. */
    public static void of(Runnable scene) {
        Lincheck.runConcurrentTest(RUNS, scene);
    }

    /** Runs the parts at the same time, each on a thread of its own, and waits for all. */
    public static void together(Part... parts) {
        List<Thread> threads = new ArrayList<>();
        Throwable[] failures = new Throwable[parts.length];
        for (int i = 0; i < parts.length; i++) {
            int number = i;
            threads.add(new Thread(() -> {
                try {
                    parts[number].run();
                } catch (Throwable e) {
                    failures[number] = e;
                }
            }));
        }
        threads.forEach(Thread::start);
        for (int i = 0; i < parts.length; i++) {
            try {
                threads.get(i).join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (failures[i] != null) {
                throw new AssertionError(failures[i]);
            }
        }
    }

    /** Fails unless it holds. Nothing of a library for assertions, whose own steps would be interleaved. */
    public static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("not " + what);
        }
    }

    /**
     * Fails unless what the operations of a class answer, in any interleaving, is what they could answer one after the other.
     *
     * @param operations a class whose methods are marked as operations
     */
    public static void areLinearizable(Class<?> operations) {
        new ModelCheckingOptions()
                .loopBound(LONGEST_LOOP)
                .iterations(SCENES)
                .invocationsPerIteration(RUNS)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(2)
                .check(operations);
        if (ALSO_UNCONTROLLED) {
            new StressOptions()
                    .iterations(SCENES)
                    .invocationsPerIteration(10 * RUNS)
                    .threads(3)
                    .actorsPerThread(3)
                    .check(operations);
        }
    }
}
