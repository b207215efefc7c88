package dev.parley.transport.container.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.ManualTime;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.transport.container.CompletionPoller;
import dev.parley.transport.container.Fakes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndertowFrameSenderTest {

    private static final IOException RESET = new IOException("reset");
    private static final EnginePacket HELLO = EnginePacket.message("hello");
    private static final String HELLO_ON_THE_WIRE = "81063468656c6c6f";
    private static final String PING_ON_THE_WIRE = "810132";

    private final ManualTime time = new ManualTime();
    private final Connection connection = new Connection();
    private final Channel channel = new Channel(connection);
    private final List<Throwable> completions = new ArrayList<>();

    /** A session of Undertow's, as far as it is used. */
    public interface UndertowLike extends Session {
        Channel getWebSocketChannel();
    }

    /** A session whose channel is of another make. */
    public interface OtherSession extends Session {
        Object getWebSocketChannel();
    }

    /** Kinds of frames. */
    public enum Kind {
        /** The only one. */
        TEXT
    }

    /** A buffer. */
    public interface Pooled {
        ByteBuffer getBuffer();
    }

    /** A frame's header. */
    public record Header(int remaining, Pooled buffer) {}

    /** A connection that takes so many bytes. */
    public static final class Connection implements WritableByteChannel {
        private final StringBuilder written = new StringBuilder();
        private int room = Integer.MAX_VALUE;
        private boolean broken;
        private boolean closed;
        private final List<Object> closeEvents = new ArrayList<>();
        private final Source source = new Source(this);

        public Connection getSinkChannel() {
            return this;
        }

        public Source getSourceChannel() {
            return source;
        }

        public Listener getCloseListener() {
            return closeEvents::add;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (broken) {
                throw RESET;
            }
            byte[] some = new byte[Math.min(room, bytes.remaining())];
            bytes.get(some);
            room -= some.length;
            written.append(HexFormat.of().formatHex(some));
            return some.length;
        }

        public boolean flush() {
            return true;
        }

        @Override
        public boolean isOpen() {
            return !closed;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** What is told of a channel's end. */
    public interface Listener {
        void handleEvent(java.nio.channels.Channel channel);
    }

    /** The other side of a connection. */
    public static final class Source implements java.nio.channels.Channel {
        private final Connection connection;
        private boolean closed;

        Source(Connection connection) {
            this.connection = connection;
        }

        public Listener getCloseListener() {
            return connection.closeEvents::add;
        }

        @Override
        public boolean isOpen() {
            return !closed;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** A channel that queues frames. */
    public static class Framed {
        final Connection channel;
        final Deque<Object> newFrames = new ArrayDeque<>();
        final List<Object> pendingFrames = new ArrayList<>();
        final Deque<Object> heldFrames = new ArrayDeque<>();
        Object readData;

        Framed(Connection connection) {
            channel = connection;
        }
    }

    /** A WebSocket's channel. */
    public static final class Channel extends Framed {
        private boolean closeFrameSent;
        private Object queuedMeanwhile;

        Channel(Connection connection) {
            super(connection);
        }

        public boolean isCloseFrameSent() {
            return closeFrameSent;
        }

        public Frame send(Kind kind) {
            assertThat(kind).isEqualTo(Kind.TEXT);
            if (queuedMeanwhile != null) {
                newFrames.add(queuedMeanwhile);
            }
            return new Frame(this);
        }
    }

    /** A frame in its channel's queue. */
    public static final class Frame {
        private final Channel channel;
        private Header header;
        private Pooled body;
        private boolean flushed;
        private boolean broken;

        Frame(Channel channel) {
            this.channel = channel;
        }

        public boolean send(Pooled content) {
            body = content;
            return true;
        }

        public void shutdownWrites() {
            channel.newFrames.add(this);
        }

        public boolean flush() throws IOException {
            if (broken) {
                throw RESET;
            }
            return flushed;
        }

        String content() {
            assertThat(header).as("a header that is there already").isEqualTo(new Header(0, null));
            ByteBuffer bytes = body.getBuffer().duplicate();
            byte[] content = new byte[bytes.remaining()];
            bytes.get(content);
            return HexFormat.of().formatHex(content);
        }
    }

    private UndertowFrameSender sender() throws ReflectiveOperationException {
        Session session = Fakes.of(UndertowLike.class, (proxy, called, arguments) -> channel);
        return new UndertowInternals(session).sender(session, new CompletionPoller(time.timers()));
    }

    private void send(EnginePacket... packets) throws ReflectiveOperationException {
        sender().send(List.of(packets), completions::add);
    }

    private Frame queued() {
        return (Frame) channel.newFrames.peekFirst();
    }

    @Test
    void writesAllFramesAtOnce() throws ReflectiveOperationException {
        send(HELLO, EnginePacket.PING);

        assertThat(connection.written).hasToString(HELLO_ON_THE_WIRE + PING_ON_THE_WIRE);
        assertThat(channel.newFrames).isEmpty();
        assertThat(completions).containsExactly((Throwable) null);
    }

    @Test
    void whatTheConnectionDoesNotTakeIsTheNextThingInTheQueue() throws ReflectiveOperationException {
        connection.room = 3;
        channel.queuedMeanwhile = "a pong";

        send(HELLO, EnginePacket.PING);

        assertThat(connection.written).hasToString(HELLO_ON_THE_WIRE.substring(0, 6));
        assertThat(queued().content()).isEqualTo(HELLO_ON_THE_WIRE.substring(6) + PING_ON_THE_WIRE);
        assertThat(channel.newFrames).last().isEqualTo("a pong");
        assertThat(completions).isEmpty();
    }

    @Test
    void completesWhenTheQueueHasBeenFlushed() throws ReflectiveOperationException {
        connection.room = 0;
        send(HELLO);
        time.advance(Duration.ofSeconds(1));
        assertThat(completions).isEmpty();

        queued().flushed = true;
        time.advance(Duration.ofMillis(20));

        assertThat(completions).containsExactly((Throwable) null);
    }

    @Test
    void tellsThatTheFlushHasFailed() throws ReflectiveOperationException {
        connection.room = 0;
        send(HELLO);

        queued().broken = true;
        time.advance(Duration.ofMillis(20));

        assertThat(completions).containsExactly(RESET);
    }

    @Test
    void waitsBehindFramesOfTheContainer() throws ReflectiveOperationException {
        channel.pendingFrames.add("half a close frame");

        send(HELLO);

        assertThat(connection.written).isEmpty();
        assertThat(queued().content()).isEqualTo(HELLO_ON_THE_WIRE);
    }

    @Test
    void writesNothingAfterTheCloseFrame() throws ReflectiveOperationException {
        channel.closeFrameSent = true;

        send(HELLO);

        assertThat(connection.written).isEmpty();
        assertThat(completions).singleElement().isInstanceOf(IOException.class);
    }

    @Test
    void mayWriteOnTheReadingThreadUntilTheNextMessageHasBeenRead() throws ReflectiveOperationException {
        assertThat(sender().mayWriteHere()).isTrue();

        channel.readData = "the next message";

        assertThat(sender().mayWriteHere()).isFalse();
    }

    @Test
    void tellsAFailure() throws ReflectiveOperationException {
        connection.broken = true;

        send(HELLO);

        assertThat(completions).containsExactly(RESET);
    }

    @Test
    void repeatsTheEndOfAConnectionThatEndedBeforeItWasOpened() throws ReflectiveOperationException {
        connection.close();
        connection.source.close();

        sender().opened();

        assertThat(connection.closeEvents).containsExactly(connection, connection.source);
    }

    @Test
    void repeatsTheEndOfOneSide() throws ReflectiveOperationException {
        connection.source.close();

        sender().opened();

        assertThat(connection.closeEvents).containsExactly(connection.source);
    }

    @Test
    void reportsNoEndOfAConnectionThatIsOpen() throws ReflectiveOperationException {
        sender().opened();

        assertThat(connection.closeEvents).isEmpty();
    }

    @Test
    void refusesAContainerThatLooksDifferent() {
        assertThatThrownBy(() -> new UndertowInternals(Fakes.of(Session.class, (proxy, called, arguments) -> null)))
                .isInstanceOf(NoSuchMethodException.class);
        assertThatThrownBy(
                        () -> new UndertowInternals(Fakes.of(OtherSession.class, (proxy, called, arguments) -> null)))
                .isInstanceOf(NoSuchFieldException.class);
    }
}
