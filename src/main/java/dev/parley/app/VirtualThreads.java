package dev.parley.app;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** The virtual threads of Java 21, for code that is compiled for an earlier Java. */
final class VirtualThreads {

    private VirtualThreads() {}

    /**
     * A factory of virtual threads.
     *
     * @param prefix what the names of the threads begin with
     * @return empty if this Java has none
     */
    static Optional<ThreadFactory> factory(String prefix) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            // By the interface, because the class is not accessible.
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object named = type.getMethod("name", String.class, long.class).invoke(builder, prefix, 0L);
            Method factory = type.getMethod("factory");
            return Optional.of((ThreadFactory) factory.invoke(named));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
