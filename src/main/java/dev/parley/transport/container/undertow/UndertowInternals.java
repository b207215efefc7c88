package dev.parley.transport.container.undertow;

import dev.parley.transport.container.CompletionPoller;
import dev.parley.transport.container.Reflection;
import jakarta.websocket.Session;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/** The members of Undertow that {@link UndertowFrameSender} uses, looked up once. */
public final class UndertowInternals {

    final MethodHandle channelOf;
    final Field connection;
    final Field newFrames;
    final Field pendingFrames;
    final Field heldFrames;
    final MethodHandle unread;
    final MethodHandle isOpen;
    final MethodHandle close;
    final MethodHandle sink;
    final MethodHandle flushConnection;
    final MethodHandle isCloseFrameSent;
    final MethodHandle newTextFrame;
    final Object text;
    final Field header;
    final Constructor<?> emptyHeader;
    final Class<?> bufferType;
    final MethodHandle fill;
    final MethodHandle finish;
    final MethodHandle flushFrame;
    final UndertowCloseEvents closeEvents;

    /** Looks up the members, starting from a session. */
    public UndertowInternals(Session session) throws ReflectiveOperationException {
        Class<?> channelType =
                session.getClass().getMethod("getWebSocketChannel").getReturnType();
        channelOf = Reflection.method(session.getClass(), "getWebSocketChannel", Object.class);
        connection = Reflection.field(channelType, "channel");
        newFrames = Reflection.field(channelType, "newFrames");
        pendingFrames = Reflection.field(channelType, "pendingFrames");
        heldFrames = Reflection.field(channelType, "heldFrames");
        unread = Reflection.getter(channelType, "readData");
        isCloseFrameSent = Reflection.method(channelType, "isCloseFrameSent", boolean.class);

        isOpen = Reflection.method(connection.getType(), "isOpen", boolean.class);
        close = Reflection.method(connection.getType(), "close", void.class);
        sink = Reflection.method(connection.getType(), "getSinkChannel", WritableByteChannel.class);
        Class<?> sinkType = connection.getType().getMethod("getSinkChannel").getReturnType();
        flushConnection = Reflection.method(sinkType, "flush", boolean.class);

        Method newFrame = sendOf(channelType);
        Class<?> frameKind = newFrame.getParameterTypes()[0];
        text = frameKind.getField("TEXT").get(null);
        newTextFrame = Reflection.handle(MethodType.genericMethodType(2), newFrame);
        Class<?> frameType = newFrame.getReturnType();
        header = Reflection.field(frameType, "header");
        Method fillFrame = sendOf(frameType);
        bufferType = fillFrame.getParameterTypes()[0];
        emptyHeader = header.getType().getConstructor(int.class, bufferType);
        fill = Reflection.handle(MethodType.methodType(boolean.class, Object.class, Object.class), fillFrame);
        finish = Reflection.method(frameType, "shutdownWrites", void.class);
        flushFrame = Reflection.method(frameType, "flush", boolean.class);
        closeEvents = new UndertowCloseEvents(connection.getType());
    }

    private static Method sendOf(Class<?> type) throws NoSuchMethodException {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals("send") && method.getParameterCount() == 1)
                .filter(method -> !method.isBridge())
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException("send"));
    }

    /** Wraps bytes as one of Undertow's pooled buffers; this buffer does not belong to a pool. */
    Object buffer(ByteBuffer bytes) {
        return Proxy.newProxyInstance(
                bufferType.getClassLoader(),
                new Class<?>[] {bufferType},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getBuffer" -> bytes;
                    case "isOpen" -> true;
                    default -> null;
                });
    }

    /** Creates the sender of a session. */
    public UndertowFrameSender sender(Session session, CompletionPoller pending) throws ReflectiveOperationException {
        try {
            return new UndertowFrameSender(this, pending, (Object) channelOf.invokeExact((Object) session));
        } catch (ReflectiveOperationException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new ReflectiveOperationException(e);
        }
    }
}
