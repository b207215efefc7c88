package dev.parley.transport.websocket;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds the kernel's send buffer of a WebSocket on Payara and GlassFish, whose configuration has nothing for it: its {@code
 * socket-write-buffer-size} bounds Grizzly's own queue, but the socket keeps the megabytes that the kernel gives it. A client
 * that does not read was found after 41 s instead of 7 (10 of 1,000 clients, 417,000 deliveries/s).
 *
 * <p>It is a long way from Tyrus to the socket, and this is the one place that knows it. Where it looks different nothing is
 * bounded, which is logged once.
 */
final class GrizzlySendBuffer {

    private static final Logger LOG = System.getLogger(GrizzlySendBuffer.class.getName());

    /** From Tyrus's WebSocket to Grizzly's context of the request, which knows the connection. */
    private static final String[] WAY = {
        "protocolHandler", "writer", "tyrusHttpUpgradeHandler", "os", "ob", "grizzlyOutputBuffer", "ctx"
    };

    private final AtomicBoolean different = new AtomicBoolean();

    /** Bounds the buffer below Tyrus's WebSocket; tells whether it could. */
    boolean bound(Object webSocket, int bytes) {
        if (different.get()) {
            return false;
        }
        try {
            Object context = webSocket;
            for (String name : WAY) {
                context = valueOf(context, name);
            }
            Object connection = call(context, "getConnection");
            SocketChannel channel = (SocketChannel) call(connection, "getChannel");
            channel.setOption(StandardSocketOptions.SO_SNDBUF, bytes);
            return true;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A WebSocket was gone before it could send", e);
            return false;
        } catch (ReflectiveOperationException | RuntimeException e) {
            if (different.compareAndSet(false, true)) {
                LOG.log(Level.WARNING, "Send buffers cannot be bounded: stalled clients will be found later", e);
            }
            return false;
        }
    }

    private static Object call(Object object, String method) throws ReflectiveOperationException {
        return object.getClass().getMethod(method).invoke(object);
    }

    private static Object valueOf(Object object, String name) throws ReflectiveOperationException {
        for (Class<?> each = object.getClass(); each != null; each = each.getSuperclass()) {
            try {
                Field field = each.getDeclaredField(name);
                field.setAccessible(true);
                return field.get(object);
            } catch (NoSuchFieldException e) {
                // It may be further up.
            }
        }
        throw new NoSuchFieldException(name);
    }
}
