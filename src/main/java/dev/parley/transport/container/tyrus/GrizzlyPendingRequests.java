package dev.parley.transport.container.tyrus;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Collection;
import java.util.function.BiConsumer;

/**
 * The connections of Grizzly in the HTTP listeners of Payara or GlassFish, for {@link RequestHeaderTimeout}: those
 * whose request has begun to arrive and whose headers are not complete. This class uses the server's internals; if they
 * are not as expected, its constructor throws.
 *
 * <p>Nothing is registered with the server, so the server keeps no reference to this application. Any thread may
 * iterate over the key set of a {@link Selector}.
 */
final class GrizzlyPendingRequests {

    private final Object service;
    private final Field proxies;
    private final Method listener;
    private final Method transport;
    private final Field runners;
    private final Method selector;
    private final Method attributes;
    private final Method attribute;
    private final String requestName;
    private final Method isHeaderParsed;
    private final Method close;

    /**
     * Looks up the members of the server.
     *
     * @param server a class loader of the server
     * @throws ReflectiveOperationException if the server is neither Payara nor GlassFish, or its internals are not as
     *     expected
     */
    GrizzlyPendingRequests(ClassLoader server) throws ReflectiveOperationException {
        Class<?> serviceType = server.loadClass("com.sun.enterprise.v3.services.impl.GrizzlyService");
        service = server.loadClass("org.glassfish.internal.api.Globals")
                .getMethod("get", Class.class)
                .invoke(null, serviceType);
        if (service == null) {
            throw new ReflectiveOperationException("the server has no HTTP service");
        }
        proxies = accessible(serviceType.getDeclaredField("proxies"));
        listener = server.loadClass("com.sun.enterprise.v3.services.impl.GrizzlyProxy")
                .getMethod("getUnderlyingListener");
        transport = server.loadClass("org.glassfish.grizzly.config.GenericGrizzlyListener")
                .getMethod("getTransport");
        runners = accessible(
                server.loadClass("org.glassfish.grizzly.nio.NIOTransport").getDeclaredField("selectorRunners"));
        selector = server.loadClass("org.glassfish.grizzly.nio.SelectorRunner").getMethod("getSelector");
        attributes = server.loadClass("org.glassfish.grizzly.attributes.AttributeStorage")
                .getMethod("getAttributes");
        attribute = server.loadClass("org.glassfish.grizzly.attributes.AttributeHolder")
                .getMethod("getAttribute", String.class);
        requestName = (String) server.loadClass("org.glassfish.grizzly.http.HttpServerFilter")
                .getField("HTTP_SERVER_REQUEST_ATTR_NAME")
                .get(null);
        isHeaderParsed =
                server.loadClass("org.glassfish.grizzly.http.HttpPacketParsing").getMethod("isHeaderParsed");
        close = server.loadClass("org.glassfish.grizzly.Closeable").getMethod("closeSilently");
    }

    private static Field accessible(Field field) {
        field.setAccessible(true);
        return field;
    }

    /**
     * Passes on each connection on which the headers of a request are still arriving, with that request. Does not
     * block.
     */
    void forEachIncomplete(BiConsumer<Object, Object> found) throws ReflectiveOperationException {
        for (Object proxy : (Collection<?>) proxies.get(service)) {
            if (listener.getDeclaringClass().isInstance(proxy)) {
                Object underlying = listener.invoke(proxy);
                if (transport.getDeclaringClass().isInstance(underlying)) {
                    walk(transport.invoke(underlying), found);
                }
            }
        }
    }

    private void walk(Object listening, BiConsumer<Object, Object> found) throws ReflectiveOperationException {
        Object[] all = listening == null ? null : (Object[]) runners.get(listening);
        if (all == null) {
            return;
        }
        for (Object runner : all) {
            Selector open = runner == null ? null : (Selector) selector.invoke(runner);
            if (open != null && open.isOpen()) {
                for (SelectionKey key : open.keys()) {
                    look(key.attachment(), found);
                }
            }
        }
    }

    private void look(Object connection, BiConsumer<Object, Object> found) throws ReflectiveOperationException {
        if (!attributes.getDeclaringClass().isInstance(connection)) {
            return;
        }
        Object request = attribute.invoke(attributes.invoke(connection), requestName);
        if (isHeaderParsed.getDeclaringClass().isInstance(request) && !(boolean) isHeaderParsed.invoke(request)) {
            found.accept(connection, request);
        }
    }

    /** Closes a connection. Does not block. */
    void close(Object connection) throws ReflectiveOperationException {
        close.invoke(connection);
    }
}
