package dev.parley.transport.upgrade;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** The output stream of an upgraded connection; nothing is written after the connection has been closed. */
final class GuardedOutput extends ServletOutputStream {

    private final ServletOutputStream out;
    private final Gate gate;

    GuardedOutput(ServletOutputStream out, Gate gate) {
        this.out = out;
        this.gate = gate;
    }

    /** The container's own stream. */
    ServletOutputStream behind() {
        return out;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        enter();
        try {
            out.write(bytes, from, count);
        } finally {
            gate.leave();
        }
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void flush() throws IOException {
        enter();
        try {
            out.flush();
        } finally {
            gate.leave();
        }
    }

    private void enter() throws IOException {
        if (!gate.enter()) {
            throw new IOException("the connection is closed");
        }
    }

    /** True for a closed connection, too: the next write then throws an exception. */
    @Override
    public boolean isReady() {
        if (!gate.enter()) {
            return true;
        }
        try {
            return out.isReady();
        } finally {
            gate.leave();
        }
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        if (!gate.isShut()) {
            out.setWriteListener(listener);
        }
    }

    /** Does nothing after the connection has been closed: the connection closes its streams itself. */
    @Override
    public void close() throws IOException {
        if (!gate.isShut()) {
            out.close();
        }
    }
}
