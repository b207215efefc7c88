package dev.parley.transport.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.util.Set;

/**
 * The link of a WebSocket inside Open Liberty: whose turn it is to write, and the connection's end. Thread-safe, as the link is.
 */
final class LibertyLink {

    private final Internals internals;
    private final Object link;

    private LibertyLink(Internals internals, Object link) {
        this.internals = internals;
        this.link = link;
    }

    /**
     * Takes the turn to write, without waiting for it.
     *
     * @throws IOException if there is none to be had: somebody has it, or the link is closing or closed
     */
    void takeTurn() throws IOException {
        Object status;
        try {
            status = (Object) internals.okToWrite.invokeExact(link, false, false, false);
        } catch (Throwable e) {
            // What a method handle throws is not limited to anything.
            throw new IOException(e);
        }
        if (!status.toString().equals("OK")) {
            throw new IOException("the WebSocket cannot be written to: " + status);
        }
    }

    /** Gives the turn back. */
    void giveTurnBack() throws IOException {
        try {
            internals.signalNotWriting.invokeExact(link);
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    /**
     * Closes the connection below a WebSocket that has been asked to close, if it is open still; as the link does itself when
     * it gives up waiting for the client's close frame.
     */
    void cutOff() throws IOException {
        try {
            Object status = (Object) internals.status.invokeExact(link);
            if (Internals.OPEN.contains(status.toString())) {
                internals.closeNow.invokeExact(link, (CloseReason) null, false, true);
            }
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    /** What of Liberty is used, looked up once. Throws when it looks different. */
    static final class Internals {

        private static final Set<String> OPEN = Set.of("IO_OK", "LOCAL_CLOSING");

        private final MethodHandle sessionInside;
        private final Field link;
        private final MethodHandle okToWrite;
        private final MethodHandle signalNotWriting;
        private final MethodHandle status;
        private final MethodHandle closeNow;

        /** Looks at a session. */
        Internals(Session session) throws ReflectiveOperationException {
            Class<?> inside = session.getClass().getMethod("getSessionImpl").getReturnType();
            sessionInside = PublicMethods.of(session.getClass(), "getSessionImpl", Object.class);
            link = DeclaredFields.of(inside, "connLink");
            Class<?> type = link.getType();
            okToWrite = PublicMethods.of(type, "okToWrite", Object.class, boolean.class, boolean.class, boolean.class);
            signalNotWriting = PublicMethods.of(type, "signalNotWriting", void.class);
            status = PublicMethods.of(type, "getLinkStatus", Object.class);
            closeNow = PublicMethods.of(
                    type, "closeUsingSession", void.class, CloseReason.class, boolean.class, boolean.class);
        }

        /** The class of the links. */
        Class<?> type() {
            return link.getType();
        }

        /** The link of a session, as the container has it. */
        Object inside(Session session) throws ReflectiveOperationException {
            try {
                return link.get((Object) sessionInside.invokeExact((Object) session));
            } catch (ReflectiveOperationException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new ReflectiveOperationException(e);
            }
        }

        /** The link. */
        LibertyLink of(Object inside) {
            return new LibertyLink(this, inside);
        }
    }
}
