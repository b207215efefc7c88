package dev.parley.transport;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** A request's body that arrives when the test says so. Like some containers, it reports its end when it is asked for more. */
public final class FakeBody extends ServletInputStream {

    private final boolean knowsItsEnd;
    private ByteArrayInputStream arrived = new ByteArrayInputStream(new byte[0]);
    private ReadListener listener;
    private boolean complete;
    private boolean told;
    private boolean askedAtTheEnd;
    private int taken;

    private FakeBody(boolean knowsItsEnd) {
        this.knowsItsEnd = knowsItsEnd;
    }

    /** A body whose container knows that the last byte was the last. */
    public static FakeBody ofKnownEnd() {
        return new FakeBody(true);
    }

    /** A body whose end is found out only by asking for more, as it may be with chunks. */
    public static FakeBody ofUnknownEnd() {
        return new FakeBody(false);
    }

    /** Some bytes come. */
    public FakeBody arrive(byte[] bytes) {
        arrived = new ByteArrayInputStream(bytes);
        if (listener != null) {
            tellData();
        }
        return this;
    }

    /** The last bytes come. */
    public FakeBody arriveAtLast(byte[] bytes) {
        complete = true;
        return arrive(bytes);
    }

    /** The connection breaks. */
    public void breakDown() {
        listener.onError(new IOException("reset"));
    }

    /** How many bytes have been read. */
    public int taken() {
        return taken;
    }

    /** Whether somebody asked for more when all had been read. */
    public boolean isAskedAtTheEnd() {
        return askedAtTheEnd;
    }

    @Override
    public boolean isFinished() {
        return knowsItsEnd && complete && arrived.available() == 0;
    }

    @Override
    public boolean isReady() {
        askedAtTheEnd |= complete && arrived.available() == 0;
        if (arrived.available() == 0 && complete) {
            tellEnd();
        }
        return arrived.available() > 0;
    }

    @Override
    public int available() {
        return arrived.available();
    }

    @Override
    public void setReadListener(ReadListener readListener) {
        listener = readListener;
        if (arrived.available() > 0) {
            tellData();
        } else if (complete) {
            tellEnd();
        }
    }

    private void tellData() {
        try {
            listener.onDataAvailable();
        } catch (IOException e) {
            listener.onError(e);
        }
    }

    private void tellEnd() {
        if (told) {
            return;
        }
        told = true;
        try {
            listener.onAllDataRead();
        } catch (IOException e) {
            listener.onError(e);
        }
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("byte by byte");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        int read = arrived.read(bytes, offset, length);
        taken += Math.max(0, read);
        return read;
    }
}
