package dev.parley.transport.websocket;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The connection below a WebSocket of Tyrus on Payara, which is Grizzly's. To Tyrus a frame is sent when Grizzly has it; this
 * tells when the kernel has it, so that the stall clock runs from the moment at which the client's buffers are full, and not
 * from when Grizzly's are, too.
 *
 * <p>The kernel's send buffer gets a bound: Payara's configuration has none for it, and it would take up to 4 MB.
 */
final class GrizzlyConnection {

    private final Internals internals;
    private final Object connection;
    private final Object writeQueue;
    private final GrizzlyWriter writer;

    private GrizzlyConnection(Internals internals, Object connection, Object writeQueue, GrizzlyWriter writer) {
        this.internals = internals;
        this.connection = connection;
        this.writeQueue = writeQueue;
        this.writer = writer;
    }

    /** Writes to it, past Tyrus; null if that is not possible. */
    GrizzlyWriter writer() {
        return writer;
    }

    /**
     * Whether the kernel has taken everything. Does not block.
     *
     * @throws IOException if it never will, because the connection is closed
     */
    boolean isFlushed() throws IOException {
        try {
            if ((int) internals.queuedBytes.invokeExact(writeQueue) == 0) {
                return true;
            }
            if ((boolean) internals.isOpen.invokeExact(connection)) {
                return false;
            }
        } catch (Throwable e) {
            // What a method handle throws is not limited to anything.
            throw new IOException(e);
        }
        throw new IOException("the connection is closed");
    }

    /** What leads from one object to the next. */
    @FunctionalInterface
    private interface Step {
        Object from(Object object) throws ReflectiveOperationException;
    }

    /** Finds such a step in a class. */
    @FunctionalInterface
    private interface Look {
        Step into(Class<?> type) throws ReflectiveOperationException;
    }

    /** What of Payara is used, looked up once. Throws when it looks different. */
    static final class Internals {

        /** From a WebSocket of Tyrus down to Grizzly's connection: what of each thing leads to the next one. */
        private static final List<Look> WAY = List.of(
                field("protocolHandler"),
                field("writer"),
                field("tyrusHttpUpgradeHandler"),
                // Not the field: Tyrus has put a stand-in there, whose own is empty.
                method("getWebConnection"),
                field("outputStream"),
                field("ob"),
                field("grizzlyOutputBuffer"),
                field("connection"));

        private final List<Step> way = new ArrayList<>(WAY.size());
        private final MethodHandle channel;
        private final MethodHandle isOpen;
        private final MethodHandle writeQueue;
        private final MethodHandle queuedBytes;
        private final GrizzlyWriter.Internals writers;

        /**
         * Looks at a WebSocket.
         *
         * @throws IOException if there is nothing to see, because the connection is gone already
         */
        Internals(Object webSocket) throws ReflectiveOperationException, IOException {
            Object at = webSocket;
            for (Look look : WAY) {
                Step step = look.into(at.getClass());
                way.add(step);
                at = next(step, at);
            }
            channel = PublicMethods.of(at.getClass(), "getChannel", NetworkChannel.class);
            isOpen = PublicMethods.of(at.getClass(), "isOpen", boolean.class);
            writeQueue = PublicMethods.of(at.getClass(), "getAsyncWriteQueue", Object.class);
            Class<?> queueType = at.getClass().getMethod("getAsyncWriteQueue").getReturnType();
            queuedBytes = PublicMethods.of(queueType, "spaceInBytes", int.class);
            writers = new GrizzlyWriter.Internals(at);
        }

        private static Object next(Step step, Object at) throws ReflectiveOperationException, IOException {
            Object next = step.from(at);
            if (next == null) {
                throw new IOException("the connection is gone");
            }
            return next;
        }

        private static Look field(String name) {
            return type -> DeclaredFields.of(type, name)::get;
        }

        private static Look method(String name) {
            return type -> {
                Method method = type.getDeclaredMethod(name);
                method.setAccessible(true);
                return method::invoke;
            };
        }

        /**
         * The connection of a WebSocket.
         *
         * @throws IOException if it is gone already
         */
        GrizzlyConnection of(Object webSocket) throws ReflectiveOperationException, IOException {
            Object at = webSocket;
            for (Step step : way) {
                at = next(step, at);
            }
            try {
                NetworkChannel socket = (NetworkChannel) channel.invokeExact(at);
                socket.setOption(StandardSocketOptions.SO_SNDBUF, Batch.BYTES);
                return new GrizzlyConnection(this, at, (Object) writeQueue.invokeExact(at), writers.of(at));
            } catch (IOException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new ReflectiveOperationException(e);
            }
        }
    }
}
