package dev.parley.transport;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A servlet response that remembers what was written. Its client reads, unless it is {@linkplain #stopReading told not to}. */
public final class FakeResponse extends FakeServletObject {

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Output output = new Output();
    private int status = 200;
    private RuntimeException failure;

    /** The response as a servlet sees it. */
    public HttpServletResponse toServlet() {
        return as(HttpServletResponse.class);
    }

    /** The status line's number. */
    public int status() {
        return status;
    }

    /** The last value of a header; null when it has not been set. */
    public String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** What the client has got. */
    public String body() {
        return output.bytes.toString(StandardCharsets.UTF_8);
    }

    /** The container can take nothing more. */
    public void stopReading() {
        output.ready = false;
    }

    /** The client reads again: the container says so. */
    public void readAgain() {
        output.ready = true;
        output.possible();
    }

    /** The container finds the connection broken. */
    public void breakDown() {
        output.listener.onError(new IOException("reset"));
    }

    /** Every use fails from now on, as after the container has recycled it. */
    public void recycle() {
        failure = new NullPointerException("recycled");
    }

    int getStatus() {
        return status;
    }

    void setStatus(int code) {
        if (failure != null) {
            throw failure;
        }
        status = code;
    }

    void sendError(int code) {
        status = code;
    }

    void setHeader(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), value);
    }

    void addHeader(String name, String value) {
        headers.merge(name.toLowerCase(Locale.ROOT), value, (before, more) -> before + ", " + more);
    }

    void setIntHeader(String name, int value) {
        setHeader(name, Integer.toString(value));
    }

    void setContentType(String type) {
        setHeader("Content-Type", type);
    }

    void setContentLength(int length) {
        setIntHeader("Content-Length", length);
    }

    boolean isCommitted() {
        return output.bytes.size() > 0;
    }

    ServletOutputStream getOutputStream() {
        return output;
    }

    private static final class Output extends ServletOutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private WriteListener listener;
        private boolean ready = true;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener writeListener) {
            listener = writeListener;
            if (ready) {
                possible();
            }
        }

        private void possible() {
            try {
                listener.onWritePossible();
            } catch (IOException e) {
                listener.onError(e);
            }
        }

        @Override
        public void write(int b) {
            bytes.write(b);
        }
    }
}
