package dev.parley.transport.upgrade;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.Timers;
import dev.parley.transport.FakeBody;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GuardedConnectionTest {

    private final FakeBody body = FakeBody.ofKnownEnd();
    private final FakeOutput out = new FakeOutput();
    private final AtomicInteger closes = new AtomicInteger();
    private final FakeCatalina catalina = FakeCatalina.used();
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<Runnable> timeouts = new ArrayList<>();
    private final FrameGuard guard = new FrameGuard(Runnable::run);
    private final GuardedConnection connection = connection(tasks::add);

    private GuardedConnection connection(Executor closers) {
        return new GuardedConnection(
                new Containers(closes), guard, UpgradedRequest.of(catalina.facade()), threads(closers));
    }

    private UpgradeThreads threads(Executor closers) {
        return new UpgradeThreads(
                closers,
                Runnable::run,
                (delay, task) -> {
                    timeouts.add(task);
                    return Timers.Timeout.NONE;
                },
                new ReadLoopGroup(Thread::new, () -> 0, (delay, task) -> Timers.Timeout.NONE));
    }

    /** A connection that reads, as Tyrus does, and is then closed by the server. */
    private void closeWhileReading(List<String> steps) throws IOException {
        guard.attach(() -> 1000, bytes -> true, reason -> {});
        connection.getInputStream().setReadListener(new Handler(steps));
        connection.begin();
        catalina.leave();
        connection.close();
    }

    private void runTasks() {
        List<Runnable> due = List.copyOf(tasks);
        tasks.clear();
        due.forEach(Runnable::run);
    }

    private static byte[] masked(int first, int length, byte... payload) {
        return ByteBuffer.allocate(6 + payload.length)
                .put((byte) first)
                .put((byte) (0x80 | length))
                .putInt(0)
                .put(payload)
                .array();
    }

    private static byte[] closeFrame() {
        return masked(0x88, 2, (byte) 0x03, (byte) 0xe8);
    }

    private static byte[] pong() {
        return new byte[] {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};
    }

    @Test
    void isClosedOnceAndByAThreadOfOurs() {
        catalina.leave();
        connection.close();
        connection.close();
        assertThat(closes).hasValue(0);
        assertThat(tasks).hasSize(1);

        tasks.get(0).run();

        assertThat(closes).hasValue(1);
    }

    @Test
    void takesTheRequestOutOfCirculationBeforeItIsClosed() {
        connection.close();

        assertThat(closes).hasValue(0);
        assertThat(catalina.isRetired()).isTrue();
    }

    @Test
    void isNotClosedBeforeTheContainerHasLeftTheRequest() throws InterruptedException {
        connection.close();
        Thread closer = new Thread(tasks.get(0));
        closer.start();
        closer.join(50);
        assertThat(closes).hasValue(0);

        catalina.leave();

        closer.join();
        assertThat(closes).hasValue(1);
    }

    @Test
    void isClosedByTheOneConnectionThatTheContainerWouldClose() {
        AtomicInteger kept = new AtomicInteger();
        catalina.keep(new Containers(kept));
        catalina.leave();
        connection.close();
        tasks.get(0).run();

        assertThat(kept).hasValue(1);
        assertThat(closes).as("that of another pipeline").hasValue(0);
    }

    @Test
    void isLeftToTheContainerThatHasBegunToCloseIt() {
        catalina.leave();
        connection.close();
        connection.ending();
        tasks.get(0).run();

        assertThat(closes).hasValue(0);
    }

    @Test
    void isNoUpgradeAnyMoreForOthersWhenItEnds() {
        assertThat(catalina.isUpgraded()).isTrue();

        connection.ending();

        assertThat(catalina.isUpgraded()).isFalse();
        assertThat(catalina.isRetired()).isTrue();
    }

    @Test
    void isClosedByTheCallerWhenThereAreNoThreadsAnyMore() {
        connection(task -> {
                    throw new RejectedExecutionException("ended");
                })
                .close();

        assertThat(closes).hasValue(1);
    }

    @Test
    void discardsWhatTheClientStillSendsUntilItsCloseFrame() throws IOException {
        List<String> steps = new ArrayList<>();
        closeWhileReading(steps);
        assertThat(tasks).as("nothing is closed yet").isEmpty();
        assertThat(catalina.isRetired()).isFalse();

        body.arrive(masked(0x81, 3, (byte) '4', (byte) 'a', (byte) 'b'));
        assertThat(tasks).isEmpty();
        assertThat(body.taken()).isEqualTo(9);
        body.arrive(closeFrame());

        assertThat(catalina.isRetired()).isTrue();
        runTasks();
        assertThat(closes).hasValue(1);
        assertThat(steps).as("what the container's handler was told").isEmpty();
    }

    @Test
    void discardsNoLongerThanTheClientIsThere() throws IOException {
        closeWhileReading(new ArrayList<>());

        body.breakDown();

        runTasks();
        assertThat(closes).hasValue(1);
    }

    @Test
    void discardsForAWhileOnlyIfTheClientDoesNotClose() throws IOException {
        closeWhileReading(new ArrayList<>());
        body.arrive(masked(0x81, 1, (byte) '4'));

        timeouts.forEach(Runnable::run);

        runTasks();
        assertThat(closes).hasValue(1);
        body.arrive(masked(0x81, 1, (byte) '4'));
        assertThat(body.taken()).as("the first frame only").isEqualTo(7);
    }

    @Test
    void waitsForNothingWhenTheClientHasGone() throws IOException {
        catalina.leave();
        connection.getInputStream().setReadListener(new Handler(new ArrayList<>()));
        body.arriveAtLast(new byte[0]);

        connection.close();

        assertThat(timeouts).isEmpty();
        runTasks();
        assertThat(closes).hasValue(1);
    }

    @Test
    void waitsForNothingWhenTheClientHasSentItsCloseFrame() throws IOException {
        catalina.leave();
        guard.attach(() -> 1000, bytes -> true, reason -> {});
        ServletInputStream in = connection.getInputStream();
        body.arrive(closeFrame());
        in.setReadListener(new Handler(new ArrayList<>()));
        connection.begin();
        in.read(new byte[100]);

        connection.close();
        runTasks();

        assertThat(closes).hasValue(1);
        assertThat(timeouts).isEmpty();
    }

    @Test
    void keepsLatecomersOffTheStreamsOfTheContainer() throws IOException {
        ServletInputStream in = connection.getInputStream();
        ServletOutputStream guarded = connection.getOutputStream();
        guarded.write("early".getBytes(US_ASCII));
        connection.close();

        body.arrive(pong());

        assertThat(in.isReady()).isFalse();
        assertThat(in.available()).isZero();
        assertThat(in.read(new byte[10])).isZero();
        assertThat(guarded.isReady()).as("so that the write fails").isTrue();
        assertThatThrownBy(() -> guarded.write("late".getBytes(US_ASCII))).isInstanceOf(IOException.class);
        assertThatThrownBy(guarded::flush).isInstanceOf(IOException.class);
        assertThat(out.written).containsExactly("early");
        assertThat(body.taken()).isZero();
    }

    @Test
    void isNotDestroyedInTheMiddleOfAWrite() throws Exception {
        out.blocked = new CountDownLatch(1);
        ServletOutputStream guarded = connection.getOutputStream();
        Thread writer = new Thread(() -> {
            try {
                guarded.write("slow".getBytes(US_ASCII));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        writer.start();
        out.entered.await();
        Thread destroyer = new Thread(connection::ended);
        destroyer.start();
        destroyer.join(50);
        assertThat(destroyer.isAlive()).isTrue();

        out.blocked.countDown();

        destroyer.join();
        writer.join();
        assertThat(out.written).containsExactly("slow");
    }

    @Test
    void tellsAHandlerOfWhatHasComeWhenTheHandlerIsReady() throws Exception {
        List<String> steps = new ArrayList<>();
        body.arrive(pong());
        GuardedUpgradeHandler handler = new GuardedUpgradeHandler();
        handler.guard(new Handler(steps), guard, UpgradedRequest.of(catalina.facade()), threads(tasks::add));

        handler.init(new Containers(closes));

        assertThat(steps).containsExactly("ready", "data");
    }

    @Test
    void tellsAHandlerNothingAfterItHasClosed() throws IOException {
        List<String> steps = new ArrayList<>();
        body.arrive(pong());
        connection.getInputStream().setReadListener(new Handler(steps));
        connection.close();

        connection.begin();

        assertThat(steps).isEmpty();
    }

    @Test
    void showsTheStreamOfTheContainerToWhoeverHasToReachBelow() throws IOException {
        assertThat(GuardedUpgradeHandler.behind(connection.getOutputStream())).isSameAs(out);
        assertThat(GuardedUpgradeHandler.behind("another")).isEqualTo("another");
    }

    /** As Tyrus does it: the listener first, and only then what takes the data. */
    private record Handler(List<String> steps) implements HttpUpgradeHandler, ReadListener {
        @Override
        public void init(WebConnection opened) {
            try {
                opened.getInputStream().setReadListener(this);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            steps.add("ready");
        }

        @Override
        public void destroy() {
            steps.add("destroyed");
        }

        @Override
        public void onDataAvailable() {
            steps.add("data");
        }

        @Override
        public void onAllDataRead() {
            steps.add("end");
        }

        @Override
        public void onError(Throwable failure) {
            steps.add("error");
        }
    }

    /** The container's connection. */
    private final class Containers implements WebConnection {
        private final AtomicInteger count;

        private Containers(AtomicInteger count) {
            this.count = count;
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return out;
        }

        @Override
        public void close() {
            count.incrementAndGet();
        }
    }

    /** The container's stream to the client. */
    private static final class FakeOutput extends ServletOutputStream {
        private final List<String> written = new ArrayList<>();
        private final CountDownLatch entered = new CountDownLatch(1);
        private CountDownLatch blocked = new CountDownLatch(0);

        @Override
        public void write(byte[] bytes, int from, int count) {
            entered.countDown();
            try {
                blocked.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            written.add(new String(bytes, from, count, US_ASCII));
        }

        @Override
        public void write(int single) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
