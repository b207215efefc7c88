package dev.parley.transport.container.liberty;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.SocketTimeoutException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * What Open Liberty's link takes for the context that it reads from (its proxy calls {@link #invoke}): the asynchronous
 * read and its buffer are {@link LibertyInput}'s; all other methods are the server's own. The link's callbacks are told
 * on the threads on which Liberty handles what it has read itself. Thread-safe.
 */
final class LibertyReadContext implements InvocationHandler, LibertyInput.Link {

    private static final Logger LOG = System.getLogger(LibertyReadContext.class.getName());

    /** How many arguments the asynchronous read has. */
    private static final int ASYNCHRONOUS = 4;

    private static final int CALLBACK = 1;
    private static final int TIMEOUT = 3;

    private final LibertyChannelInternals internals;
    private final Object link;
    private final Object servers;
    private final Object connection;
    private final Object buffers;
    private final Executor threads;
    private LibertyInput input;
    private Object proxy;
    /** The buffer of the link's next read, or the one with what was read. */
    private volatile Object buffer;

    /**
     * Creates a context.
     *
     * @param link the link, which reads
     * @param servers the server's own context
     * @param connection the virtual connection
     * @param buffers where buffers come from
     * @param threads run what may wait for a client
     */
    LibertyReadContext(
            LibertyChannelInternals internals,
            Object link,
            Object servers,
            Object connection,
            Object buffers,
            Executor threads) {
        this.internals = internals;
        this.link = link;
        this.servers = servers;
        this.connection = connection;
        this.buffers = buffers;
        this.threads = threads;
    }

    /** Sets what is called, and the object that the link calls; once, before the link reads. */
    void connect(LibertyInput reading, Object object) {
        input = reading;
        proxy = object;
    }

    @Override
    public Object invoke(Object object, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "setBuffer" -> {
                buffer = arguments[0];
                return null;
            }
            case "getBuffer" -> {
                return buffer;
            }
            case "hashCode" -> {
                return System.identityHashCode(object);
            }
            case "equals" -> {
                return object == arguments[0];
            }
            default -> {
                boolean done = method.getName().equals("read")
                        && arguments.length == ASYNCHRONOUS
                        && isRead(arguments[CALLBACK], (int) arguments[TIMEOUT]);
                return done ? null : callServers(method, arguments);
            }
        }
    }

    /** Whether the input does what the link asks for: to read, or to cancel that. */
    private boolean isRead(Object callback, int timeout) throws Throwable {
        if (timeout == internals.immediately) {
            return input.cancel();
        }
        // As soon as the input has been asked, another thread may set the buffer with what has been read.
        Object given = buffer;
        buffer = null;
        if (!input.read(callback, timeout != internals.noTimeout)) {
            internals.setBuffer.invokeExact(servers, given);
            return false;
        }
        if (given != null) {
            // What is read will come in a buffer of its own size, so none is held meanwhile.
            internals.release.invokeExact(given);
        }
        return true;
    }

    private Object callServers(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(servers, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public void readByServer(Object callback) {
        call(() -> {
            Object into = (Object) internals.allocate.invokeExact(buffers, internals.bufferBytes);
            internals.setBuffer.invokeExact(servers, into);
            // Always null, because the read is queued; the handle's type asks for the variable.
            Object done = (Object) internals.read.invokeExact(servers, 1L, callback, true, internals.noTimeout);
        });
    }

    @Override
    public void complete(Object callback, byte[] bytes) {
        execute(() -> call(() -> {
            Object filled = (Object) internals.wrap.invokeExact(buffers, bytes);
            buffer = (Object) internals.position.invokeExact(filled, bytes.length);
            internals.complete.invokeExact(callback, connection, proxy);
        }));
    }

    @Override
    public void cancelled(Object callback) {
        fail(callback, new SocketTimeoutException("the read was cancelled"));
    }

    @Override
    public void fail(Object callback, IOException failure) {
        execute(() -> call(() -> {
            // As an expression, this call would have a result for the handle.
            internals.error.invokeExact(callback, connection, proxy, failure);
        }));
    }

    @Override
    public boolean awaitsCancelledRead() {
        return ask(() -> internals.awaitsCancelledRead(link));
    }

    @Override
    public boolean isClosing() {
        return ask(() -> internals.isClosing(link));
    }

    private static boolean ask(Question question) {
        try {
            return question.ask();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            // The server is shutting down.
            task.run();
        }
    }

    private static void call(Call call) {
        try {
            call.make();
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "A WebSocket is not read any more", e);
        }
    }

    /** A question to a field of the link. */
    private interface Question {
        boolean ask() throws ReflectiveOperationException;
    }

    /** A call of the server; a method handle may throw anything. */
    private interface Call {
        void make() throws Throwable;
    }
}
