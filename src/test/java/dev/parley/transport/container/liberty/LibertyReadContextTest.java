package dev.parley.transport.container.liberty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.MonotonicClock;
import dev.parley.engine.Timers;
import dev.parley.transport.container.Fakes;
import dev.parley.transport.container.ReadControl;
import dev.parley.transport.upgrade.ReadLoop;
import dev.parley.transport.upgrade.ReadLoopGroup;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The classes of Liberty stand here with as much as is used. */
public class LibertyReadContextTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final ReadLoopGroup loops =
            new ReadLoopGroup(Thread::new, MonotonicClock.monotonic(), (delay, task) -> Timers.Timeout.NONE);
    private final ReadLoop loop = loops.forNextConnection().orElseThrow();
    private final Callback callback = new Callback();
    private final Buffer buffer = new Buffer(calls, new byte[10]);

    /** Liberty's buffer. */
    public static final class Buffer {
        private final List<String> calls;
        private final byte[] bytes;
        private int position;

        Buffer(List<String> calls, byte[] bytes) {
            this.calls = calls;
            this.bytes = bytes;
        }

        public Buffer position(int at) {
            position = at;
            return this;
        }

        public void release() {
            calls.add("release " + bytes.length);
        }
    }

    /** Liberty's pool. */
    public static final class Pool {
        private final List<String> calls;

        Pool(List<String> calls) {
            this.calls = calls;
        }

        public Buffer wrap(byte[] bytes) {
            return new Buffer(calls, bytes);
        }

        public Buffer allocate(int size) {
            return new Buffer(calls, new byte[size]);
        }
    }

    /** Liberty's virtual connection. */
    public static final class Connection {}

    /** Liberty's callback. */
    public class Callback {
        public void complete(Connection connection, Context context) {
            Buffer read = context.getBuffer();
            assertThat(read.position).isEqualTo(read.bytes.length);
            calls.add("complete " + Arrays.toString(read.bytes));
        }

        public void error(Connection connection, Context context, IOException failure) {
            assertThat(context.getBuffer()).isNull();
            calls.add("error " + failure.getClass().getSimpleName());
        }
    }

    /** The interface of Liberty's contexts. */
    public interface Context {
        int NO_TIMEOUT = -1;
        int IMMED_TIMEOUT = -2;

        Socket getSocket();

        Buffer getBuffer();

        void setBuffer(Buffer given);

        Connection read(long least, Callback told, boolean queued, int timeout);

        long read(long least, int timeout);
    }

    /** The server's own context without TLS; its name counts. */
    private class NioTCPReadRequestContextImpl implements Context {
        private Buffer set;

        @Override
        public Socket getSocket() {
            return new Socket() {
                @Override
                public SocketChannel getChannel() {
                    try {
                        return new FakeSocketChannel();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }
            };
        }

        @Override
        public Buffer getBuffer() {
            return set;
        }

        @Override
        public void setBuffer(Buffer given) {
            set = given;
        }

        @Override
        public Connection read(long least, Callback told, boolean queued, int timeout) {
            calls.add("server reads into " + (set == null ? 0 : set.bytes.length) + " for " + timeout);
            return null;
        }

        @Override
        public long read(long least, int timeout) {
            return least + timeout;
        }
    }

    /** The server's own context with TLS. */
    private final class SslContext extends NioTCPReadRequestContextImpl {}

    /** What handles the frames in a link. */
    public static final class Reader {
        private Context tcpReadContext;
    }

    /** Liberty's link. */
    public final class Link {
        private Context tcpReadContext;
        private final Reader linkRead = new Reader();
        private final Connection vConnection = new Connection();
        private final String writeLinkStatus = "OK_TO_WRITE";
        private String readLinkStatus = "READ_ON_WIRE";
        private String linkStatus = "IO_OK";

        Link(Context context) {
            tcpReadContext = context;
            linkRead.tcpReadContext = context;
        }

        public Pool getBufferManager() {
            return new Pool(calls);
        }

        public String getLinkStatus() {
            return "IO_OK";
        }

        public String okToWrite(boolean wait, boolean close, boolean pong) {
            throw new UnsupportedOperationException();
        }

        public void signalNotWriting() {
            throw new UnsupportedOperationException();
        }

        public void closeUsingSession(CloseReason reason, boolean read, boolean right) {
            throw new UnsupportedOperationException();
        }
    }

    /** What a session has inside. */
    public static final class Inside {
        private final Link connLink;

        Inside(Link link) {
            connLink = link;
        }
    }

    /** A session with {@link Inside} inside. */
    public interface LibertySession extends Session {
        Inside getSessionImpl();
    }

    /** What knows Liberty's threads. */
    public static final class Bundle {
        public static ExecutorService getExecutorService() {
            return new OnTheSpot();
        }
    }

    private static final class OnTheSpot extends AbstractExecutorService {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return new ArrayList<>();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return false;
        }
    }

    @AfterEach
    void close() {
        loops.close();
    }

    private Optional<ReadControl> read(Link link) throws ReflectiveOperationException {
        Inside inside = new Inside(link);
        Session session = Fakes.of(LibertySession.class, (proxy, method, arguments) -> inside);
        return new LibertyChannelInternals(session, Bundle.class.getName()).of(session, loop);
    }

    private Link linkThatIsRead() throws ReflectiveOperationException {
        Link link = new Link(new NioTCPReadRequestContextImpl());
        read(link).orElseThrow().deliverTo(new ReceivedMessages());
        return link;
    }

    private void ask(Link link, int timeout) {
        link.tcpReadContext.setBuffer(buffer);
        assertThat(link.tcpReadContext.read(1, callback, true, timeout)).isNull();
    }

    private void awaitCalls(String... expected) {
        awaitCalls(expected.length);
        assertThat(calls).containsExactly(expected);
    }

    private void awaitCalls(int number) {
        long begun = System.nanoTime();
        while (calls.size() < number && System.nanoTime() - begun < PATIENCE.toNanos()) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    @Test
    void standsInTheLinkAndInItsReader() throws ReflectiveOperationException {
        Link link = linkThatIsRead();

        assertThat(link.tcpReadContext).isNotInstanceOf(NioTCPReadRequestContextImpl.class);
        assertThat(link.linkRead.tcpReadContext).isSameAs(link.tcpReadContext).isEqualTo(link.tcpReadContext);
        assertThat(link.tcpReadContext.hashCode()).isEqualTo(System.identityHashCode(link.tcpReadContext));
        assertThat(link.tcpReadContext.read(20, 3))
                .as("the server's own method")
                .isEqualTo(23);
    }

    @Test
    void leavesALinkWithTlsAsItIs() throws ReflectiveOperationException {
        Context context = new SslContext();
        Link link = new Link(context);

        assertThat(read(link)).isEmpty();

        assertThat(link.tcpReadContext).isSameAs(context);
        assertThat(link.linkRead.tcpReadContext).isSameAs(context);
    }

    /** The loop cannot register the channel of this test. */
    @Test
    void letsGoOfTheBufferWhileTheLoopReadsAndTakesAnotherWhenTheServerReads() throws ReflectiveOperationException {
        Link link = linkThatIsRead();

        ask(link, Context.NO_TIMEOUT);

        awaitCalls(2);
        assertThat(calls)
                .as("in any order, by two threads")
                .containsExactlyInAnyOrder("release 10", "server reads into 8192 for -1");
    }

    @Test
    void letsTheServerCancelWhatTheServerReads() throws ReflectiveOperationException {
        Link link = linkThatIsRead();
        ask(link, Context.NO_TIMEOUT);
        awaitCalls(2);
        calls.clear();

        link.linkRead.tcpReadContext.read(1, null, true, Context.IMMED_TIMEOUT);

        awaitCalls("server reads into 8192 for -2");
    }

    @Test
    void readsInTheFieldsOfTheLinkWhetherItCloses() throws ReflectiveOperationException {
        Link link = new Link(new NioTCPReadRequestContextImpl());
        LibertyReadContext context = context(link);
        assertThat(context.awaitsCancelledRead()).isFalse();
        assertThat(context.isClosing()).isFalse();

        link.readLinkStatus = "CLOSE_REQUESTED";
        link.linkStatus = "LOCAL_CLOSING";

        assertThat(context.awaitsCancelledRead()).isTrue();
        assertThat(context.isClosing()).isTrue();
    }

    @Test
    void givesBytesToTheLink() throws ReflectiveOperationException {
        LibertyReadContext context = context();

        context.complete(callback, new byte[] {1, 2, 3});

        awaitCalls("complete [1, 2, 3]");
    }

    @Test
    void saysThatAReadIsCancelledAsLibertyDoes() throws ReflectiveOperationException {
        LibertyReadContext context = context();

        context.cancelled(callback);

        awaitCalls("error SocketTimeoutException");
    }

    private LibertyReadContext context() throws ReflectiveOperationException {
        return context(new Link(new NioTCPReadRequestContextImpl()));
    }

    private LibertyReadContext context(Link link) throws ReflectiveOperationException {
        Inside inside = new Inside(link);
        Session session = Fakes.of(LibertySession.class, (proxy, method, arguments) -> inside);
        LibertyReadContext context = new LibertyReadContext(
                new LibertyChannelInternals(session, Bundle.class.getName()),
                link,
                link.tcpReadContext,
                link.vConnection,
                link.getBufferManager(),
                Runnable::run);
        context.connect(null, Fakes.of(Context.class, context));
        return context;
    }
}
