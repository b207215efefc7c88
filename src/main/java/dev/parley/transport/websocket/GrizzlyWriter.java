package dev.parley.transport.websocket;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Writes finished frames to the queue of a connection of Grizzly's, where everything that goes to a client passes, Tyrus's own
 * pongs and close frames included, each as a whole: past the layers of HTTP above it, which have nothing to do any more.
 *
 * <p>Only if nothing on the way down would change the bytes: with TLS, or anything else that is not known, there is none.
 */
final class GrizzlyWriter {

    private final Internals internals;
    private final Object connection;
    private final Object memory;
    private final Object writer;

    private GrizzlyWriter(Internals internals, Object connection, Object memory, Object writer) {
        this.internals = internals;
        this.connection = connection;
        this.memory = memory;
        this.writer = writer;
    }

    /**
     * Writes what the kernel takes, and leaves the rest to the connection's queue. Does not block.
     *
     * @throws IOException if the connection is closed
     */
    void write(ByteBuffer bytes) throws IOException {
        try {
            Object buffer = (Object) internals.wrap.invokeExact(memory, bytes);
            internals.write.invokeExact(writer, connection, buffer, (Object) null);
            if (!(boolean) internals.isOpen.invokeExact(connection)) {
                throw new IOException("the connection is closed");
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            // What a method handle throws is not limited to anything.
            throw new IOException(e);
        }
    }

    /** What of Grizzly is used, looked up once. Throws when it looks different. */
    static final class Internals {

        /** Where HTTP begins, from below. */
        private static final String HTTP = "GlassfishHttpCodecFilter";
        /** What leaves bytes as they are. */
        private static final Set<String> PLAIN =
                Set.of("TransportFilter", "TCPNIOTransportFilter", "IdleTimeoutFilter");

        private final MethodHandle processor;
        private final MethodHandle memory;
        private final MethodHandle wrap;
        private final MethodHandle isOpen;
        private final MethodHandle transport;
        private final MethodHandle queues;
        private final MethodHandle writer;
        private final MethodHandle write;

        /** Looks at a connection. */
        Internals(Object connection) throws ReflectiveOperationException {
            Class<?> type = connection.getClass();
            processor = PublicMethods.of(type, "getProcessor", Object.class);
            isOpen = PublicMethods.of(type, "isOpen", boolean.class);
            memory = PublicMethods.of(type, "getMemoryManager", Object.class);
            Class<?> manager =
                    type.getMethod("getMemoryManager").invoke(connection).getClass();
            wrap = PublicMethods.of(manager, "wrap", Object.class, ByteBuffer.class);
            transport = PublicMethods.of(type, "getTransport", Object.class);
            Class<?> transportType =
                    type.getMethod("getTransport").invoke(connection).getClass();
            queues = PublicMethods.of(transportType, "getAsyncQueueIO", Object.class);
            Class<?> queuesType = transportType.getMethod("getAsyncQueueIO").getReturnType();
            writer = PublicMethods.of(queuesType, "getWriter", Object.class);
            write = PublicMethods.as(
                    MethodType.methodType(void.class, Object.class, Object.class, Object.class, Object.class),
                    writeOf(queuesType.getMethod("getWriter").getReturnType()));
        }

        /** The method that takes a connection, a message, and who is to be told; there are others of as many parameters. */
        private static Method writeOf(Class<?> type) throws NoSuchMethodException {
            return Arrays.stream(type.getMethods())
                    .filter(method -> method.getName().equals("write") && method.getParameterCount() == 3)
                    .filter(method ->
                            method.getParameterTypes()[2].getSimpleName().equals("CompletionHandler"))
                    .findFirst()
                    .orElseThrow(() -> new NoSuchMethodException("write"));
        }

        /** The writer of a connection; null if there is something on the way down that may change the bytes. */
        GrizzlyWriter of(Object connection) throws Throwable {
            if (!isPlain((Object) processor.invokeExact(connection))) {
                return null;
            }
            Object below = (Object) queues.invokeExact((Object) transport.invokeExact(connection));
            return new GrizzlyWriter(
                    this, connection, (Object) memory.invokeExact(connection), (Object) writer.invokeExact(below));
        }

        private static boolean isPlain(Object chain) {
            if (chain instanceof List<?> filters) {
                for (Object filter : filters) {
                    String name = filter.getClass().getSimpleName();
                    if (!PLAIN.contains(name)) {
                        return name.equals(HTTP);
                    }
                }
            }
            return false;
        }
    }
}
