package dev.parley.transport.container.liberty;

import dev.parley.transport.container.CompletionPoller;
import dev.parley.transport.container.ReadControl;
import dev.parley.transport.container.Reflection;
import jakarta.websocket.Session;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/** The members of Open Liberty that {@link LibertyReadControl} uses, looked up once. */
public final class LibertyReadInternals {

    private final LibertyLinkInternals links;
    private final Field lock;
    private final Field status;
    private final Field context;
    private final Field busyLock;
    private final Field busy;
    private final MethodHandle setStatus;
    private final MethodHandle startRead;
    private final Object onThread;
    private final Object stopped;

    /**
     * Looks up the members, starting from a session.
     *
     * @throws UnsupportedOperationException if this transport of the server reads in another way
     */
    public LibertyReadInternals(Session session) throws ReflectiveOperationException {
        links = new LibertyLinkInternals(session);
        Class<?> type = links.type();
        lock = Reflection.field(type, "linkSync");
        status = Reflection.field(type, "readLinkStatus");
        context = Reflection.field(type, "tcpReadContext");
        busyLock = Reflection.field(type, "SyncReadPushPop");
        busy = Reflection.field(type, "readPush");
        Class<?> states = status.getType();
        onThread = states.getField("ON_READ_THREAD").get(null);
        stopped = states.getField("READ_NOT_OK").get(null);
        setStatus = Reflection.method(type, "setReadLinkStatus", void.class, states)
                .asType(MethodType.methodType(void.class, Object.class, Object.class));
        startRead = Reflection.method(type, "startAsyncRead", void.class, context.getType())
                .asType(MethodType.methodType(void.class, Object.class, Object.class));
        if (context.get(links.inside(session)) == null) {
            throw new UnsupportedOperationException("a link without a read context");
        }
    }

    /** Creates the control of a session. */
    public ReadControl of(Session session, CompletionPoller pending) throws ReflectiveOperationException {
        return new LibertyReadControl(this, links.inside(session), pending);
    }

    /**
     * Stops the link if a thread of the server is handling what it has read: it then does not read again.
     * If it is reading now, this does nothing.
     */
    void stop(Object link) throws Throwable {
        synchronized (lock.get(link)) {
            if (isBusy(link) && status.get(link) == onThread) {
                setStatus.invokeExact(link, stopped);
            }
        }
    }

    /**
     * Makes a stopped link read again, if the thread that handled the last read has left it.
     *
     * @return whether nothing remains to be done
     */
    boolean start(Object link) throws Throwable {
        synchronized (lock.get(link)) {
            if (status.get(link) != stopped) {
                return true;
            }
            if (isBusy(link)) {
                return false;
            }
            if (!links.of(link).isOpen()) {
                return true;
            }
            setStatus.invokeExact(link, onThread);
        }
        startRead.invokeExact(link, context.get(link));
        return true;
    }

    private boolean isBusy(Object link) throws IllegalAccessException {
        synchronized (busyLock.get(link)) {
            return busy.getInt(link) != 0;
        }
    }
}
