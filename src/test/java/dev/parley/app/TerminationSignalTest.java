package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a handler of the test behind it, since the JVM's own would end the tests. */
class TerminationSignalTest {

    private final LinkedBlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private final Class<?> signals = Class.forName("sun.misc.Signal");
    private final Class<?> handlers = Class.forName("sun.misc.SignalHandler");
    private final Object term = signals.getConstructor(String.class).newInstance("TERM");
    private Object jvm;

    TerminationSignalTest() throws ReflectiveOperationException {}

    private Object handle(Object handler) throws ReflectiveOperationException {
        return signals.getMethod("handle", signals, handlers).invoke(null, term, handler);
    }

    @BeforeEach
    void takeThePlaceOfTheJvm() throws ReflectiveOperationException {
        jvm = handle(Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {handlers},
                (proxy, called, arguments) -> called.getName().equals("handle") && calls.add("the JVM ends")
                        ? null
                        : System.identityHashCode(proxy)));
    }

    @AfterEach
    void giveItBack() throws ReflectiveOperationException {
        handle(jvm);
    }

    private List<String> raised(int expected) throws ReflectiveOperationException, InterruptedException {
        signals.getMethod("raise", signals).invoke(null, term);
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < expected; i++) {
            seen.add(calls.poll(20, TimeUnit.SECONDS));
        }
        return seen;
    }

    private TerminationSignal intercept(String name) {
        TerminationSignal signal = TerminationSignal.intercept(() -> calls.add(name));
        assumeTrue(signal != null, "this JVM gives no signals away");
        return signal;
    }

    @Test
    void theTaskRunsBeforeTheJvmEnds() throws Exception {
        intercept("one");

        assertThat(raised(2)).containsExactly("one", "the JVM ends");
    }

    @Test
    void theTaskRunsOnceAndItsFailureHoldsUpNothing() throws Exception {
        TerminationSignal.intercept(() -> {
            calls.add("one");
            throw new IllegalStateException("on purpose");
        });

        assertThat(raised(2)).containsExactly("one", "the JVM ends");
        assertThat(raised(1)).containsExactly("the JVM ends");
    }

    @Test
    void aTaskThatIsForgottenDoesNotRun() throws Exception {
        intercept("one").release();

        assertThat(raised(1)).containsExactly("the JVM ends");
    }

    @Test
    void theTaskMayReleaseItsOwnSignal() throws Exception {
        TerminationSignal[] own = new TerminationSignal[1];
        own[0] = TerminationSignal.intercept(() -> {
            own[0].release();
            calls.add("one");
        });

        assertThat(raised(2)).containsExactly("one", "the JVM ends");
    }

    @Test
    void twoApplicationsInAServerBothEndBeforeTheJvmDoes() throws Exception {
        intercept("one");
        intercept("two");

        assertThat(raised(3)).containsExactly("two", "one", "the JVM ends");
    }

    @Test
    void whoeverGoesFirstTakesNothingFromTheOther() throws Exception {
        TerminationSignal one = intercept("one");
        intercept("two");
        one.release();

        assertThat(raised(2)).containsExactly("two", "the JVM ends");
    }
}
