package dev.parley.transport.upgrade;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/**
 * The input stream of an upgraded connection. It ends before the first frame that must not be read, or when the
 * connection is closed. During a pause it says that there is nothing to read. When Parley has closed the WebSocket, what
 * the client still sends can be discarded here.
 */
final class GuardedInput extends ServletInputStream {

    private final ServletInputStream in;
    private final FrameGuard guard;
    private final Gate gate;
    private InputPause pause;
    private boolean begun;
    private volatile boolean discarding;

    GuardedInput(ServletInputStream in, FrameGuard guard, Gate gate) {
        this.in = in;
        this.guard = guard;
        this.gate = gate;
    }

    /** Returns 0 if nothing more may be read or if the connection is closed. */
    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        if (discarding || guard.isShut()) {
            return 0;
        }
        int read = readBelow(bytes, from, count);
        return read > 0 ? guard.accept(bytes, from, read) : read;
    }

    private int readBelow(byte[] bytes, int from, int count) throws IOException {
        if (!gate.enter()) {
            return 0;
        }
        try {
            return in.read(bytes, from, count);
        } finally {
            gate.leave();
        }
    }

    /**
     * From now on the container's handler gets nothing more, and what the client sends is discarded.
     *
     * @param over called on the thread that reads, at least once, when the client sends nothing more
     * @return false if the container does not read through this stream; then nothing is discarded
     */
    boolean discard(Runnable over) {
        discarding = true;
        if (pause == null) {
            return false;
        }
        pause.handOver(new InputDiscard(this::readBelow, pause::isReady, guard, over));
        return true;
    }

    /** Returns -1 if nothing more may be read or if the connection is closed, because there is no next byte. */
    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) == 1 ? single[0] & 0xff : -1;
    }

    @Override
    public int available() throws IOException {
        if (discarding || guard.isShut() || !gate.enter()) {
            return 0;
        }
        try {
            return in.available();
        } finally {
            gate.leave();
        }
    }

    @Override
    public boolean isFinished() {
        return discarding || gate.isShut() || in.isFinished();
    }

    /** False during a pause, too; the listener is called after it. */
    @Override
    public boolean isReady() {
        if (discarding) {
            return false;
        }
        return pause == null ? isReadyBelow() : pause.isReady();
    }

    private boolean isReadyBelow() {
        if (!discarding && guard.isShut() || !gate.enter()) {
            return false;
        }
        try {
            return in.isReady();
        } finally {
            gate.leave();
        }
    }

    /**
     * Keeps the listener until {@link #begin}, so that the container does not call it before Tyrus can handle input.
     */
    @Override
    public void setReadListener(ReadListener listener) {
        pause = guard.pausing(listener, this::isReadyBelow);
        if (begun) {
            in.setReadListener(pause);
        }
    }

    /** The container's handler is ready for input. Called once, on the thread that sets the listener. */
    void begin() {
        begun = true;
        // A WebSocket may have been closed while it was being opened.
        if (pause != null && !gate.isShut()) {
            in.setReadListener(pause);
        }
    }

    @Override
    public void close() throws IOException {
        if (!discarding && !gate.isShut()) {
            in.close();
        }
    }
}
