package dev.parley.transport.upgrade;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.MonotonicClock;
import dev.parley.engine.Timers;
import dev.parley.transport.FakeBody;
import jakarta.servlet.ReadListener;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pipe of this process is the connection. */
class ReadLoopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Timers NO_TIMERS = (delay, task) -> Timers.Timeout.NONE;

    private final ReadLoopGroup loops = new ReadLoopGroup(Thread::new, MonotonicClock.monotonic(), NO_TIMERS);
    private final FakeBody before = FakeBody.ofKnownEnd();
    private Pipe pipe;
    private ChannelInput input;
    private final Reader reader = new Reader();

    @BeforeEach
    void open() throws IOException {
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        input = new ChannelInput(
                pipe.source(), before, loops.forNextConnection().orElseThrow());
    }

    @AfterEach
    void close() throws IOException {
        loops.close();
        pipe.sink().close();
        pipe.source().close();
    }

    private void arrive(String text) throws IOException {
        pipe.sink().write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    }

    private static void until(BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - begun).as("nanoseconds waited").isLessThan(PATIENCE.toNanos());
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private void awaitText(String text) {
        until(() -> reader.text().equals(text));
    }

    /** Reads as Tyrus does, unless it is told not to. */
    private final class Reader implements ReadListener {

        private final StringBuffer read = new StringBuffer();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private volatile boolean reads = true;
        private volatile int calls;

        String text() {
            return read.toString();
        }

        @Override
        public void onDataAvailable() {
            calls++;
            while (reads && input.isReady()) {
                byte[] bytes = new byte[input.available()];
                read.append(new String(bytes, 0, input.read(bytes, 0, bytes.length), US_ASCII));
            }
        }

        @Override
        public void onAllDataRead() {
            throw new IllegalStateException("a connection has no end but the loss of it");
        }

        @Override
        public void onError(Throwable lost) {
            failure.set(lost);
        }
    }

    @Test
    void handsOnWhatArrives() throws IOException {
        input.setReadListener(reader);

        arrive("one");
        awaitText("one");
        arrive("two");

        awaitText("onetwo");
    }

    @Test
    void handsOnWhatTheContainerHadReadBeforeTheRest() throws IOException {
        before.arrive("early".getBytes(US_ASCII));
        arrive("late");

        input.setReadListener(reader);

        awaitText("earlylate");
    }

    @Test
    void handsOnMoreThanFitsInABuffer() throws IOException {
        String text = "0123456789".repeat(5000);
        input.setReadListener(reader);

        arrive(text);

        awaitText(text);
    }

    @Test
    void readsNothingMoreBeforeTheListenerHasReadAndHasAskedForMore() throws IOException {
        reader.reads = false;
        input.setReadListener(reader);
        arrive("one");
        until(() -> reader.calls == 1);

        arrive("two");
        assertThat(input.isReady()).isTrue();
        assertThat(input.available()).isEqualTo(3);
        assertThat(input.read(new byte[10], 0, 10)).isEqualTo(3);
        reader.reads = true;
        assertThat(input.isReady()).as("asks for more").isFalse();

        awaitText("two");
    }

    @Test
    void tellsThatTheClientHasGone() throws IOException {
        input.setReadListener(reader);

        pipe.sink().close();

        until(() -> reader.failure.get() instanceof EOFException);
        assertThat(input.isFinished()).isTrue();
    }

    @Test
    void tellsThatTheContainerHasClosedTheConnection() throws IOException {
        input.setReadListener(reader);
        arrive("one");
        awaitText("one");

        pipe.source().close();

        until(() -> reader.failure.get() instanceof ClosedChannelException);
    }

    @Test
    void forgetsAConnectionThatHasEnded() throws IOException {
        input.setReadListener(reader);
        arrive("one");
        awaitText("one");

        input.end();

        until(() -> !pipe.source().isRegistered());
        assertThat(reader.failure).hasValue(null);
    }

    @Test
    void goesOnWithTheOthersWhenAListenerFails() throws IOException {
        Pipe second = Pipe.open();
        second.source().configureBlocking(false);
        ChannelInput bad = new ChannelInput(
                second.source(), before, loops.forNextConnection().orElseThrow());
        AtomicReference<Throwable> told = new AtomicReference<>();
        bad.setReadListener(failing(told));
        input.setReadListener(reader);

        second.sink().write(ByteBuffer.wrap(new byte[] {1}));
        until(() -> told.get() instanceof OutOfMemoryError);
        arrive("one");

        awaitText("one");
        second.sink().close();
        second.source().close();
    }

    /** Fails with errors, which are no exceptions, at whatever it is told. */
    private static ReadListener failing(AtomicReference<Throwable> told) {
        return new ReadListener() {
            @Override
            public void onDataAvailable() {
                throw new OutOfMemoryError("a test");
            }

            @Override
            public void onAllDataRead() {}

            @Override
            public void onError(Throwable failure) {
                told.set(failure);
                throw new OutOfMemoryError("another one");
            }
        };
    }

    @Test
    void goesOnWithTheOthersWhenAListenerFailsAtWhatTheContainerHadRead() throws IOException {
        Pipe second = Pipe.open();
        second.source().configureBlocking(false);
        FakeBody early = FakeBody.ofKnownEnd();
        early.arrive("early".getBytes(US_ASCII));
        ChannelInput bad = new ChannelInput(
                second.source(), early, loops.forNextConnection().orElseThrow());
        AtomicReference<Throwable> told = new AtomicReference<>();
        input.setReadListener(reader);

        bad.setReadListener(failing(told));
        until(() -> told.get() instanceof OutOfMemoryError);
        arrive("one");

        awaitText("one");
        second.sink().close();
        second.source().close();
    }

    @Test
    void readsForNobodyOnceItIsClosed() {
        input.setReadListener(reader);

        loops.close();

        until(() -> reader.failure.get() instanceof ClosedChannelException);
        assertThat(loops.forNextConnection()).isEmpty();
    }
}
