package dev.parley.transport.container.undertow;

import dev.parley.transport.container.Reflection;
import java.lang.invoke.MethodHandle;
import java.nio.channels.Channel;

/**
 * The close events of the connections below Undertow's WebSockets. Undertow opens a WebSocket even if the client has
 * reset the connection during the handshake. By then the connection has reported its end to nobody, because Undertow
 * sets its close listener only when it creates the WebSocket's channel. Such a listener is never called, and Undertow
 * keeps the channel, with the endpoint and all that the endpoint refers to, in the set of its open channels until the
 * application ends. So the event is repeated here. Undertow's listener accepts an event on any thread, and a second
 * event changes nothing.
 */
final class UndertowCloseEvents {

    private final Side sink;
    private final Side source;

    /**
     * Looks up the members.
     *
     * @param connection the type of the connections, {@code org.xnio.StreamConnection}
     */
    UndertowCloseEvents(Class<?> connection) throws ReflectiveOperationException {
        sink = Side.of(connection, "getSinkChannel");
        source = Side.of(connection, "getSourceChannel");
    }

    /** Calls the close listeners of those sides of a connection that are closed; does not block. */
    void repeat(Object connection) throws Throwable {
        sink.repeat(connection);
        source.repeat(connection);
    }

    /** One of the two directions of a connection. */
    private record Side(MethodHandle channelOf, MethodHandle listenerOf, MethodHandle handleEvent) {

        static Side of(Class<?> connection, String name) throws ReflectiveOperationException {
            Class<?> channel = connection.getMethod(name).getReturnType();
            Class<?> listener = channel.getMethod("getCloseListener").getReturnType();
            return new Side(
                    Reflection.method(connection, name, Channel.class),
                    Reflection.method(channel, "getCloseListener", Object.class),
                    Reflection.method(listener, "handleEvent", void.class, Channel.class));
        }

        void repeat(Object connection) throws Throwable {
            Channel channel = (Channel) channelOf.invokeExact(connection);
            if (channel.isOpen()) {
                return;
            }
            Object listener = (Object) listenerOf.invokeExact((Object) channel);
            if (listener != null) {
                handleEvent.invokeExact(listener, channel);
            }
        }
    }
}
