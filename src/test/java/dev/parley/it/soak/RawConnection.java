package dev.parley.it.soak;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A connection that sends anything and never waits: what the kernel does not take stays here until the next attempt, and what
 * has come is there to be looked at. One thread.
 */
final class RawConnection implements Closeable {

    private static final int INPUT = 16 * 1024;
    private static final int KEPT = 512;

    private final SocketChannel channel;
    private final Queue<ByteBuffer> unsent = new ArrayDeque<>();
    private final ByteBuffer input = ByteBuffer.allocate(INPUT);
    private final StringBuilder latest = new StringBuilder();
    private String awaited = "";
    private boolean found = true;
    private boolean over;

    private RawConnection(SocketChannel channel) {
        this.channel = channel;
    }

    /** A connection with the system's buffers. */
    static RawConnection open(Peer peer) throws IOException {
        return open(peer, 0);
    }

    /** A connection with a receive buffer of about so many bytes, so that little is lost in it. */
    static RawConnection open(Peer peer, int receiveBuffer) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            if (receiveBuffer > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
            }
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), peer.port()));
            channel.configureBlocking(false);
            return new RawConnection(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Sends, now or later. */
    void send(byte[] bytes) {
        unsent.add(ByteBuffer.wrap(bytes));
        flush();
    }

    /** Sends a text packet in a WebSocket frame. */
    void sendText(String packet) {
        send(Frames.text(packet));
    }

    /** Sends what is left, and tells whether nothing is. */
    boolean flush() {
        try {
            while (!unsent.isEmpty()) {
                channel.write(unsent.peek());
                if (unsent.peek().hasRemaining()) {
                    return false;
                }
                unsent.remove();
            }
        } catch (IOException e) {
            over = true;
        }
        return true;
    }

    /** Reads all that has come; false once the server has ended the connection. */
    boolean read() {
        try {
            int count = over ? -1 : channel.read(input);
            while (count > 0) {
                latest.append(StandardCharsets.ISO_8859_1.decode(input.flip()));
                input.clear();
                look();
                if (latest.length() > KEPT) {
                    latest.delete(0, latest.length() - KEPT);
                }
                count = channel.read(input);
            }
            over |= count < 0;
        } catch (IOException e) {
            over = true;
        }
        return !over;
    }

    /** Whether it is known that the server has ended it; who does not read knows late. */
    boolean isOver() {
        return over;
    }

    /** Whether this has come since it was first asked for, or right before; once found, something else can be asked for. */
    boolean hasCome(String text) {
        if (!text.equals(awaited)) {
            awaited = text;
            found = false;
            look();
        }
        return found;
    }

    private void look() {
        int at = found ? -1 : latest.indexOf(awaited);
        if (at >= 0) {
            latest.delete(0, at + awaited.length());
            found = true;
        }
    }

    /** Goes with a reset, so that nothing is left of it here. */
    void reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // It has ended before.
        }
        close();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone in any case.
        }
    }
}
