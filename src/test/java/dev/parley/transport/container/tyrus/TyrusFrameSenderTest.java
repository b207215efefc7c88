package dev.parley.transport.container.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.ManualTime;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.transport.container.CompletionPoller;
import dev.parley.transport.container.Fakes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TyrusFrameSenderTest {

    private static final IOException RESET = new IOException("reset");

    private final ManualTime time = new ManualTime();
    private final RawWebSocket webSocket = new RawWebSocket();
    private final List<Throwable> completions = new ArrayList<>();
    private RemoteEndpoint.Basic remote = new TyrusRemote(webSocket);
    private boolean open = true;
    private final Session session = Fakes.of(
            Session.class,
            (proxy, called, arguments) -> called.getName().equals("isOpen") ? (Object) open : (Object) remote);

    /** As much of Tyrus as is used. */
    public static final class RawWebSocket {
        @SuppressWarnings("unused")
        private Object protocolHandler;

        private final List<ByteBuffer> written = new ArrayList<>();
        private Future<?> result = CompletableFuture.completedFuture(null);

        public Future<?> sendRawFrame(ByteBuffer bytes) {
            written.add(bytes);
            return result;
        }
    }

    private TyrusFrameSender sender() throws ReflectiveOperationException {
        return new TyrusInternals(session).sender(session, new CompletionPoller(time.timers()));
    }

    private void send(EnginePacket... packets) throws ReflectiveOperationException {
        sender().send(List.of(packets), completions::add);
    }

    @Test
    void writesAllFramesAtOnce() throws ReflectiveOperationException {
        send(EnginePacket.message("a"), EnginePacket.message(new byte[] {7}), EnginePacket.PING);

        assertThat(webSocket.written)
                .containsExactly(
                        ByteBuffer.wrap(new byte[] {(byte) 0x81, 2, '4', 'a', (byte) 0x82, 1, 7, (byte) 0x81, 1, '2'}));
        assertThat(completions).containsExactly((Throwable) null);
    }

    @Test
    void doesNotCopyASingleFrame() throws ReflectiveOperationException {
        EnginePacket packet = EnginePacket.message("a");

        send(packet);

        assertThat(webSocket.written)
                .singleElement()
                .satisfies(bytes -> assertThat(bytes.array()).isSameAs(packet.webSocketFrame()));
    }

    @Test
    void completesWhenTyrusHasTakenIt() throws ReflectiveOperationException {
        CompletableFuture<Void> result = new CompletableFuture<>();
        webSocket.result = result;
        send(EnginePacket.PING);
        time.advance(Duration.ofSeconds(1));
        assertThat(completions).isEmpty();

        result.complete(null);
        time.advance(Duration.ofMillis(20));

        assertThat(completions).containsExactly((Throwable) null);
        assertThat(time.pending()).as("nothing is watched any more").isZero();
    }

    @Test
    void completesOnlyWhenTheKernelHasIt() throws ReflectiveOperationException {
        FakeGrizzly.Connection connection = FakeGrizzly.connection();
        webSocket.protocolHandler = FakeGrizzly.above(connection);
        connection.queue().holds(100);
        send(EnginePacket.PING);
        time.advance(Duration.ofSeconds(1));
        assertThat(completions).isEmpty();

        connection.queue().holds(0);
        time.advance(Duration.ofMillis(20));

        assertThat(completions).containsExactly((Throwable) null);
        assertThat(time.pending()).as("nothing is watched any more").isZero();
    }

    @Test
    void writesPastTyrusWhereNothingBelowItChangesTheBytes() throws ReflectiveOperationException {
        FakeGrizzly.Connection connection = plainConnection();
        connection.queue().holds(100);
        send(EnginePacket.PING, EnginePacket.PING);
        assertThat(webSocket.written).isEmpty();
        assertThat(connection.transport().written())
                .containsExactly(ByteBuffer.wrap(new byte[] {(byte) 0x81, 1, '2', (byte) 0x81, 1, '2'}));
        assertThat(completions).isEmpty();

        connection.queue().holds(0);
        time.advance(Duration.ofMillis(20));

        assertThat(completions).containsExactly((Throwable) null);
    }

    @Test
    void mayWriteOnTheReadingThreadPastTyrusOnly() throws ReflectiveOperationException {
        assertThat(sender().mayWriteHere()).isFalse();

        plainConnection();

        assertThat(sender().mayWriteHere()).isTrue();
    }

    @Test
    void tellsThatItCannotWritePastTyrus() throws ReflectiveOperationException {
        FakeGrizzly.Connection connection = plainConnection();
        connection.transport().fails(new IllegalStateException("queue"));
        send(EnginePacket.PING);
        open = false;
        send(EnginePacket.PING);

        assertThat(connection.transport().written()).isEmpty();
        assertThat(completions)
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(IllegalStateException.class));
    }

    private FakeGrizzly.Connection plainConnection() {
        FakeGrizzly.Connection connection = FakeGrizzly.connection();
        connection.passes(new FakeGrizzly.TransportFilter(), new FakeGrizzly.GlassfishHttpCodecFilter());
        webSocket.protocolHandler = FakeGrizzly.above(connection);
        return connection;
    }

    @Test
    void failsWhenTheKernelWillNeverHaveIt() throws ReflectiveOperationException {
        FakeGrizzly.Connection connection = FakeGrizzly.connection();
        webSocket.protocolHandler = FakeGrizzly.above(connection);
        connection.queue().holds(100);
        send(EnginePacket.PING);

        open = false;
        time.advance(Duration.ofMillis(20));

        assertThat(completions).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(time.pending()).as("nothing is watched any more").isZero();
    }

    @Test
    void doesWithoutTheConnectionOfAClientThatIsGone() throws ReflectiveOperationException {
        TyrusInternals internals = new TyrusInternals(session);
        webSocket.protocolHandler = FakeGrizzly.above(null);
        internals
                .sender(session, new CompletionPoller(time.timers()))
                .send(List.of(EnginePacket.PING), completions::add);
        assertThat(completions).containsExactly((Throwable) null);

        FakeGrizzly.Connection connection = FakeGrizzly.connection();
        webSocket.protocolHandler = FakeGrizzly.above(connection);
        connection.queue().holds(100);
        internals
                .sender(session, new CompletionPoller(time.timers()))
                .send(List.of(EnginePacket.PING), completions::add);
        assertThat(completions).as("the next client's is seen").hasSize(1);
    }

    @Test
    void doesWithoutAConnectionThatLooksDifferent() throws ReflectiveOperationException {
        webSocket.protocolHandler = "different";

        send(EnginePacket.PING);

        assertThat(completions).containsExactly((Throwable) null);
    }

    @Test
    void tellsAFailureAtOnceOrLater() throws ReflectiveOperationException {
        webSocket.result = CompletableFuture.failedFuture(RESET);
        send(EnginePacket.PING);
        CompletableFuture<Void> later = new CompletableFuture<>();
        webSocket.result = later;
        send(EnginePacket.PING);

        later.completeExceptionally(RESET);
        time.advance(Duration.ofMillis(20));

        assertThat(completions)
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure).hasCause(RESET));
    }

    @Test
    void writesNothingToAWebSocketThatIsClosed() throws ReflectiveOperationException {
        open = false;

        send(EnginePacket.PING);

        assertThat(webSocket.written).isEmpty();
        assertThat(completions).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAContainerThatLooksDifferent() {
        remote = new TyrusRemote(new Object());
        assertThatThrownBy(this::sender).isInstanceOf(ReflectiveOperationException.class);

        remote = Fakes.of(RemoteEndpoint.Basic.class, (proxy, called, arguments) -> null);
        assertThatThrownBy(this::sender).isInstanceOf(NoSuchFieldException.class);
    }

    /** Tyrus's remote endpoint, of which only the field counts. */
    private static class TyrusRemote implements RemoteEndpoint.Basic {
        @SuppressWarnings("unused")
        private final RawWebSocket webSocket;

        @SuppressWarnings("unused")
        private final Object other;

        TyrusRemote(Object webSocket) {
            this.webSocket = webSocket instanceof RawWebSocket raw ? raw : null;
            this.other = webSocket;
        }

        @Override
        public void sendText(String text) {}

        @Override
        public void sendBinary(ByteBuffer data) {}

        @Override
        public void sendText(String part, boolean last) {}

        @Override
        public void sendBinary(ByteBuffer part, boolean last) {}

        @Override
        public OutputStream getSendStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public Writer getSendWriter() {
            return Writer.nullWriter();
        }

        @Override
        public void sendObject(Object data) {}

        @Override
        public void setBatchingAllowed(boolean allowed) {}

        @Override
        public boolean getBatchingAllowed() {
            return false;
        }

        @Override
        public void flushBatch() {}

        @Override
        public void sendPing(ByteBuffer data) {}

        @Override
        public void sendPong(ByteBuffer data) {}
    }
}
