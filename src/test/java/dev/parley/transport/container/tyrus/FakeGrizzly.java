package dev.parley.transport.container.tyrus;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** As much of Payara's inside, from Tyrus's writer down to Grizzly's connection, as is used: its field names, above all. */
final class FakeGrizzly {

    private FakeGrizzly() {}

    /** What a WebSocket of Tyrus holds, above a connection of Grizzly. */
    static Object above(Connection connection) {
        return new Protocol(new Writer(
                new UpgradeHandler(new WebConnection(new Stream(new Output(new GrizzlyOutput(connection)))))));
    }

    /** A connection with an empty queue. */
    static Connection connection() {
        return new Connection();
    }

    private record Protocol(Writer writer) {}

    private record Writer(UpgradeHandler tyrusHttpUpgradeHandler) {}

    private record UpgradeHandler(WebConnection inside) {
        @SuppressWarnings("unused")
        WebConnection getWebConnection() {
            return inside;
        }
    }

    private record WebConnection(Stream inside) {
        @SuppressWarnings("unused")
        Stream getOutputStream() {
            return inside;
        }
    }

    private record Stream(Output ob) {}

    private record Output(GrizzlyOutput grizzlyOutputBuffer) {}

    private record GrizzlyOutput(Connection connection) {}

    /** Grizzly's connection. */
    public static final class Connection {

        private final Queue queue = new Queue();
        private final SocketChannel channel = open();
        private final Transport transport = new Transport();
        private Object processor = "no chain of filters";
        private boolean open = true;

        private static SocketChannel open() {
            try {
                return SocketChannel.open();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        Queue queue() {
            return queue;
        }

        Transport transport() {
            return transport;
        }

        void close() {
            open = false;
        }

        /** What is between HTTP and the network; the first is the nearest to the network. */
        void passes(Object... filters) {
            processor = List.of(filters);
        }

        int sendBuffer() throws IOException {
            return channel.getOption(StandardSocketOptions.SO_SNDBUF);
        }

        public NetworkChannel getChannel() {
            return channel;
        }

        public Queue getAsyncWriteQueue() {
            return queue;
        }

        public boolean isOpen() {
            return open;
        }

        public void terminateSilently() {
            open = false;
        }

        public Object getProcessor() {
            return processor;
        }

        public MemoryManager getMemoryManager() {
            return new MemoryManager();
        }

        public Transport getTransport() {
            return transport;
        }
    }

    /** What connections have in common. */
    public static final class Transport implements Queues, QueueWriter {

        private final List<ByteBuffer> written = new ArrayList<>();
        private IllegalStateException failure;

        List<ByteBuffer> written() {
            return written;
        }

        void fails(IllegalStateException newFailure) {
            failure = newFailure;
        }

        public Queues getAsyncQueueIO() {
            return this;
        }

        @Override
        public QueueWriter getWriter() {
            return this;
        }

        @Override
        public void write(Connection connection, Object address, Buffer buffer) {
            throw new IllegalStateException("this one is for datagrams");
        }

        @Override
        public void write(Connection connection, Buffer buffer, CompletionHandler handler) {
            if (failure != null) {
                throw failure;
            }
            written.add(buffer.bytes());
        }
    }

    /** Makes buffers. */
    public static final class MemoryManager {
        public Buffer wrap(ByteBuffer bytes) {
            return new Buffer(bytes);
        }
    }

    /** A buffer of Grizzly's. */
    public record Buffer(ByteBuffer bytes) {}

    /** Leads to the writer. */
    public interface Queues {
        QueueWriter getWriter();
    }

    /** Writes to queues. */
    public interface QueueWriter {
        void write(Connection connection, Object address, Buffer buffer);

        void write(Connection connection, Buffer buffer, CompletionHandler handler);
    }

    /** Is told of the end of a write. */
    public interface CompletionHandler {}

    /** A filter that leaves bytes as they are. */
    static final class TransportFilter {}

    /** A filter that does not. */
    static final class SSLFilter {}

    /** The filter at which HTTP begins. */
    static final class GlassfishHttpCodecFilter {}

    /** What waits for the kernel. */
    public static final class Queue {

        private int bytes;

        void holds(int newBytes) {
            bytes = newBytes;
        }

        public int spaceInBytes() {
            return bytes;
        }
    }
}
