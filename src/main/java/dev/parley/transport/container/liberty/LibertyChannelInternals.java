package dev.parley.transport.container.liberty;

import dev.parley.transport.container.ReadControl;
import dev.parley.transport.container.Reflection;
import dev.parley.transport.upgrade.ReadLoop;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The members of Open Liberty that {@link LibertyInput} uses, looked up once. */
public final class LibertyChannelInternals {

    /** The name of the class that reads directly from a socket. */
    private static final String PLAIN = "NioTCPReadRequestContextImpl";

    /** A class of the same bundle as that class. It knows the threads on which Liberty handles what it has read. */
    private static final String BUNDLE = "com.ibm.websphere.channelfw.osgi.CHFWBundle";

    private final String bundle;
    private final LibertyLinkInternals links;
    private final Field context;
    private final Field reader;
    private final Field readersContext;
    private final Field virtualConnection;
    private final Field readStatus;
    private final Field linkStatus;
    private final Class<?> contextType;
    private final MethodHandle socket;
    private final MethodHandle bufferManager;
    final MethodHandle allocate;
    final MethodHandle wrap;
    final MethodHandle position;
    final MethodHandle release;
    final MethodHandle setBuffer;
    final MethodHandle read;
    final MethodHandle complete;
    final MethodHandle error;
    /** As much as the link reads at once. */
    final int bufferBytes = 8192;

    final int noTimeout;
    final int immediately;
    /** Looked up with the first connection that a loop reads from. */
    private volatile Executor threads;

    /** Looks up the members, starting from a session. */
    public LibertyChannelInternals(Session session) throws ReflectiveOperationException {
        this(session, BUNDLE);
    }

    /** Looks up the members; the class that knows Liberty's threads has this name. */
    LibertyChannelInternals(Session session, String bundle) throws ReflectiveOperationException {
        this.bundle = bundle;
        links = new LibertyLinkInternals(session);
        Class<?> type = links.type();
        context = Reflection.field(type, "tcpReadContext");
        reader = Reflection.field(type, "linkRead");
        readersContext = Reflection.field(reader.getType(), "tcpReadContext");
        virtualConnection = Reflection.field(type, "vConnection");
        readStatus = Reflection.field(type, "readLinkStatus");
        linkStatus = Reflection.field(type, "linkStatus");
        contextType = context.getType();
        socket = Reflection.method(contextType, "getSocket", Socket.class);
        bufferManager = Reflection.method(type, "getBufferManager", Object.class);
        Class<?> managerType = type.getMethod("getBufferManager").getReturnType();
        wrap = Reflection.method(managerType, "wrap", Object.class, byte[].class);
        allocate = Reflection.method(managerType, "allocate", Object.class, int.class);
        Class<?> bufferType = managerType.getMethod("wrap", byte[].class).getReturnType();
        position = Reflection.method(bufferType, "position", Object.class, int.class);
        release = Reflection.method(bufferType, "release", void.class);
        setBuffer = Reflection.handle(
                MethodType.methodType(void.class, Object.class, Object.class),
                contextType.getMethod("setBuffer", bufferType));
        Method asynchronous = Arrays.stream(contextType.getMethods())
                .filter(method -> method.getName().equals("read") && method.getParameterCount() == 4)
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException("read"));
        read = Reflection.handle(
                MethodType.methodType(Object.class, Object.class, long.class, Object.class, boolean.class, int.class),
                asynchronous);
        Class<?> callbackType = asynchronous.getParameterTypes()[1];
        Class<?> connectionType = virtualConnection.getType();
        complete = Reflection.handle(
                MethodType.methodType(void.class, Object.class, Object.class, Object.class),
                callbackType.getMethod("complete", connectionType, contextType));
        error = Reflection.handle(
                MethodType.methodType(void.class, Object.class, Object.class, Object.class, IOException.class),
                callbackType.getMethod("error", connectionType, contextType, IOException.class));
        noTimeout = contextType.getField("NO_TIMEOUT").getInt(null);
        immediately = contextType.getField("IMMED_TIMEOUT").getInt(null);
    }

    /**
     * Lets a loop read from a session's connection, from the first byte on. Called before the server reads.
     *
     * @return empty if the bytes of the connection's channel are not the client's, as with TLS; the server then reads
     */
    public Optional<ReadControl> of(Session session, ReadLoop loop) throws ReflectiveOperationException {
        Object link = links.inside(session);
        Object servers = context.get(link);
        if (!servers.getClass().getSimpleName().equals(PLAIN)) {
            return Optional.empty();
        }
        Object buffers;
        SocketChannel channel;
        try {
            buffers = (Object) bufferManager.invokeExact(link);
            channel = ((Socket) socket.invokeExact(servers)).getChannel();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            // A method handle may throw anything.
            throw new ReflectiveOperationException(e);
        }
        if (channel == null || channel.isBlocking()) {
            return Optional.empty();
        }
        LibertyReadContext ours =
                new LibertyReadContext(this, link, servers, virtualConnection.get(link), buffers, threads(servers));
        LibertyInput input = new LibertyInput(channel, ours, loop);
        Object proxy = Proxy.newProxyInstance(contextType.getClassLoader(), new Class<?>[] {contextType}, ours);
        ours.connect(input, proxy);
        context.set(link, proxy);
        readersContext.set(reader.get(link), proxy);
        return Optional.of(input);
    }

    /** Whether the link waits until a read that it has cancelled ends. Takes no lock. */
    boolean awaitsCancelledRead(Object link) throws ReflectiveOperationException {
        return readStatus.get(link).toString().equals("CLOSE_REQUESTED");
    }

    /** Whether the link has sent a Close frame, or is about to, and has not ended. Takes no lock. */
    boolean isClosing(Object link) throws ReflectiveOperationException {
        return linkStatus.get(link).toString().equals("LOCAL_CLOSING");
    }

    private Executor threads(Object servers) throws ReflectiveOperationException {
        Executor known = threads;
        if (known == null) {
            Class<?> type = Class.forName(bundle, true, servers.getClass().getClassLoader());
            known = (Executor) type.getMethod("getExecutorService").invoke(null);
            threads = known;
        }
        if (known == null) {
            throw new ReflectiveOperationException("no threads for what has been read");
        }
        return known;
    }
}
