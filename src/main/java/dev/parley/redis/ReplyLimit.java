package dev.parley.redis;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What Redis says on a connection, without strings that are longer than anybody needs: they are skipped as they come in
 * and an empty one is in their place, so that nothing is allocated for them. Follows the framing of RESP 2 only as far as
 * that takes. For one thread.
 */
final class ReplyLimit extends FilterInputStream {

    private static final int CHUNK = 8192;
    /** A line that announces a string is short; no other kind of line is looked at. */
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
    /** What has been read and may pass on; a line that was held back can make it a little longer than a chunk. */
    private final byte[] ready = new byte[CHUNK + MAX_HEADER];

    private final byte[] header = new byte[MAX_HEADER];
    private int headerLength;
    private int next;
    private int end;
    private Part part = Part.LINE_START;
    private long left;

    /**
     * A limit upon what a stream has to say.
     *
     * @param maxString in bytes
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
            // One that is null has no content and no end.
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
