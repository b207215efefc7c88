package dev.parley.engine;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Several things at the same time, each on its own thread. */
public final class Race {

    private static final int PATIENCE_SECONDS = 20;

    /** Threads are used again: some tests run thousands of races. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(Race::thread);

    private Race() {}

    /** One runner of a race. */
    @FunctionalInterface
    public interface Runner {
        /** Runs; what it throws fails the race. */
        void run() throws Exception;
    }

    /**
     * Starts all runners at the same moment and waits until the last has come in.
     *
     * @throws AssertionError when one fails, or is not there after a long while: then it is taken to be deadlocked
     */
    public static void between(Runner... runners) {
        CyclicBarrier start = new CyclicBarrier(runners.length);
        List<Future<Void>> running = Stream.of(runners)
                .map(runner -> THREADS.submit(startingAt(start, runner)))
                .toList();
        try {
            for (Future<Void> one : running) {
                one.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a runner failed", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("a runner is stuck", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the race was called off", e);
        } finally {
            running.forEach(one -> one.cancel(true));
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "race");
        thread.setDaemon(true);
        return thread;
    }

    private static Callable<Void> startingAt(CyclicBarrier start, Runner runner) {
        return () -> {
            start.await();
            runner.run();
            return null;
        };
    }
}
