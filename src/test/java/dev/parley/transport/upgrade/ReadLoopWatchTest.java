package dev.parley.transport.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualClock;
import dev.parley.engine.TimerWheel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pipe of this process is the connection; the clock is the test's. */
class ReadLoopWatchTest {

    private static final Logger LOG = Logger.getLogger(ReadLoopWatch.class.getName());

    private final ManualClock clock = new ManualClock();
    private final TimerWheel timers = new TimerWheel(clock);
    private final ReadLoopGroup loops = new ReadLoopGroup(Thread::new, clock, timers);
    private final List<LogRecord> told = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord message) {
            told.add(message);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private Pipe pipe;

    @BeforeEach
    void open() throws IOException {
        LOG.addHandler(handler);
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
    }

    @AfterEach
    void close() throws IOException {
        LOG.removeHandler(handler);
        loops.close();
        pipe.sink().close();
        pipe.source().close();
    }

    /** Blocks the loop with each byte, until the test lets it go on. */
    private final class Blocking implements ChannelReader {

        private final Semaphore entered = new Semaphore(0);
        private final Semaphore mayGoOn = new Semaphore(0);

        @Override
        public void begin(Selector selector) throws IOException {
            pipe.source().register(selector, SelectionKey.OP_READ, this);
        }

        @Override
        public void ready(ByteBuffer buffer) {
            try {
                pipe.source().read(buffer.limit(1));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            entered.release();
            mayGoOn.acquireUninterruptibly();
        }

        @Override
        public boolean isOver() {
            return false;
        }

        @Override
        public void failed(Throwable failure) {
            mayGoOn.release();
        }

        void send() throws IOException {
            pipe.sink().write(ByteBuffer.wrap(new byte[1]));
            entered.acquireUninterruptibly();
        }
    }

    private void pass(Duration time) {
        for (Duration left = time; !left.isZero(); left = left.minusSeconds(1)) {
            clock.advance(Duration.ofSeconds(1));
            timers.advance();
        }
    }

    @Test
    void tellsOnceOfALoopThatDoesNotGetRoundAndWhereItIs() throws IOException {
        Blocking reader = new Blocking();
        loops.forNextConnection().orElseThrow().join(reader);
        reader.send();

        pass(Duration.ofSeconds(10));

        assertThat(loops.stalls()).isOne();
        assertThat(told).hasSize(1);
        assertThat(told.get(0).getMessage()).contains("parley-reader-0");
        assertThat(told.get(0).getThrown().getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(Blocking.class.getName()));
        reader.mayGoOn.release();
    }

    @Test
    void tellsOfTheNextStallToo() throws IOException {
        Blocking reader = new Blocking();
        loops.forNextConnection().orElseThrow().join(reader);
        reader.send();
        pass(Duration.ofSeconds(3));

        reader.mayGoOn.release();
        reader.send();
        pass(Duration.ofSeconds(3));

        assertThat(loops.stalls()).isEqualTo(2);
        reader.mayGoOn.release();
    }

    @Test
    void saysNothingOfALoopThatGetsRound() throws IOException {
        Blocking reader = new Blocking();
        ReadLoop loop = loops.forNextConnection().orElseThrow();
        loop.join(reader);
        for (int i = 0; i < 5; i++) {
            reader.send();
            pass(Duration.ofSeconds(1));
            reader.mayGoOn.release();
        }
        while (!loop.inRound().isZero()) {
            Thread.onSpinWait();
        }

        pass(Duration.ofSeconds(60));

        assertThat(loops.stalls()).isZero();
        assertThat(told).isEmpty();
    }
}
