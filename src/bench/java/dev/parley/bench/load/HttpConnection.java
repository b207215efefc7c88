package dev.parley.bench.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Requests to a server on this machine, one after the other on a connection that is kept and, if the server has closed
 * it, made anew (RFC 9112). Understands bodies with a length and in chunks.
 */
final class HttpConnection implements TcpConnection.Listener {

    /** Who gets the answers. */
    @FunctionalInterface
    interface Listener {
        /** An answer, its body from an index to another of a buffer that is valid during the call only. */
        void answered(int status, ByteBuffer body, int start, int end);
    }

    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final byte[] END_OF_LINE = {'\r', '\n'};
    private static final byte[] LENGTH = Ascii.bytes("content-length:");
    private static final byte[] CHUNKED = Ascii.bytes("transfer-encoding: chunked");
    private static final int CASE = 0x20;

    private final EventLoop loop;
    private final int port;
    private final Listener listener;
    private TcpConnection connection;
    private ByteBuffer request;
    private boolean connected;

    HttpConnection(EventLoop loop, int port, Listener listener) {
        this.loop = loop;
        this.port = port;
        this.listener = listener;
    }

    void get(String target) {
        send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n", new byte[0]);
    }

    void post(String target, byte[] body) {
        String head = "POST " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: " + body.length + "\r\n\r\n";
        send(head, body);
    }

    private void send(String head, byte[] body) {
        byte[] bytes = head.getBytes(StandardCharsets.US_ASCII);
        request = ByteBuffer.allocate(bytes.length + body.length)
                .put(bytes)
                .put(body)
                .flip();
        if (connected) {
            connection.send(request.duplicate());
        } else if (connection == null) {
            connect();
        }
    }

    private void connect() {
        try {
            connection = TcpConnection.open(loop, port, TcpConnection.SYSTEM_BUFFER, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void connected() {
        connected = true;
        connection.send(request.duplicate());
    }

    @Override
    public void ended() {
        connection = null;
        connected = false;
        if (request != null) {
            connect();
        }
    }

    @Override
    public void received(ByteBuffer in) {
        int start = in.position();
        int bodyAt = Ascii.indexOf(in, start, in.limit(), Ascii.END_OF_HEAD) + Ascii.END_OF_HEAD.length;
        if (bodyAt < Ascii.END_OF_HEAD.length) {
            return;
        }
        int status = number(in, start + STATUS_AT, 10);
        int length = header(in, start, bodyAt, LENGTH);
        if (length >= 0) {
            plain(in, status, bodyAt, bodyAt + number(in, length, 10));
        } else if (header(in, start, bodyAt, CHUNKED) >= 0) {
            chunked(in, status, bodyAt);
        } else {
            throw new IllegalStateException("neither a length nor chunks: " + Ascii.text(in, start, bodyAt));
        }
    }

    private void plain(ByteBuffer in, int status, int start, int end) {
        if (end <= in.limit()) {
            in.position(end);
            answered(status, in, start, end);
        }
    }

    private void chunked(ByteBuffer in, int status, int bodyAt) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = bodyAt;
        while (true) {
            int line = Ascii.indexOf(in, at, in.limit(), END_OF_LINE);
            if (line < 0) {
                return;
            }
            int length = number(in, at, 16);
            int end = line + END_OF_LINE.length + length;
            if (end + END_OF_LINE.length > in.limit()) {
                return;
            }
            body.writeBytes(Ascii.bytes(in, line + END_OF_LINE.length, end));
            at = end + END_OF_LINE.length;
            if (length == 0) {
                in.position(at);
                answered(status, ByteBuffer.wrap(body.toByteArray()), 0, body.size());
                return;
            }
        }
    }

    private void answered(int status, ByteBuffer body, int start, int end) {
        request = null;
        listener.answered(status, body, start, end);
    }

    /** Where the value of a header begins; -1 when there is no such header. */
    private static int header(ByteBuffer in, int start, int end, byte[] name) {
        for (int i = start; i < end - name.length; i++) {
            int matched = 0;
            while (matched < name.length && lower(in.get(i + matched)) == name[matched]) {
                matched++;
            }
            if (matched == name.length) {
                int value = i + matched;
                return in.get(value) == ' ' ? value + 1 : value;
            }
        }
        return -1;
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter | CASE : letter;
    }

    private static int number(ByteBuffer in, int at, int radix) {
        int number = 0;
        int i = at;
        for (int digit = Character.digit(in.get(i), radix); digit >= 0; digit = Character.digit(in.get(++i), radix)) {
            number = number * radix + digit;
        }
        return number;
    }
}
