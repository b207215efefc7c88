package dev.parley.transport.websocket;

import dev.parley.engine.codec.EnginePacket;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Sends finished frames through Tyrus, the WebSocket container of Payara and GlassFish: all that wait for a client, in one
 * call and so in one system call.
 *
 * <p>The standard's calls encode the text and build the frame once for every receiver, and write each frame by itself: 7.0 µs
 * of CPU for a delivery. Tyrus has a public method for a frame that is finished, {@code TyrusWebSocket.sendRawFrame}, which its
 * own broadcast uses; it takes several as well, since it only hands the bytes to the connection, in the same order and under
 * the same lock as Tyrus's own pongs and close frames: 2.6 µs at the same load. Past Tyrus and HTTP, straight to the queue of
 * Grizzly's connection ({@link GrizzlyWriter}), it is 1.8, and 5.8 instead of 6.7 where each frame leaves by itself; so that is
 * the way where it can be gone, which is not with TLS. The calls do not block: what Grizzly cannot write at once it queues. A
 * send is complete when that queue is empty ({@link GrizzlyConnection}), or, where it cannot be seen, when Grizzly has taken
 * the bytes.
 */
final class TyrusFrameSender implements FrameSender {

    private static final Logger LOG = System.getLogger(TyrusFrameSender.class.getName());

    private final Internals internals;
    private final Session session;
    private final Object webSocket;
    private final GrizzlyConnection connection;
    private final CompletionWatch pending;

    private TyrusFrameSender(
            Internals internals,
            Session session,
            Object webSocket,
            GrizzlyConnection connection,
            CompletionWatch pending) {
        this.internals = internals;
        this.session = session;
        this.webSocket = webSocket;
        this.connection = connection;
        this.pending = pending;
    }

    @Override
    public int batchBytes() {
        return Batch.BYTES;
    }

    @Override
    public void send(List<EnginePacket> packets, Completion completion) {
        if (connection != null && connection.writer() != null) {
            write(Batch.of(packets), completion);
            return;
        }
        Future<?> result;
        try {
            checkOpen();
            result = (Future<?>) internals.sendRawFrame.invokeExact(webSocket, Batch.of(packets));
        } catch (Throwable e) {
            // What a method handle throws is not limited to anything.
            completion.sent(e);
            return;
        }
        pending.await(() -> isDone(result), completion);
    }

    private void write(ByteBuffer bytes, Completion completion) {
        try {
            checkOpen();
            connection.writer().write(bytes);
        } catch (IOException | RuntimeException | Error e) {
            completion.sent(e);
            return;
        }
        pending.await(this::isFlushed, completion);
    }

    private boolean isFlushed() throws IOException {
        if (connection == null || connection.isFlushed()) {
            return true;
        }
        checkOpen();
        return false;
    }

    private void checkOpen() {
        if (!session.isOpen()) {
            throw new IllegalStateException("the WebSocket is closed");
        }
    }

    private boolean isDone(Future<?> result) throws ExecutionException, InterruptedException, IOException {
        if (!result.isDone()) {
            return false;
        }
        result.get();
        return isFlushed();
    }

    /** What of Tyrus is used, looked up once. Throws when it looks different. */
    static final class Internals {

        private final Field webSocket;
        private final MethodHandle sendRawFrame;
        private volatile GrizzlyConnection.Internals below;
        private volatile boolean differentBelow;

        /** Looks at a session. */
        Internals(Session session) throws ReflectiveOperationException {
            webSocket = DeclaredFields.of(session.getBasicRemote().getClass(), "webSocket");
            sendRawFrame = MethodHandles.publicLookup()
                    .findVirtual(
                            webSocket.getType(), "sendRawFrame", MethodType.methodType(Future.class, ByteBuffer.class))
                    .asType(MethodType.methodType(Future.class, Object.class, ByteBuffer.class));
        }

        /** The sender of a session. */
        TyrusFrameSender sender(Session session, CompletionWatch pending) throws ReflectiveOperationException {
            Object target = webSocket.get(session.getBasicRemote());
            if (target == null) {
                throw new NoSuchFieldException("a session without a WebSocket");
            }
            return new TyrusFrameSender(this, session, target, connectionOf(target), pending);
        }

        /** The connection of a WebSocket; null if it is gone, or if it looks different from what we know. */
        private GrizzlyConnection connectionOf(Object target) {
            if (differentBelow) {
                return null;
            }
            try {
                if (below == null) {
                    below = new GrizzlyConnection.Internals(target);
                }
                return below.of(target);
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "A WebSocket was gone before it could send", e);
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                differentBelow = true;
                LOG.log(Level.WARNING, "This container looks different inside: stalled clients are found late", e);
            }
            return null;
        }
    }
}
