package dev.parley.transport.upgrade;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The container's own objects of a request that becomes a WebSocket: Catalina's request, and Grizzly's packet below it.
 * They come from pools, and Catalina's request may still have flags of its last use. After an asynchronous request, one
 * flag is still set: {@code afterService}, which says that the container's thread has left the request. With that flag,
 * a WebSocket that ends early is recycled while it is still being opened.
 *
 * <p>In a container with different internals, this class does nothing. Thread-safe.
 *
 * <p>It is longer than others, because everything that reaches into these two objects is to be seen in one place.
 */
final class UpgradedRequest {

    private static final Logger LOG = System.getLogger(UpgradedRequest.class.getName());

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofMillis(1);

    private static final String CATALINA = "org.apache.catalina.";
    private static final String SET_UPGRADE = "setUpgrade";

    private static final UpgradedRequest UNKNOWN = new UpgradedRequest(null, null, null);

    private static final Map<Class<?>, Flags> FLAGS = new ConcurrentHashMap<>();
    private static final Set<Class<?>> DIFFERENT = ConcurrentHashMap.newKeySet();

    private final Flags flags;
    private final Object request;
    private final GrizzlyPacket packet;
    /** What reads from the connection, and from what; null if the container reads. */
    private volatile ReadLoop loop;

    private volatile SocketChannel channel;

    private UpgradedRequest(Flags flags, Object request, GrizzlyPacket packet) {
        this.flags = flags;
        this.request = request;
        this.packet = packet;
    }

    /** Returns the objects of a request that is about to be upgraded, with their flags reset: in use, and new. */
    static UpgradedRequest of(HttpServletRequest request) {
        UpgradedRequest upgraded = known(request);
        if (upgraded.request != null) {
            upgraded.flags.reset(upgraded.request);
        }
        return upgraded;
    }

    /**
     * Upgrades the request to this handler, as the container's own {@code upgrade} does with a handler that it has
     * created. There, CDI creates the handler, and holds a lock of the whole container meanwhile: with hundreds of
     * WebSockets that open at the same time, most threads of the server wait for it. A handler that injects nothing
     * does not need that.
     *
     * @return false if the container's internals are not as expected; then nothing has changed
     */
    boolean upgradeTo(HttpUpgradeHandler handler) {
        if (request == null) {
            return false;
        }
        try {
            Object response = call(flags.grizzlys().invoke(request), "getResponse");
            Method suspend = MethodCache.of(response.getClass(), "suspend");
            MethodCache.of(request.getClass(), SET_UPGRADE, boolean.class).invoke(request, true);
            flags.handler().setVolatile(request, handler);
            suspend.invoke(response);
            return true;
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.DEBUG, "A container that upgrades requests in another way", e);
            return false;
        }
    }

    /**
     * Lets a loop read from the connection instead of the container, if that is possible: not with TLS. Called once, before
     * the handshake is answered, so that all that the client sends after the answer comes to the loop.
     */
    void readBy(ReadLoopGroup loops) {
        if (request == null) {
            return;
        }
        try {
            Object context = call(flags.grizzlys().invoke(request), "getContext");
            Optional<GrizzlyReads> reads = GrizzlyReads.of(call(context, "getConnection"));
            Optional<ReadLoop> free = reads.isEmpty() ? Optional.empty() : loops.forNextConnection();
            if (free.isPresent()) {
                reads.get().stop();
                channel = reads.get().channel();
                loop = free.get();
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A container whose channel cannot be found", e);
        }
    }

    /**
     * The input of the connection from a loop; empty if the container reads.
     *
     * @param containers the container's stream, which has what came with the handshake
     */
    Optional<ChannelInput> input(ServletInputStream containers) {
        return loop == null ? Optional.empty() : Optional.of(new ChannelInput(channel, containers, loop));
    }

    private static UpgradedRequest known(HttpServletRequest request) {
        Object facade = innermost(request);
        if (DIFFERENT.contains(facade.getClass())) {
            return UNKNOWN;
        }
        try {
            Object catalinas = call(facade, "getUnwrappedCoyoteRequest");
            Flags flags = flagsOf(catalinas.getClass());
            return new UpgradedRequest(
                    flags,
                    catalinas,
                    GrizzlyPacket.of(call(flags.grizzlys().invoke(catalinas), "getRequest"), flags.type()));
        } catch (ReflectiveOperationException | RuntimeException e) {
            DIFFERENT.add(facade.getClass());
            // Other containers do not pool requests in this way.
            LOG.log(
                    facade.getClass().getName().startsWith(CATALINA) ? Level.WARNING : Level.DEBUG,
                    "This container looks different inside: WebSockets that end early may harm others",
                    e);
            return UNKNOWN;
        }
    }

    private static ServletRequest innermost(ServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        return inner;
    }

    private static Object call(Object target, String name) throws ReflectiveOperationException {
        return MethodCache.of(target.getClass(), name).invoke(target);
    }

    private static Flags flagsOf(Class<?> type) throws ReflectiveOperationException {
        Flags flags = FLAGS.get(type);
        if (flags == null) {
            flags = Flags.of(type);
            FLAGS.put(type, flags);
        }
        return flags;
    }

    /** Takes the request out of circulation. May be called again. */
    void retire() {
        if (packet == null) {
            return;
        }
        try {
            packet.retire();
        } catch (IllegalAccessException | InvocationTargetException e) {
            LOG.log(Level.DEBUG, "A request stays in circulation", e);
        }
    }

    /**
     * Whether a request that asks for an upgrade is the request of a WebSocket that has ended. If a client sends bytes
     * at the moment when its WebSocket ends, Grizzly treats these bytes as the client's next request.
     */
    static boolean isOver(HttpServletRequest request) {
        UpgradedRequest asked = known(request);
        try {
            return asked.packet != null && asked.packet.isRetired();
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }

    /**
     * Returns the connection object that the container itself closes when the client has disconnected. Each pipeline
     * that an upgrade passes through creates a connection object, and only the last object is kept. Each object closes
     * the request on its own, so two of them would close it twice.
     *
     * @param first the object that the upgrade handler has received
     */
    WebConnection connection(WebConnection first) {
        if (request == null) {
            return first;
        }
        try {
            return call(request, "getWebConnection") instanceof WebConnection kept ? kept : first;
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.DEBUG, "A container that keeps no connection", e);
            return first;
        }
    }

    /**
     * Marks the request as being closed: a thread that is about to close it through another connection object then does
     * nothing.
     */
    void ending() {
        if (request == null) {
            return;
        }
        try {
            MethodCache.of(request.getClass(), SET_UPGRADE, boolean.class).invoke(request, false);
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.DEBUG, "A container that does not know whether a request is upgraded", e);
        }
    }

    /**
     * Waits until the thread that opened the WebSocket has left the request, which it does soon.
     *
     * @return false if that takes too long
     */
    boolean awaitLeft() {
        long begun = System.nanoTime();
        while (request != null
                && !flags.isLeft(request)
                && System.nanoTime() - begun < PATIENCE.toNanos()
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
        return request == null || flags.isLeft(request);
    }

    /**
     * Catalina's flags, its upgrade handler, and the method that returns Grizzly's request. The fields are accessed as
     * volatile here; Catalina's own threads access them as plain fields.
     */
    private record Flags(
            Class<?> type,
            Method grizzlys,
            VarHandle handler,
            VarHandle afterService,
            VarHandle resume,
            VarHandle initialised) {

        static Flags of(Class<?> type) throws ReflectiveOperationException {
            Class<?> declaring = catalinas(type);
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(declaring, MethodHandles.lookup());
            return new Flags(
                    declaring,
                    grizzlys(type),
                    lookup.findVarHandle(declaring, "httpUpgradeHandler", HttpUpgradeHandler.class),
                    lookup.findVarHandle(declaring, "afterService", boolean.class),
                    lookup.findVarHandle(declaring, "resume", boolean.class),
                    initialised(lookup, declaring));
        }

        /** Payara's connector has a subclass of its own; the flags are in Catalina's class. */
        private static Class<?> catalinas(Class<?> type) throws ClassNotFoundException {
            for (Class<?> each = type; each != null; each = each.getSuperclass()) {
                if (each.getSimpleName().equals("Request")) {
                    return each;
                }
            }
            throw new ClassNotFoundException("Request, above " + type.getName());
        }

        private static Method grizzlys(Class<?> type) throws NoSuchMethodException {
            try {
                return MethodCache.of(type, "getCoyoteRequest");
            } catch (NoSuchMethodException e) {
                // GlassFish uses another name for the method.
                return MethodCache.of(type, "getGrizzlyRequest");
            }
        }

        private static VarHandle initialised(MethodHandles.Lookup lookup, Class<?> declaring)
                throws IllegalAccessException {
            try {
                return lookup.findVarHandle(declaring, "handlerInitialised", boolean.class);
            } catch (NoSuchFieldException e) {
                // Only Payara has this field.
                return null;
            }
        }

        void reset(Object request) {
            resume.setVolatile(request, false);
            if (initialised != null) {
                initialised.setVolatile(request, false);
            }
            afterService.setVolatile(request, false);
        }

        boolean isLeft(Object request) {
            return (boolean) afterService.getVolatile(request);
        }
    }
}
