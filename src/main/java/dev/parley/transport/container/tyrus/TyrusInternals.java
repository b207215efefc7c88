package dev.parley.transport.container.tyrus;

import dev.parley.transport.container.CompletionPoller;
import dev.parley.transport.container.Reflection;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.concurrent.Future;

/** The members of Tyrus that {@link TyrusFrameSender} uses, looked up once. */
public final class TyrusInternals {

    private static final Logger LOG = System.getLogger(TyrusInternals.class.getName());

    final Field webSocket;
    final MethodHandle sendRawFrame;
    private volatile GrizzlyInternals below;
    private volatile boolean differentBelow;

    /** Looks up the members, starting from a session. */
    public TyrusInternals(Session session) throws ReflectiveOperationException {
        webSocket = Reflection.field(session.getBasicRemote().getClass(), "webSocket");
        sendRawFrame = MethodHandles.publicLookup()
                .findVirtual(webSocket.getType(), "sendRawFrame", MethodType.methodType(Future.class, ByteBuffer.class))
                .asType(MethodType.methodType(Future.class, Object.class, ByteBuffer.class));
    }

    /** Creates the sender of a session. */
    public TyrusFrameSender sender(Session session, CompletionPoller pending) throws ReflectiveOperationException {
        Object target = webSocket.get(session.getBasicRemote());
        if (target == null) {
            throw new NoSuchFieldException("a session without a WebSocket");
        }
        return new TyrusFrameSender(this, session, target, connectionOf(target), pending);
    }

    /** Returns the connection of a WebSocket; null if it is already closed, or if its internals are not as expected. */
    private GrizzlyConnection connectionOf(Object target) {
        if (differentBelow) {
            return null;
        }
        try {
            if (below == null) {
                below = new GrizzlyInternals(target);
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
