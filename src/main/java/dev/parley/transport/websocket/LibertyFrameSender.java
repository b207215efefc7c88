package dev.parley.transport.websocket;

import dev.parley.engine.Timers;
import dev.parley.engine.codec.EnginePacket;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Sends finished frames through Open Liberty's connection: all that wait for a client, in one write that does not block.
 *
 * <p>The standard's calls encode the text twice and build the frame once for every receiver, and write each frame by itself;
 * the asynchronous one changes threads for each (11 to 17 µs of CPU for a delivery), the blocking one (6.2 µs in the same
 * conditions) is held up by a client that does not read; this way it is 1.8. This does what those calls do inside: it asks the
 * link for its turn to write ({@link LibertyLink}), writes, and gives the turn back, so that Liberty's own pongs and close
 * frames come between two batches and never into one. It writes to the socket itself; what the kernel does not take is left to
 * the channel's asynchronous write, whose selector calls back. With TLS, or anything else that is not known, between the frames
 * and the socket, the channel gets everything.
 *
 * <p>The kernel's send buffer gets a bound, so that a client that does not read is found before megabytes have gone into it.
 */
final class LibertyFrameSender implements FrameSender {

    private static final Logger LOG = System.getLogger(LibertyFrameSender.class.getName());

    /**
     * Liberty gives up waiting for a client's close frame after 12 s. But when it was closed while it read, it may stop reading
     * and never give up: the connection stays for as long as the client likes.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Internals internals;
    private final LibertyLink link;
    private final Timers timers;
    private final Object output;
    private final SocketChannel socket;
    private final Object buffers;
    private final Object callback;
    /** The send under way; handed over to the callback's thread by the channel. */
    private volatile Object buffer;

    private volatile Completion completion;

    private LibertyFrameSender(
            Internals internals, LibertyLink link, Timers timers, Object output, SocketChannel socket, Object buffers) {
        this.internals = internals;
        this.link = link;
        this.timers = timers;
        this.output = output;
        this.socket = socket;
        this.buffers = buffers;
        this.callback = internals.callback(this::called);
    }

    @Override
    public int batchBytes() {
        return Batch.BYTES;
    }

    @Override
    public void send(List<EnginePacket> packets, Completion whenSent) {
        try {
            link.takeTurn();
        } catch (IOException e) {
            whenSent.sent(e);
            return;
        }
        completion = whenSent;
        try {
            ByteBuffer bytes = Batch.of(packets);
            if (socket != null) {
                socket.write(bytes);
            }
            if (!bytes.hasRemaining() || leave(bytes.slice())) {
                finished(null);
            }
        } catch (Throwable e) {
            // What a method handle throws is not limited to anything.
            finished(e);
        }
    }

    /** Leaves bytes to the channel; whether it has written them at once. Otherwise it calls back. */
    private boolean leave(ByteBuffer bytes) throws Throwable {
        buffer = (Object) internals.wrap.invokeExact(buffers, bytes);
        internals.setBuffer.invokeExact(output, buffer);
        Object connection =
                (Object) internals.write.invokeExact(output, internals.allData, callback, false, internals.noTimeout);
        return connection != null;
    }

    @Override
    public void closing(Executor blocking) {
        timers.schedule(PATIENCE, () -> blocking.execute(this::cutOff));
    }

    private void cutOff() {
        try {
            link.cutOff();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A WebSocket that was closed may still be connected", e);
        }
    }

    /** The channel has come to the end of a write that was not made on the spot; or something is asked of any object. */
    private Object called(Object proxy, Method method, Object[] arguments) {
        switch (method.getName()) {
            case "complete" -> finished(null);
            case "error" -> finished((Throwable) arguments[arguments.length - 1]);
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "equals" -> {
                return proxy == arguments[0];
            }
            default -> {
                return method.getReturnType() == String.class ? "completion of a write" : null;
            }
        }
        return null;
    }

    private synchronized Completion takeCompletion() {
        Completion taken = completion;
        completion = null;
        return taken;
    }

    private void finished(Throwable failure) {
        Completion done = takeCompletion();
        if (done == null) {
            return;
        }
        Throwable cause = failure;
        try {
            Object used = buffer;
            buffer = null;
            link.giveTurnBack();
            if (used != null) {
                internals.release.invokeExact(used);
            }
        } catch (Throwable e) {
            cause = cause == null ? e : cause;
        }
        done.sent(cause);
    }

    /** What of Liberty is used, looked up once. Throws when it looks different. */
    static final class Internals {

        /** What writes to a socket without anything in between. */
        private static final String PLAIN = "NioTCPWriteRequestContextImpl";

        private final LibertyLink.Internals links;
        private final Field connection;
        private final MethodHandle bufferManager;
        private final MethodHandle wrap;
        private final MethodHandle release;
        private final MethodHandle writeInterface;
        private final MethodHandle socket;
        private final MethodHandle setBuffer;
        private final MethodHandle write;
        private final Class<?> callbackType;
        private final long allData;
        private final int noTimeout;

        /** Looks at a session. */
        Internals(Session session) throws ReflectiveOperationException {
            links = new LibertyLink.Internals(session);
            Class<?> linkType = links.type();
            connection = DeclaredFields.of(linkType, "tcpConnection");
            bufferManager = PublicMethods.of(linkType, "getBufferManager", Object.class);
            Class<?> managerType = linkType.getMethod("getBufferManager").getReturnType();
            Class<?> bufferType =
                    managerType.getMethod("wrap", ByteBuffer.class).getReturnType();
            wrap = PublicMethods.of(managerType, "wrap", Object.class, ByteBuffer.class);
            release = PublicMethods.of(bufferType, "release", void.class);
            writeInterface = PublicMethods.of(connection.getType(), "getWriteInterface", Object.class);
            Class<?> outputType =
                    connection.getType().getMethod("getWriteInterface").getReturnType();
            socket = PublicMethods.of(outputType, "getSocket", Socket.class);
            setBuffer = PublicMethods.as(
                    MethodType.methodType(void.class, Object.class, Object.class),
                    outputType.getMethod("setBuffer", bufferType));
            Method asynchronous = Arrays.stream(outputType.getMethods())
                    .filter(method -> method.getName().equals("write") && method.getParameterCount() == 4)
                    .findFirst()
                    .orElseThrow(() -> new NoSuchMethodException("write"));
            callbackType = asynchronous.getParameterTypes()[1];
            write = PublicMethods.as(
                    MethodType.methodType(
                            Object.class, Object.class, long.class, Object.class, boolean.class, int.class),
                    asynchronous);
            allData = outputType.getField("WRITE_ALL_DATA").getLong(null);
            noTimeout = outputType.getField("NO_TIMEOUT").getInt(null);
        }

        Object callback(InvocationHandler handler) {
            return Proxy.newProxyInstance(callbackType.getClassLoader(), new Class<?>[] {callbackType}, handler);
        }

        /** The server's configuration has nothing for it, as those of the others have. */
        private static void bound(Socket socket) {
            try {
                socket.setSendBufferSize(Batch.BYTES);
            } catch (SocketException e) {
                LOG.log(Level.DEBUG, "A WebSocket was gone before it could send", e);
            }
        }

        /** The channel of a socket to which bytes go as they are; null if they may not. */
        private static SocketChannel plain(Object output, Socket socket) {
            SocketChannel channel = socket.getChannel();
            boolean isPlain = output.getClass().getSimpleName().equals(PLAIN);
            return isPlain && channel != null && !channel.isBlocking() ? channel : null;
        }

        /** The sender of a session. */
        LibertyFrameSender sender(Session session, Timers timers) throws ReflectiveOperationException {
            try {
                Object inside = links.inside(session);
                Object output = (Object) writeInterface.invokeExact(connection.get(inside));
                Object buffers = (Object) bufferManager.invokeExact(inside);
                Socket to = (Socket) socket.invokeExact(output);
                bound(to);
                return new LibertyFrameSender(this, links.of(inside), timers, output, plain(output, to), buffers);
            } catch (ReflectiveOperationException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new ReflectiveOperationException(e);
            }
        }
    }
}
