package dev.parley.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriterTest {

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Writer writer = new Writer(this::thread, "writer");
    private final LinkedBlockingQueue<String> written = new LinkedBlockingQueue<>();
    private final CountDownLatch clientReads = new CountDownLatch(1);
    private final CountDownLatch heldUp = new CountDownLatch(1);

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task);
        threads.add(thread);
        return thread;
    }

    @AfterEach
    void stop() throws InterruptedException {
        clientReads.countDown();
        writer.stop();
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void writesTheFramesOfASessionInTheirOrder() throws InterruptedException {
        WriterFrameSender sender = new WriterFrameSender(session("a", false), writer);
        LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        sendAll(sender, List.of("1", "2", "3").iterator(), failures);

        assertThat(List.of(next(), next(), next())).containsExactly("a1", "a2", "a3");
        assertThat(failures).isEmpty();
    }

    @Test
    void goesOnWithTheOthersWhileAClientDoesNotRead() throws InterruptedException {
        WriterFrameSender stalled = new WriterFrameSender(session("stalled", true), writer);
        WriterFrameSender reading = new WriterFrameSender(session("reading", false), writer);
        stalled.sendText("1", failure -> {});
        heldUp.await();
        reading.sendText("1", failure -> {});

        writer.check();
        writer.check();

        assertThat(next()).isEqualTo("reading1");
        assertThat(threads).hasSize(2);
    }

    @Test
    void keepsTheThreadOfAWriterThatIsIdle() {
        writer.check();
        writer.check();
        writer.check();

        assertThat(threads).hasSize(1);
    }

    @Test
    void finishesTheHeldUpFrameWhenTheClientReadsAgain() throws InterruptedException {
        WriterFrameSender stalled = new WriterFrameSender(session("stalled", true), writer);
        LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        sendAll(stalled, List.of("1", "2").iterator(), failures);
        heldUp.await();
        writer.check();
        writer.check();

        clientReads.countDown();

        assertThat(List.of(next(), next())).containsExactly("stalled1", "stalled2");
        assertThat(failures).isEmpty();
    }

    @Test
    void reportsAFrameThatTheContainerRefuses() throws InterruptedException {
        LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        InvocationHandler refusing = (proxy, method, arguments) -> {
            throw new IllegalStateException("closed");
        };
        RemoteEndpoint.Basic remote = proxy(RemoteEndpoint.Basic.class, refusing);
        Session session = proxy(Session.class, (proxy, method, arguments) -> remote);

        new WriterFrameSender(session, writer).sendText("1", failures::add);

        assertThat(failures.poll(10, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
    }

    private String next() throws InterruptedException {
        return written.poll(10, TimeUnit.SECONDS);
    }

    private static void sendAll(
            WriterFrameSender sender, java.util.Iterator<String> frames, LinkedBlockingQueue<Throwable> failures) {
        if (frames.hasNext()) {
            sender.sendText(frames.next(), failure -> {
                if (failure != null) {
                    failures.add(failure);
                }
                sendAll(sender, frames, failures);
            });
        }
    }

    private Session session(String name, boolean stalled) {
        InvocationHandler writing = (proxy, method, arguments) -> {
            if (stalled) {
                heldUp.countDown();
                clientReads.await();
            }
            written.add(name + arguments[0]);
            return null;
        };
        RemoteEndpoint.Basic remote = proxy(RemoteEndpoint.Basic.class, writing);
        return proxy(Session.class, (proxy, method, arguments) -> remote);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
