package dev.parley.transport.websocket;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;

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

    private record WebConnection(Stream outputStream) {}

    private record Stream(Output ob) {}

    private record Output(GrizzlyOutput grizzlyOutputBuffer) {}

    private record GrizzlyOutput(Connection connection) {}

    /** Grizzly's connection. */
    public static final class Connection {

        private final Queue queue = new Queue();
        private final SocketChannel channel = open();
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

        void close() {
            open = false;
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
    }

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
