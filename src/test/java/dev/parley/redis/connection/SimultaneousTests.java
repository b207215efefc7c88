package dev.parley.redis.connection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * Tests that differ in one value and run at the same time, because they wait and compute next to nothing. Each has a Redis of its own,
 * and {@link RecordedLog#ofThisThread()}.
 */
public final class SimultaneousTests {

    private SimultaneousTests() {}

    /**
     * A test for each case, for a {@code TestFactory}; all of them begin now, on a thread for each.
     *
     * @param cases are told in the report
     * @param test what each is to do; may be skipped by an assumption
     */
    public static <T> Stream<DynamicTest> of(List<T> cases, ThrowingConsumer<T> test) {
        ExecutorService threads = Executors.newFixedThreadPool(cases.size());
        Map<T, Future<Void>> running = new LinkedHashMap<>();
        for (T one : cases) {
            running.put(one, threads.submit(() -> run(test, one)));
        }
        threads.shutdown();
        return running.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey().toString(), () -> awaitEnd(entry.getKey(), entry.getValue())));
    }

    private static <T> Void run(ThrowingConsumer<T> test, T one) throws Exception {
        try {
            test.accept(one);
            return null;
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Fails, or is skipped, as the test was; the report of Failsafe has a number in the place of the case, so the failure names it. */
    private static void awaitEnd(Object one, Future<Void> running) throws Throwable {
        try {
            running.get();
        } catch (ExecutionException e) {
            e.getCause().addSuppressed(new AssertionError("in the case " + one));
            throw e.getCause();
        }
    }
}
