package dev.parley.transport.container.liberty;

import dev.parley.transport.container.FrameBatch;
import dev.parley.transport.container.Reflection;
import jakarta.websocket.Session;
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
import java.util.Arrays;

/** The members of Open Liberty that {@link LibertyFrameSender} uses, looked up once. */
public final class LibertyInternals {

    private static final Logger LOG = System.getLogger(LibertyInternals.class.getName());

    /** The name of the class that writes directly to a socket. */
    private static final String PLAIN = "NioTCPWriteRequestContextImpl";

    private final LibertyLinkInternals links;
    final Field connection;
    final MethodHandle bufferManager;
    final MethodHandle wrap;
    final MethodHandle release;
    final MethodHandle writeInterface;
    final MethodHandle socket;
    final MethodHandle setBuffer;
    final MethodHandle write;
    final Class<?> callbackType;
    final long allData;
    final int noTimeout;

    /** Looks up the members, starting from a session. */
    public LibertyInternals(Session session) throws ReflectiveOperationException {
        links = new LibertyLinkInternals(session);
        Class<?> linkType = links.type();
        connection = Reflection.field(linkType, "tcpConnection");
        bufferManager = Reflection.method(linkType, "getBufferManager", Object.class);
        Class<?> managerType = linkType.getMethod("getBufferManager").getReturnType();
        Class<?> bufferType = managerType.getMethod("wrap", ByteBuffer.class).getReturnType();
        wrap = Reflection.method(managerType, "wrap", Object.class, ByteBuffer.class);
        release = Reflection.method(bufferType, "release", void.class);
        writeInterface = Reflection.method(connection.getType(), "getWriteInterface", Object.class);
        Class<?> outputType =
                connection.getType().getMethod("getWriteInterface").getReturnType();
        socket = Reflection.method(outputType, "getSocket", Socket.class);
        setBuffer = Reflection.handle(
                MethodType.methodType(void.class, Object.class, Object.class),
                outputType.getMethod("setBuffer", bufferType));
        Method asynchronous = Arrays.stream(outputType.getMethods())
                .filter(method -> method.getName().equals("write") && method.getParameterCount() == 4)
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException("write"));
        callbackType = asynchronous.getParameterTypes()[1];
        write = Reflection.handle(
                MethodType.methodType(Object.class, Object.class, long.class, Object.class, boolean.class, int.class),
                asynchronous);
        allData = outputType.getField("WRITE_ALL_DATA").getLong(null);
        noTimeout = outputType.getField("NO_TIMEOUT").getInt(null);
    }

    Object callback(InvocationHandler handler) {
        return Proxy.newProxyInstance(callbackType.getClassLoader(), new Class<?>[] {callbackType}, handler);
    }

    /**
     * Limits the send buffer of a socket, because Open Liberty's configuration has no setting for it, unlike WildFly's.
     */
    private static void bound(Socket socket) {
        try {
            socket.setSendBufferSize(FrameBatch.BYTES);
        } catch (SocketException e) {
            LOG.log(Level.DEBUG, "A WebSocket was gone before it could send", e);
        }
    }

    /** Returns the channel of a socket that may be written to directly; null if it may not. */
    private static SocketChannel plain(Object output, Socket socket) {
        SocketChannel channel = socket.getChannel();
        boolean isPlain = output.getClass().getSimpleName().equals(PLAIN);
        return isPlain && channel != null && !channel.isBlocking() ? channel : null;
    }

    /** Creates the sender of a session. */
    public LibertyFrameSender sender(Session session) throws ReflectiveOperationException {
        try {
            Object inside = links.inside(session);
            Object output = (Object) writeInterface.invokeExact(connection.get(inside));
            Object buffers = (Object) bufferManager.invokeExact(inside);
            Socket to = (Socket) socket.invokeExact(output);
            bound(to);
            return new LibertyFrameSender(this, links.of(inside), output, plain(output, to), buffers);
        } catch (ReflectiveOperationException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new ReflectiveOperationException(e);
        }
    }
}
