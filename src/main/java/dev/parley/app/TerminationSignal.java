package dev.parley.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs a task when the process is asked to end (SIGTERM), before any part of the process stops. A {@link ShutdownHook}
 * runs in parallel with the server's own shutdown: meanwhile the server refuses requests with its own messages, closes
 * connections, and makes the application's classes unavailable.
 *
 * <p>The JVM has {@code sun.misc.Signal} for this. It is not part of Java SE, and some servers hide it from
 * applications, so it is used by reflection. If it is not available ({@code -Xrs}, another JVM), only the shutdown hook
 * runs.
 */
final class TerminationSignal {

    private static final Logger LOG = System.getLogger(TerminationSignal.class.getName());
    private static final String NAME = "TERM";

    private final Object signal;
    private final Method handle;
    private final Method pass;
    private final AtomicReference<Runnable> task;
    private final ClassLoader context = Thread.currentThread().getContextClassLoader();
    private Object handler;
    private volatile Object next;

    private TerminationSignal(Runnable task) throws ReflectiveOperationException {
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        Class<?> signalType = Class.forName("sun.misc.Signal", true, platform);
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler", true, platform);
        this.task = new AtomicReference<>(task);
        signal = signalType.getConstructor(String.class).newInstance(NAME);
        handle = signalType.getMethod("handle", signalType, handlerType);
        pass = handlerType.getMethod("handle", signalType);
        // Not the application's class loader, which does not see the interface on some servers.
        handler = Proxy.newProxyInstance(platform, new Class<?>[] {handlerType}, this::called);
        next = handle.invoke(null, signal, handler);
    }

    /**
     * Runs the task when the signal arrives, and then the handler that was registered before. The task may call
     * {@link #release()}.
     *
     * @return null if the signal cannot be intercepted
     */
    static TerminationSignal intercept(Runnable task) {
        try {
            return new TerminationSignal(task);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.log(
                    Level.INFO,
                    "The node will hear of the end of its process by a shutdown hook only: {0}",
                    e.toString());
            return null;
        }
    }

    private Object called(Object proxy, Method method, Object[] arguments) throws ReflectiveOperationException {
        switch (method.getName()) {
            case "handle" -> {
                run();
                pass.invoke(next, signal);
                return null;
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "equals" -> {
                return proxy == arguments[0];
            }
            default -> {
                return "the end of a Parley node";
            }
        }
    }

    private void run() {
        Runnable due = task.getAndSet(null);
        if (due != null) {
            Thread.currentThread().setContextClassLoader(context);
            try {
                due.run();
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "The node did not end in order", e);
            }
        }
    }

    /**
     * Removes the task and restores the previous handler. If another handler has been registered meanwhile, that one
     * stays.
     */
    void release() {
        task.set(null);
        try {
            Object current = handle.invoke(null, signal, next);
            if (current != handler) {
                handle.invoke(null, signal, current);
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            LOG.log(Level.DEBUG, "The signal is still intercepted", e);
        }
    }
}
