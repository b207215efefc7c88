package dev.parley.transport.container.tyrus;

import dev.parley.transport.container.Reflection;
import dev.parley.transport.upgrade.GrizzlyFilters;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The members of Grizzly that {@link GrizzlyWriter} uses, looked up once. */
final class GrizzlyWriterInternals {

    final MethodHandle processor;
    final MethodHandle memory;
    final MethodHandle wrap;
    final MethodHandle isOpen;
    final MethodHandle transport;
    final MethodHandle queues;
    final MethodHandle writer;
    final MethodHandle write;

    /** Looks up the members, starting from a connection. */
    GrizzlyWriterInternals(Object connection) throws ReflectiveOperationException {
        Class<?> type = connection.getClass();
        processor = Reflection.method(type, "getProcessor", Object.class);
        isOpen = Reflection.method(type, "isOpen", boolean.class);
        memory = Reflection.method(type, "getMemoryManager", Object.class);
        Class<?> manager = type.getMethod("getMemoryManager").invoke(connection).getClass();
        wrap = Reflection.method(manager, "wrap", Object.class, ByteBuffer.class);
        transport = Reflection.method(type, "getTransport", Object.class);
        Class<?> transportType =
                type.getMethod("getTransport").invoke(connection).getClass();
        queues = Reflection.method(transportType, "getAsyncQueueIO", Object.class);
        Class<?> queuesType = transportType.getMethod("getAsyncQueueIO").getReturnType();
        writer = Reflection.method(queuesType, "getWriter", Object.class);
        write = Reflection.handle(
                MethodType.methodType(void.class, Object.class, Object.class, Object.class, Object.class),
                writeOf(queuesType.getMethod("getWriter").getReturnType()));
    }

    /**
     * Finds the method with the parameters connection, message and completion handler; there are others with the same
     * number of parameters.
     */
    private static Method writeOf(Class<?> type) throws NoSuchMethodException {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals("write") && method.getParameterCount() == 3)
                .filter(method -> method.getParameterTypes()[2].getSimpleName().equals("CompletionHandler"))
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException("write"));
    }

    /** Returns the writer of a connection; null if a layer on the way down may change the bytes. */
    GrizzlyWriter of(Object connection) throws Throwable {
        if (!GrizzlyFilters.isPlain((Object) processor.invokeExact(connection))) {
            return null;
        }
        Object below = (Object) queues.invokeExact((Object) transport.invokeExact(connection));
        return new GrizzlyWriter(
                this, connection, (Object) memory.invokeExact(connection), (Object) writer.invokeExact(below));
    }
}
