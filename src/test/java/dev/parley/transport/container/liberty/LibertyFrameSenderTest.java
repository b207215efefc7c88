package dev.parley.transport.container.liberty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.transport.ClientConnection;
import dev.parley.transport.container.Fakes;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

public class LibertyFrameSenderTest {

    private static final IOException RESET = new IOException("reset");

    private Link link = new Link();
    private final List<Throwable> completions = new ArrayList<>();

    /** As much of Liberty as is used: a session has one of these inside. */
    public static final class Inside {
        final Link connLink;

        Inside(Link link) {
            connLink = link;
        }
    }

    /** A session with {@link Inside} inside. */
    public interface LibertySession extends Session {
        Inside getSessionImpl();
    }

    /** The connection of a WebSocket. */
    public interface Connection {
        Output getWriteInterface();
    }

    /** What a connection is written to by. */
    public interface Output {
        long WRITE_ALL_DATA = -1;
        int NO_TIMEOUT = -2;

        Socket getSocket();

        void setBuffer(Buffer buffer);

        long write(long bytes, int timeout) throws IOException;

        Object write(long bytes, Callback callback, boolean forceQueue, int timeout);
    }

    /** Is told of the end of a write. */
    public interface Callback {
        void complete(Object connection, Output output);

        void error(Object connection, Output output, IOException failure);
    }

    /** A buffer of the container. */
    public record Buffer(ByteBuffer bytes, List<String> calls) {
        public void release() {
            calls.add("release");
        }
    }

    /** Makes buffers. */
    public interface Buffers {
        Buffer wrap(ByteBuffer bytes);
    }

    /** What the link says to one who wants to write. */
    public enum Status {
        /** It may. */
        OK,
        /** It may not. */
        IO_NOT_OK
    }

    /** What becomes of a link. */
    public enum LinkStatus {
        /** It is open. */
        IO_OK,
        /** It has been asked to close. */
        LOCAL_CLOSING,
        /** It is closed. */
        CLOSED
    }

    /** A link, and its output: notes what is called. */
    public static class Link implements Output {
        private final List<String> calls = new ArrayList<>();
        private final Connection tcpConnection = () -> this;
        private Status status = Status.OK;
        private LinkStatus linkStatus = LinkStatus.IO_OK;
        private String writeLinkStatus = "OK_TO_WRITE";
        private boolean broken;
        private boolean withoutSocket;
        private boolean full;
        private Callback callback;
        private SocketChannel channel;
        private final Socket socket = new Socket() {
            @Override
            public void setSendBufferSize(int bytes) {
                calls.add("send buffer " + bytes);
            }

            @Override
            public SocketChannel getChannel() {
                return channel;
            }
        };

        public Status okToWrite(boolean wait, boolean fromClose, boolean fromPong) {
            calls.add("okToWrite " + wait + " " + fromClose + " " + fromPong);
            return status;
        }

        public void signalNotWriting() {
            calls.add("signalNotWriting");
        }

        public LinkStatus getLinkStatus() {
            return linkStatus;
        }

        public void closeUsingSession(CloseReason reason, boolean readForCloseFrame, boolean now) {
            calls.add("close " + reason + " " + readForCloseFrame + " " + now);
        }

        public Buffers getBufferManager() {
            return bytes -> new Buffer(bytes, calls);
        }

        @Override
        public Socket getSocket() {
            if (withoutSocket) {
                throw new UnsupportedOperationException("Netty");
            }
            return socket;
        }

        @Override
        public void setBuffer(Buffer buffer) {
            byte[] bytes = new byte[buffer.bytes().remaining()];
            buffer.bytes().get(bytes);
            calls.add("setBuffer " + java.util.HexFormat.of().formatHex(bytes));
        }

        @Override
        public long write(long bytes, int timeout) {
            throw new IllegalStateException("this one blocks");
        }

        @Override
        public Object write(long bytes, Callback whenWritten, boolean forceQueue, int timeout) {
            calls.add("write " + bytes + " " + forceQueue + " " + timeout);
            if (broken) {
                throw new IllegalStateException("broken");
            }
            callback = whenWritten;
            return full ? null : this;
        }
    }

    /** A link whose output writes to the socket without anything in between: known by this name. */
    public static final class NioTCPWriteRequestContextImpl extends Link {
        NioTCPWriteRequestContextImpl(SocketChannel channel) {
            super.channel = channel;
        }
    }

    private Session session() {
        Inside inside = new Inside(link);
        return Fakes.of(LibertySession.class, (proxy, called, arguments) -> inside);
    }

    /** A session of Liberty's Netty transport, which has no sockets to show. */
    public static Session withoutSocket() {
        LibertyFrameSenderTest test = new LibertyFrameSenderTest();
        test.link.withoutSocket = true;
        Inside inside = new Inside(test.link);
        return Fakes.of(
                LibertySession.class,
                (proxy, called, arguments) -> called.getName().equals("getSessionImpl") ? inside : null);
    }

    private LibertyFrameSender sender() throws ReflectiveOperationException {
        Session session = session();
        return new LibertyInternals(session).sender(session);
    }

    private void send(EnginePacket... packets) throws ReflectiveOperationException {
        sender().send(List.of(packets), completions::add);
    }

    @Test
    void writesAllFramesAtOnceInItsTurn() throws ReflectiveOperationException {
        send(EnginePacket.PING, EnginePacket.message("a"));

        assertThat(link.calls)
                .containsExactly(
                        "send buffer 65536",
                        "okToWrite false false false",
                        "setBuffer 8101328102" + "3461",
                        "write -1 false -2",
                        "signalNotWriting",
                        "release");
        assertThat(completions).containsExactly((Throwable) null);
    }

    @Test
    void givesItsTurnBackWhenTheWriteFails() throws ReflectiveOperationException {
        link.broken = true;

        send(EnginePacket.PING);

        assertThat(link.calls).endsWith("signalNotWriting", "release");
        assertThat(completions).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsItsTurnUntilTheClientHasTakenAll() throws ReflectiveOperationException {
        link.full = true;
        send(EnginePacket.PING);
        assertThat(link.calls).last().isEqualTo("write -1 false -2");
        assertThat(completions).isEmpty();

        link.callback.complete(link, link);

        assertThat(link.calls).endsWith("signalNotWriting", "release");
        assertThat(completions).containsExactly((Throwable) null);
    }

    @Test
    void tellsALaterFailure() throws ReflectiveOperationException {
        link.full = true;
        send(EnginePacket.PING);

        link.callback.error(link, link, RESET);

        assertThat(link.calls).endsWith("signalNotWriting", "release");
        assertThat(completions).containsExactly(RESET);
    }

    @Test
    void itsCallbackIsAnObjectLikeAnyOther() throws ReflectiveOperationException {
        send(EnginePacket.PING);

        assertThat(link.callback).isEqualTo(link.callback).isNotEqualTo(link).hasToString("completion of a write");
        assertThat(link.callback.hashCode()).isEqualTo(link.callback.hashCode());
    }

    @Test
    void writesNothingOutOfItsTurn() throws ReflectiveOperationException {
        link.status = Status.IO_NOT_OK;

        send(EnginePacket.PING);

        assertThat(link.calls).containsExactly("send buffer 65536", "okToWrite false false false");
        assertThat(completions).singleElement().isInstanceOf(IOException.class);
    }

    @Test
    void writesToTheSocketItselfInItsTurn() throws Exception {
        FakeSocketChannel socket = new FakeSocketChannel();
        link = new NioTCPWriteRequestContextImpl(socket);

        send(EnginePacket.PING, EnginePacket.message("a"));

        assertThat(socket.taken()).isEqualTo("8101328102" + "3461");
        assertThat(link.calls).containsExactly("send buffer 65536", "okToWrite false false false", "signalNotWriting");
        assertThat(completions).containsExactly((Throwable) null);
    }

    /** The turn would be waited for. */
    @Test
    void mayNotWriteOnTheReadingThreadDuringAPong() throws Exception {
        link = new NioTCPWriteRequestContextImpl(new FakeSocketChannel());
        assertThat(sender().mayWriteHere()).isTrue();

        link.writeLinkStatus = "WRITING_PONG";

        assertThat(sender().mayWriteHere()).isFalse();
    }

    @Test
    void mayNotWriteOnTheReadingThreadWithoutTheSocket() throws ReflectiveOperationException {
        assertThat(sender().mayWriteHere()).isFalse();
    }

    @Test
    void leavesToTheChannelWhatTheSocketDoesNotTake() throws Exception {
        FakeSocketChannel socket = new FakeSocketChannel();
        socket.takes(4);
        link = new NioTCPWriteRequestContextImpl(socket);
        link.full = true;

        send(EnginePacket.PING, EnginePacket.message("a"));
        assertThat(socket.taken()).isEqualTo("81013281");
        assertThat(link.calls).endsWith("setBuffer 02" + "3461", "write -1 false -2");
        assertThat(completions).isEmpty();
        link.callback.complete(link, link);

        assertThat(link.calls).endsWith("signalNotWriting", "release");
        assertThat(completions).containsExactly((Throwable) null);
    }

    @Test
    void givesItsTurnBackWhenTheSocketFails() throws Exception {
        FakeSocketChannel socket = new FakeSocketChannel();
        socket.fails(RESET);
        link = new NioTCPWriteRequestContextImpl(socket);

        send(EnginePacket.PING);

        assertThat(link.calls).endsWith("okToWrite false false false", "signalNotWriting");
        assertThat(completions).containsExactly(RESET);
    }

    @Test
    void doesNotWriteToTheSocketOfAConnectionWithTls() throws Exception {
        FakeSocketChannel socket = new FakeSocketChannel();
        link.channel = socket;

        send(EnginePacket.PING);

        assertThat(socket.taken()).isEmpty();
        assertThat(link.calls).contains("setBuffer 810132");
    }

    @Test
    void cutsALinkOffThatDoesNotEndWhenItIsClosed() throws Exception {
        ClientConnection connection = sender().connection().orElseThrow();
        link.linkStatus = LinkStatus.LOCAL_CLOSING;
        assertThat(connection.isOpen()).isTrue();

        connection.cutOff();

        assertThat(link.calls).containsExactly("send buffer 65536", "close null false true");
    }

    @Test
    void leavesALinkAloneThatHasEnded() throws Exception {
        ClientConnection connection = sender().connection().orElseThrow();
        link.linkStatus = LinkStatus.CLOSED;
        assertThat(connection.isOpen()).isFalse();

        connection.cutOff();

        assertThat(link.calls).containsExactly("send buffer 65536");
    }

    @Test
    void refusesAContainerThatLooksDifferent() {
        Session other = Fakes.of(Session.class, (proxy, called, arguments) -> null);

        assertThatThrownBy(() -> new LibertyInternals(other)).isInstanceOf(ReflectiveOperationException.class);
    }
}
