package dev.parley.transport.container.tyrus;

import dev.parley.transport.container.FrameBatch;
import dev.parley.transport.container.Reflection;
import dev.parley.transport.upgrade.GuardedUpgradeHandler;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The path from a WebSocket of Tyrus down to Grizzly's connection, and the members that are used there, looked up once.
 */
final class GrizzlyInternals {

    /**
     * The members that lead from a WebSocket of Tyrus down to Grizzly's connection, each from one object to the next.
     */
    private static final List<Look> WAY = List.of(
            field("protocolHandler"),
            field("writer"),
            field("tyrusHttpUpgradeHandler"),
            // The field must not be used: Tyrus has put a wrapper there, and the wrapper's own field is empty.
            method("getWebConnection"),
            // The field must not be used: the wrapper that checks the input is between the two objects.
            method("getOutputStream"),
            type -> GuardedUpgradeHandler::behind,
            field("ob"),
            field("grizzlyOutputBuffer"),
            field("connection"));

    private final List<Step> way = new ArrayList<>(WAY.size());
    final MethodHandle channel;
    final MethodHandle isOpen;
    final MethodHandle terminate;
    final MethodHandle writeQueue;
    final MethodHandle queuedBytes;
    private final GrizzlyWriterInternals writers;

    /**
     * Looks up the members, starting from a WebSocket.
     *
     * @throws IOException if there is nothing to look up, because the connection is already closed
     */
    GrizzlyInternals(Object webSocket) throws ReflectiveOperationException, IOException {
        Object at = webSocket;
        for (Look look : WAY) {
            Step step = look.into(at.getClass());
            way.add(step);
            at = next(step, at);
        }
        channel = Reflection.method(at.getClass(), "getChannel", NetworkChannel.class);
        isOpen = Reflection.method(at.getClass(), "isOpen", boolean.class);
        terminate = Reflection.method(at.getClass(), "terminateSilently", void.class);
        writeQueue = Reflection.method(at.getClass(), "getAsyncWriteQueue", Object.class);
        Class<?> queueType = at.getClass().getMethod("getAsyncWriteQueue").getReturnType();
        queuedBytes = Reflection.method(queueType, "spaceInBytes", int.class);
        writers = new GrizzlyWriterInternals(at);
    }

    private static Object next(Step step, Object at) throws ReflectiveOperationException, IOException {
        Object next = step.from(at);
        if (next == null) {
            throw new IOException("the connection is gone");
        }
        return next;
    }

    private static Look field(String name) {
        return type -> Reflection.field(type, name)::get;
    }

    private static Look method(String name) {
        return type -> {
            Method method = type.getDeclaredMethod(name);
            method.setAccessible(true);
            return method::invoke;
        };
    }

    /**
     * Returns the connection of a WebSocket.
     *
     * @throws IOException if the connection is already closed
     */
    GrizzlyConnection of(Object webSocket) throws ReflectiveOperationException, IOException {
        Object at = webSocket;
        for (Step step : way) {
            at = next(step, at);
        }
        try {
            NetworkChannel socket = (NetworkChannel) channel.invokeExact(at);
            socket.setOption(StandardSocketOptions.SO_SNDBUF, FrameBatch.BYTES);
            return new GrizzlyConnection(this, at, (Object) writeQueue.invokeExact(at), writers.of(at));
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new ReflectiveOperationException(e);
        }
    }

    /** Leads from one object to the next. */
    @FunctionalInterface
    private interface Step {
        Object from(Object object) throws ReflectiveOperationException;
    }

    /** Finds the step to the next object in a class. */
    @FunctionalInterface
    private interface Look {
        Step into(Class<?> type) throws ReflectiveOperationException;
    }
}
