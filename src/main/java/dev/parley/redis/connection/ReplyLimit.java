package dev.parley.redis.connection;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The input of a connection to Redis without strings that are longer than a limit. A longer string is skipped as it
 * arrives and replaced by an empty one, so that no memory is allocated for it. Parses the framing of RESP 2 only as far
 * as this requires. For one thread.
 */
final class ReplyLimit extends FilterInputStream {

    private static final int CHUNK = 8192;
    /** The maximum length of a line that announces a string, in bytes. Other kinds of lines are not parsed. */
    private static final int MAX_HEADER = 32;

    private static final byte[] EMPTY_STRING = "$0\r\n".getBytes(StandardCharsets.US_ASCII);

    private enum Part {
        LINE_START,
        LINE,
        STRING_HEADER,
        STRING,
        SKIPPED
    }

    private final int maxString;
    private final byte[] raw = new byte[CHUNK];
    /**
     * The bytes that have been read and may be passed on. A line that was held back can make them a little longer than
     * a chunk.
     */
    private final byte[] ready = new byte[CHUNK + MAX_HEADER];

    private final byte[] header = new byte[MAX_HEADER];
    private int headerLength;
    private int next;
    private int end;
    private Part part = Part.LINE_START;
    private long left;

    /**
     * Limits the strings of a stream.
     *
     * @param maxString the maximum length of a string, in bytes
     */
    ReplyLimit(InputStream in, int maxString) {
        super(in);
        this.maxString = maxString;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (next == end) {
            int count = in.read(raw, 0, CHUNK);
            if (count < 0) {
                return -1;
            }
            filter(count);
        }
        int some = Math.min(length, end - next);
        System.arraycopy(ready, next, target, offset, some);
        next += some;
        return some;
    }

    private void filter(int count) throws IOException {
        next = 0;
        end = 0;
        int i = 0;
        while (i < count) {
            switch (part) {
                case LINE_START -> {
                    part = raw[i] == '$' ? Part.STRING_HEADER : Part.LINE;
                    headerLength = 0;
                }
                case LINE -> {
                    byte b = raw[i++];
                    ready[end++] = b;
                    part = b == '\n' ? Part.LINE_START : Part.LINE;
                }
                case STRING_HEADER -> header(raw[i++]);
                case STRING -> {
                    int some = (int) Math.min(left, count - i);
                    System.arraycopy(raw, i, ready, end, some);
                    end += some;
                    i += some;
                    passed(some);
                }
                case SKIPPED -> {
                    int some = (int) Math.min(left, count - i);
                    i += some;
                    left -= some;
                    if (left == 0) {
                        startString(2);
                    }
                }
            }
        }
    }

    private void header(byte b) throws IOException {
        if (headerLength == MAX_HEADER) {
            throw new IOException("no length of a string");
        }
        header[headerLength++] = b;
        if (b != '\n') {
            return;
        }
        long length = length();
        if (length > maxString) {
            pass(EMPTY_STRING, EMPTY_STRING.length);
            part = Part.SKIPPED;
            left = length;
        } else {
            pass(header, headerLength);
            // A null string has neither content nor a line end.
            startString(length < 0 ? 0 : length + 2);
        }
    }

    private long length() throws IOException {
        try {
            return Long.parseLong(new String(header, 1, headerLength - 3, StandardCharsets.US_ASCII));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IOException("no length of a string");
        }
    }

    private void pass(byte[] bytes, int length) {
        System.arraycopy(bytes, 0, ready, end, length);
        end += length;
    }

    private void startString(long length) {
        left = length;
        part = length == 0 ? Part.LINE_START : Part.STRING;
    }

    private void passed(int some) {
        left -= some;
        if (left == 0) {
            part = Part.LINE_START;
        }
    }

    @Override
    public int available() {
        return end - next;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
