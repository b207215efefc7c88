package dev.parley.transport.upgrade;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What Grizzly reads from a connection. When a {@link ReadLoop} reads from the channel, Grizzly must not read from it as
 * well: it would put a frame of the client into the buffer of the request that became the WebSocket, where nobody looks for
 * it, and the frame would be lost. Grizzly does so if it has handed the handshake to two threads, as it may when an earlier
 * request on the connection had asked for input once too often.
 */
final class GrizzlyReads {

    private static final String GETTER = "getProcessor";
    private static final String READ = "READ";

    /** Of the classes of chains, of which there are few. */
    private static final Map<Class<?>, Class<?>[]> INTERFACES = new ConcurrentHashMap<>();

    private final Object connection;
    private final Object chain;
    private final SocketChannel channel;

    private GrizzlyReads(Object connection, Object chain, SocketChannel channel) {
        this.connection = connection;
        this.chain = chain;
        this.channel = channel;
    }

    /**
     * The reads of one of Grizzly's connections; empty if something lies between the channel and HTTP that changes the
     * bytes, such as TLS.
     */
    static Optional<GrizzlyReads> of(Object connection) throws ReflectiveOperationException {
        Object chain = MethodCache.of(connection.getClass(), GETTER).invoke(connection);
        return GrizzlyFilters.isPlain(chain)
                        && MethodCache.of(connection.getClass(), "getChannel").invoke(connection)
                                instanceof SocketChannel channel
                ? Optional.of(new GrizzlyReads(connection, chain, channel))
                : Optional.empty();
    }

    /** The connection's channel. */
    SocketChannel channel() {
        return channel;
    }

    /**
     * From now on, Grizzly does nothing when there is something to read. All else goes on: writing, and the end of the
     * connection.
     */
    void stop() throws ReflectiveOperationException {
        Class<?> type = connection.getClass();
        Method setter = MethodCache.of(
                type, "setProcessor", MethodCache.of(type, GETTER).getReturnType());
        Class<?>[] interfaces = INTERFACES.computeIfAbsent(chain.getClass(), GrizzlyReads::interfaces);
        setter.invoke(
                connection,
                Proxy.newProxyInstance(chain.getClass().getClassLoader(), interfaces, new NotInterested(chain)));
    }

    private static Class<?>[] interfaces(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Class<?> candidate : each.getInterfaces()) {
                if (Modifier.isPublic(candidate.getModifiers())) {
                    all.add(candidate);
                }
            }
        }
        return all.toArray(Class<?>[]::new);
    }

    /** Grizzly's chain of filters, but for what it says of the event that there is something to read. */
    private record NotInterested(Object chain) implements InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("isInterested")
                    && arguments[0].toString().equals(READ)) {
                return false;
            }
            try {
                return method.invoke(chain, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
