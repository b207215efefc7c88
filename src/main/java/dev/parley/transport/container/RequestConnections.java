package dev.parley.transport.container;

import dev.parley.transport.ClientConnection;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.channels.Channel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the network connection below a request. The standard API cannot close a connection whose client does not read
 * its answer: the connection stays open for as long as the client likes. So this class uses the internals of the known
 * servers. In any other server, or if the internals are not as expected, it finds no connection. Thread-safe.
 */
public final class RequestConnections {

    private static final Logger LOG = System.getLogger(RequestConnections.class.getName());

    private static final String OR = "|";

    /**
     * The members that lead from a request to its connection, each from one object to the next: methods without
     * parameters, and fields where there is no method. The key is the prefix of the class name of the request. Payara
     * and GlassFish use different names for one method.
     */
    private static final Map<String, List<String>> WAYS = Map.of(
            "org.apache.catalina.",
            List.of(
                    "getUnwrappedCoyoteRequest()",
                    "getCoyoteRequest()" + OR + "getGrizzlyRequest()",
                    "getRequest()",
                    "getConnection()"),
            "io.undertow.",
            List.of("getExchange()", "getConnection()"),
            "com.ibm.ws.webcontainer",
            List.of("getIRequest()", "conn", "isc", "getTSC()", "getWriteInterface()", "getSocket()", "getChannel()"),
            "io.openliberty.webcontainer",
            List.of("getIRequest()", "conn", "isc", "getTSC()", "getWriteInterface()", "getSocket()", "getChannel()"));

    /** How to get from a request of this class to its connection. */
    private record Way(Class<?> from, List<Step> steps) {}

    private final Step open = new Step("isOpen()");
    private final Step terminated = new Step("terminateSilently()");
    /** The way that was last gone: a server has one class of requests. */
    private volatile Way known;

    private volatile boolean outOfReach;

    /** The connection of a request that is being served; empty if it cannot be accessed. */
    public Optional<ClientConnection> of(HttpServletRequest request) {
        if (outOfReach) {
            return Optional.empty();
        }
        try {
            Object at = innermost(request);
            for (Step step : wayFrom(at.getClass()).steps()) {
                at = step.from(at);
            }
            return Optional.ofNullable(at).map(this::connection);
        } catch (InvocationTargetException e) {
            LOG.log(Level.DEBUG, "A request without a connection", e);
        } catch (ReflectiveOperationException | RuntimeException e) {
            outOfReach = true;
            LOG.log(Level.INFO, "Connections of polling clients that do not read are left to this container", e);
        }
        return Optional.empty();
    }

    private Way wayFrom(Class<?> type) throws NoSuchMethodException {
        Way way = known;
        if (way == null || way.from() != type) {
            way = new Way(type, steps(type.getName()));
            known = way;
        }
        return way;
    }

    private static List<Step> steps(String type) throws NoSuchMethodException {
        for (Map.Entry<String, List<String>> way : WAYS.entrySet()) {
            if (type.startsWith(way.getKey())) {
                return way.getValue().stream().map(Step::new).toList();
            }
        }
        throw new NoSuchMethodException(type);
    }

    private ClientConnection connection(Object found) {
        return found instanceof Channel channel ? new OfChannel(channel) : new OfGrizzly(found);
    }

    /** The container's own request, below the wrappers of filters. */
    public static ServletRequest innermost(ServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        return inner;
    }

    /** A member by its name. What it was for the last object's class is remembered, because the next is of the same. */
    private static final class Step {

        private record Found(Class<?> type, AccessibleObject member) {}

        private final String name;
        private volatile Found last;

        Step(String name) {
            this.name = name;
        }

        /** What the member of an object is; null for no object. */
        Object from(Object at) throws ReflectiveOperationException {
            if (at == null) {
                return null;
            }
            Found found = last;
            if (found == null || found.type() != at.getClass()) {
                AccessibleObject member = find(at.getClass(), name);
                member.setAccessible(true);
                found = new Found(at.getClass(), member);
                last = found;
            }
            return found.member() instanceof Method method ? method.invoke(at) : ((Field) found.member()).get(at);
        }
    }

    private static AccessibleObject find(Class<?> type, String name) throws ReflectiveOperationException {
        int or = name.indexOf(OR);
        if (or >= 0) {
            try {
                return find(type, name.substring(0, or));
            } catch (NoSuchMethodException e) {
                return find(type, name.substring(or + 1));
            }
        }
        return name.endsWith("()")
                ? type.getMethod(name.substring(0, name.length() - 2))
                : Reflection.field(type, name);
    }

    /** A connection of Undertow, or a channel of Open Liberty. */
    private record OfChannel(Channel channel) implements ClientConnection {

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void cutOff() throws IOException {
            channel.close();
        }
    }

    /** A connection of Grizzly. Grizzly's normal close waits until its queue is empty, so it is not used here. */
    private final class OfGrizzly implements ClientConnection {
        private final Object connection;

        OfGrizzly(Object connection) {
            this.connection = connection;
        }

        @Override
        public boolean isOpen() {
            try {
                return (boolean) open.from(connection);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void cutOff() throws IOException {
            try {
                terminated.from(connection);
            } catch (ReflectiveOperationException e) {
                throw new IOException(e);
            }
        }
    }
}
