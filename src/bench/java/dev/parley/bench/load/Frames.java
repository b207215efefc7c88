package dev.parley.bench.load;

import java.nio.ByteBuffer;

/** Where WebSocket frames of a server begin and end (RFC 6455, 5.2); they are not masked. */
final class Frames {

    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private Frames() {}

    /** Where the frame that begins at an index ends; -1 when it is not there as a whole. */
    static int end(ByteBuffer in, int at) {
        if (at + 2 > in.limit()) {
            return -1;
        }
        int start = payload(in, at);
        if (start > in.limit()) {
            return -1;
        }
        int length = in.get(at + 1);
        long end = start
                + switch (length) {
                    case TWO_BYTES -> in.getShort(at + 2) & 0xffff;
                    case EIGHT_BYTES -> in.getLong(at + 2);
                    default -> length;
                };
        return end > in.limit() ? -1 : (int) end;
    }

    /** Where the payload of the frame begins that begins at an index; its first two bytes must be there. */
    static int payload(ByteBuffer in, int at) {
        return switch (in.get(at + 1)) {
            case TWO_BYTES -> at + 4;
            case EIGHT_BYTES -> at + 10;
            default -> at + 2;
        };
    }
}
