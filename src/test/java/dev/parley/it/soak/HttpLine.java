package dev.parley.it.soak;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Requests of one client, one after the other on a connection that is kept, and made anew when the server has closed it. One
 * thread at a time, but for {@link #close()}.
 */
final class HttpLine implements Closeable {

    private static final int STATUS_AT = 9;
    private static final int HEXADECIMAL = 16;

    private final Peer peer;
    private volatile Socket socket;
    private volatile boolean closed;
    private InputStream in;

    HttpLine(Peer peer) {
        this.peer = peer;
    }

    /**
     * What a server answers.
     *
     * @param status of HTTP
     * @param body as UTF-8
     */
    record Answer(int status, String body) {}

    /** Asks and waits for the answer. */
    Answer get(String target) throws IOException {
        return exchange(peer.head("GET " + target), new byte[0]);
    }

    /** Posts text and waits for the answer. */
    Answer post(String target, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return exchange(
                peer.head("POST " + target, "Content-Type: text/plain;charset=UTF-8", "Content-Length: " + body.length),
                body);
    }

    private Answer exchange(byte[] head, byte[] body) throws IOException {
        boolean kept = socket != null;
        try {
            return exchangeOnce(head, body);
        } catch (NothingCameException e) {
            if (!kept || closed) {
                throw e;
            }
            // The server has closed the connection while nobody used it.
            return exchangeOnce(head, body);
        }
    }

    /** The connection ended before a byte of the answer. */
    private static final class NothingCameException extends IOException {
        NothingCameException(Throwable cause) {
            super("the connection ended before the answer", cause);
        }
    }

    private Answer exchangeOnce(byte[] head, byte[] body) throws IOException {
        if (socket == null) {
            socket = peer.connect();
            in = new BufferedInputStream(socket.getInputStream());
        }
        boolean answered = false;
        try {
            String answer = begin(head, body);
            answered = true;
            Map<String, String> headers = headers();
            String text = body(headers);
            if ("close".equalsIgnoreCase(headers.get("connection"))) {
                drop();
            }
            return new Answer(Integer.parseInt(answer.substring(STATUS_AT, STATUS_AT + 3)), text);
        } catch (java.net.SocketTimeoutException e) {
            drop();
            throw e;
        } catch (IOException e) {
            drop();
            throw answered ? e : new NothingCameException(e);
        }
    }

    private String begin(byte[] head, byte[] body) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream(head.length + body.length);
        request.writeBytes(head);
        request.writeBytes(body);
        socket.getOutputStream().write(request.toByteArray());
        return line();
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private String body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks();
        }
        String length = headers.get("content-length");
        return length == null ? "" : new String(exactly(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }

    private String chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = chunkLength(); length > 0; length = chunkLength()) {
            body.writeBytes(exactly(length));
            line();
        }
        line();
        return body.toString(StandardCharsets.UTF_8);
    }

    private int chunkLength() throws IOException {
        return Integer.parseInt(line().strip(), HEXADECIMAL);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ended too early");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the answer ended too early");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private void drop() {
        Socket old = socket;
        socket = null;
        if (old != null) {
            try {
                old.close();
            } catch (IOException e) {
                // It is gone in any case.
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        drop();
    }
}
