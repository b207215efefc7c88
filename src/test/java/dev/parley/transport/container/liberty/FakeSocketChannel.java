package dev.parley.transport.container.liberty;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Set;

/** A socket without a network: takes so many bytes, and no more. */
final class FakeSocketChannel extends SocketChannel {

    private final StringBuilder taken = new StringBuilder();
    private int space = Integer.MAX_VALUE;
    private IOException failure;

    FakeSocketChannel() throws IOException {
        super(null);
        configureBlocking(false);
    }

    /** What it has taken, in hexadecimal digits. */
    String taken() {
        return taken.toString();
    }

    void takes(int bytes) {
        space = bytes;
    }

    void fails(IOException newFailure) {
        failure = newFailure;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        if (failure != null) {
            throw failure;
        }
        int written = 0;
        for (; bytes.hasRemaining() && space > 0; space--, written++) {
            taken.append("%02x".formatted(bytes.get()));
        }
        return written;
    }

    @Override
    protected void implCloseSelectableChannel() {}

    @Override
    protected void implConfigureBlocking(boolean block) {}

    @Override
    public SocketChannel bind(SocketAddress local) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> name, T value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public SocketChannel shutdownInput() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketChannel shutdownOutput() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket socket() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isConnectionPending() {
        return false;
    }

    @Override
    public boolean connect(SocketAddress remote) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean finishConnect() {
        return true;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return null;
    }

    @Override
    public int read(ByteBuffer target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return null;
    }
}
