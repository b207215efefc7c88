package dev.parley.transport.container.liberty;

import dev.parley.transport.container.Reflection;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.util.Set;

/** The members of Open Liberty that {@link LibertyLink} uses, looked up once. */
final class LibertyLinkInternals {

    static final Set<String> OPEN = Set.of("IO_OK", "LOCAL_CLOSING");

    final MethodHandle sessionInside;
    final Field link;
    final MethodHandle okToWrite;
    final MethodHandle writing;
    final MethodHandle signalNotWriting;
    final MethodHandle status;
    final MethodHandle closeNow;

    /** Looks up the members, starting from a session. */
    LibertyLinkInternals(Session session) throws ReflectiveOperationException {
        Class<?> inside = session.getClass().getMethod("getSessionImpl").getReturnType();
        sessionInside = Reflection.method(session.getClass(), "getSessionImpl", Object.class);
        link = Reflection.field(inside, "connLink");
        Class<?> type = link.getType();
        okToWrite = Reflection.method(type, "okToWrite", Object.class, boolean.class, boolean.class, boolean.class);
        writing = Reflection.getter(type, "writeLinkStatus");
        signalNotWriting = Reflection.method(type, "signalNotWriting", void.class);
        status = Reflection.method(type, "getLinkStatus", Object.class);
        closeNow = Reflection.method(
                type, "closeUsingSession", void.class, CloseReason.class, boolean.class, boolean.class);
    }

    /** The class of the links. */
    Class<?> type() {
        return link.getType();
    }

    /** Returns the container's own link object of a session. */
    Object inside(Session session) throws ReflectiveOperationException {
        try {
            return link.get((Object) sessionInside.invokeExact((Object) session));
        } catch (ReflectiveOperationException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new ReflectiveOperationException(e);
        }
    }

    /** Wraps the container's link object. */
    LibertyLink of(Object inside) {
        return new LibertyLink(this, inside);
    }
}
