package dev.parley.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A connection to the server on this machine, which does not block. What the listener leaves of the input is kept and
 * handed to it again in front of what comes next.
 */
final class TcpConnection implements EventLoop.Ready {

    /** The protocol above. */
    interface Listener {
        /** The connection is there. */
        void connected();

        /** Takes what is there as a whole and leaves the rest. The buffer is valid during the call only. */
        void received(ByteBuffer in);

        /** The connection is no more, for whatever reason; said once, and not after {@link TcpConnection#close()}. */
        void ended();
    }

    /** For a receive buffer that is as large as the system likes. */
    static final int SYSTEM_BUFFER = 0;

    private static final ByteBuffer[] NONE = {};

    private final EventLoop loop;
    private final Listener listener;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Deque<ByteBuffer> unsent = new ArrayDeque<>();
    private byte[] rest;
    private boolean ended;

    private TcpConnection(EventLoop loop, SocketChannel channel, Listener listener) throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.listener = listener;
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = loop.register(channel, SelectionKey.OP_CONNECT, this);
    }

    /**
     * Begins to connect.
     *
     * @param receiveBuffer how much the system shall receive before it is read, bytes, or {@link #SYSTEM_BUFFER}
     */
    static TcpConnection open(EventLoop loop, int port, int receiveBuffer, Listener listener) throws IOException {
        TcpConnection connection = new TcpConnection(loop, SocketChannel.open(), listener);
        if (receiveBuffer != SYSTEM_BUFFER) {
            connection.channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        }
        connection.channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return connection;
    }

    @Override
    public void ready() {
        try {
            if (!key.isValid()) {
                return;
            }
            if (key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                listener.connected();
                return;
            }
            if (key.isWritable()) {
                flush();
            }
            if (key.isValid() && key.isReadable()) {
                read();
            }
        } catch (IOException e) {
            end();
        }
    }

    private void read() throws IOException {
        ByteBuffer in = loop.input().clear();
        if (rest != null) {
            in.put(rest);
            rest = null;
        }
        if (!in.hasRemaining()) {
            throw new IllegalStateException("one packet of more than " + in.capacity() + " bytes");
        }
        int count = channel.read(in);
        loop.tick();
        in.flip();
        if (in.hasRemaining()) {
            listener.received(in);
        }
        if (in.hasRemaining()) {
            rest = new byte[in.remaining()];
            in.get(rest);
        }
        if (count < 0) {
            end();
        }
    }

    /** Sends, and keeps what the kernel does not take. Nothing after the end. */
    void send(ByteBuffer bytes) {
        if (ended) {
            return;
        }
        unsent.add(bytes);
        try {
            flush();
        } catch (IOException e) {
            end();
        }
    }

    private void flush() throws IOException {
        while (!unsent.isEmpty()) {
            if (unsent.size() == 1) {
                channel.write(unsent.peek());
            } else {
                channel.write(unsent.toArray(NONE));
            }
            while (!unsent.isEmpty() && !unsent.peek().hasRemaining()) {
                unsent.remove();
            }
            if (!unsent.isEmpty()) {
                key.interestOpsOr(SelectionKey.OP_WRITE);
                return;
            }
        }
        key.interestOpsAnd(~SelectionKey.OP_WRITE);
    }

    /** Reads no more, as a client does that hangs. The connection stays. */
    void stall() {
        key.interestOpsAnd(~SelectionKey.OP_READ);
    }

    /** Closes it, and says nothing to the listener. */
    void close() {
        ended = true;
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket cannot be closed", e);
        }
    }

    private void end() {
        if (!ended) {
            close();
            listener.ended();
        }
    }
}
