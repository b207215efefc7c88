package dev.parley.transport.websocket;

import dev.parley.engine.codec.EnginePacket;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Sends finished frames through Open Liberty's connection: all that wait for a client, in one blocking write, on a {@link
 * Writer}'s thread only.
 *
 * <p>The standard's blocking call, the cheapest that Liberty has, encodes the text twice and builds the frame once for every
 * receiver, and writes each frame by itself. This does what that call does inside: it asks the link for its turn to write
 * ({@code okToWrite}), writes, and gives the turn back ({@code signalNotWriting}), so that Liberty's own pongs and close
 * frames come between two batches and never into one.
 */
final class LibertyFrameSender implements FrameSender {

    private final Internals internals;
    private final Object link;
    private final Object output;
    private final Object buffers;

    private LibertyFrameSender(Internals internals, Object link, Object output, Object buffers) {
        this.internals = internals;
        this.link = link;
        this.output = output;
        this.buffers = buffers;
    }

    @Override
    public int batchBytes() {
        return Batch.BYTES;
    }

    @Override
    public void send(List<EnginePacket> packets, Completion completion) {
        Throwable failure = null;
        try {
            write(Batch.of(packets));
        } catch (Throwable e) {
            // What a method handle throws is not limited to anything.
            failure = e;
        }
        completion.sent(failure);
    }

    private void write(ByteBuffer bytes) throws Throwable {
        Object status = (Object) internals.okToWrite.invokeExact(link, false, false, false);
        if (status != internals.ok) {
            throw new IOException("the WebSocket cannot be written to: " + status);
        }
        try {
            Object buffer = (Object) internals.wrap.invokeExact(buffers, bytes);
            internals.setBuffer.invokeExact(output, buffer);
            long written = (long) internals.write.invokeExact(output, internals.allData, internals.noTimeout);
            internals.release.invokeExact(buffer);
        } finally {
            internals.signalNotWriting.invokeExact(link);
        }
    }

    /** What of Liberty is used, looked up once. Throws when it looks different. */
    static final class Internals {

        private final MethodHandle sessionInside;
        private final Field link;
        private final Field connection;
        private final MethodHandle okToWrite;
        private final Object ok;
        private final MethodHandle signalNotWriting;
        private final MethodHandle bufferManager;
        private final MethodHandle wrap;
        private final MethodHandle release;
        private final MethodHandle writeInterface;
        private final MethodHandle setBuffer;
        private final MethodHandle write;
        private final long allData;
        private final int noTimeout;

        /** Looks at a session. */
        Internals(Session session) throws ReflectiveOperationException {
            Class<?> inside = session.getClass().getMethod("getSessionImpl").getReturnType();
            sessionInside = method(session.getClass(), "getSessionImpl", Object.class);
            link = field(inside, "connLink");
            Class<?> linkType = link.getType();
            connection = field(linkType, "tcpConnection");
            okToWrite = method(linkType, "okToWrite", Object.class, boolean.class, boolean.class, boolean.class);
            ok = constant(linkType.getMethod("okToWrite", boolean.class, boolean.class, boolean.class)
                    .getReturnType());
            signalNotWriting = method(linkType, "signalNotWriting", void.class);
            bufferManager = method(linkType, "getBufferManager", Object.class);
            Class<?> managerType = linkType.getMethod("getBufferManager").getReturnType();
            Class<?> bufferType = managerType.getMethod("wrap", ByteBuffer.class).getReturnType();
            wrap = method(managerType, "wrap", Object.class, ByteBuffer.class);
            release = method(bufferType, "release", void.class);
            writeInterface = method(connection.getType(), "getWriteInterface", Object.class);
            Class<?> outputType =
                    connection.getType().getMethod("getWriteInterface").getReturnType();
            setBuffer = MethodHandles.publicLookup()
                    .unreflect(outputType.getMethod("setBuffer", bufferType))
                    .asType(MethodType.methodType(void.class, Object.class, Object.class));
            write = method(outputType, "write", long.class, long.class, int.class);
            allData = outputType.getField("WRITE_ALL_DATA").getLong(null);
            noTimeout = outputType.getField("NO_TIMEOUT").getInt(null);
        }

        private static Field field(Class<?> type, String name) throws NoSuchFieldException {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        }

        /** A public method, as a handle that takes its object and gives its result as what is asked for. */
        private static MethodHandle method(Class<?> type, String name, Class<?> result, Class<?>... parameters)
                throws ReflectiveOperationException {
            MethodHandle handle = MethodHandles.publicLookup().unreflect(type.getMethod(name, parameters));
            return handle.asType(
                    handle.type().changeReturnType(result).changeParameterType(0, Object.class));
        }

        private static Object constant(Class<?> status) throws NoSuchFieldException {
            for (Object each : status.getEnumConstants()) {
                if (each.toString().equals("OK")) {
                    return each;
                }
            }
            throw new NoSuchFieldException("OK");
        }

        /** The sender of a session. */
        LibertyFrameSender sender(Session session) throws ReflectiveOperationException {
            try {
                Object inside = (Object) sessionInside.invokeExact((Object) session);
                Object theLink = link.get(inside);
                Object output = (Object) writeInterface.invokeExact(connection.get(theLink));
                Object buffers = (Object) bufferManager.invokeExact(theLink);
                return new LibertyFrameSender(this, theLink, output, buffers);
            } catch (ReflectiveOperationException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new ReflectiveOperationException(e);
            }
        }
    }
}
