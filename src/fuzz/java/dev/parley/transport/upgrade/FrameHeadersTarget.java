package dev.parley.transport.upgrade;

import dev.parley.engine.CloseReason;
import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Any bytes behind an upgrade, cut anywhere. What the container gets and why the rest is kept from it must be what a plain
 * reading of RFC 6455 over the whole of the bytes says.
 */
public final class FrameHeadersTarget {

    private static final int LIMIT = 1000;
    private static final int LONGEST_HEADER = 14;
    private static final int MASK = 4;

    private FrameHeadersTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input input = new Input(bytes);
        List<byte[]> pieces = input.pieces();
        Expected expected = Expected.of(input.bytes());
        Cost.bounded(input.bytes().length, () -> check(pieces, expected));
    }

    /** Whether it may be kept: with absurd lengths other software has trouble. */
    public static boolean isKept(byte[] bytes) {
        return Expected.of(bytes).isHarmless();
    }

    private static void check(List<byte[]> pieces, Expected expected) {
        FrameGuard guard = new FrameGuard(Runnable::run);
        List<CloseReason> told = new ArrayList<>();
        List<Long> held = new ArrayList<>();
        guard.attach(() -> LIMIT, held::add, told::add);
        ByteArrayOutputStream container = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            if (guard.isShut()) {
                break;
            }
            container.write(piece, 0, guard.accept(piece, 0, piece.length));
        }
        boolean shut = guard.isShut() && guard.isShut();
        require(shut == (expected.reason != null), "shut or not");
        require(told.equals(shut ? List.of(expected.reason) : List.of()), "told once and why");
        int more = container.size() - expected.good;
        require(
                shut ? more >= 0 && more < LONGEST_HEADER : more == 0,
                "passed on: frames that are good, and no payload");
        require(container.size() <= expected.good + expected.badHeader, "nothing behind the header");
        long last = held.isEmpty() ? 0 : held.get(held.size() - 1);
        require(held.stream().allMatch(bytes -> bytes >= 0 && bytes < LIMIT), "holds no more than a frame");
        require(shut || last == expected.unfinished, "holds what is not whole");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("not " + what);
        }
    }

    /** What the RFC makes of it. */
    private record Expected(int good, int badHeader, long unfinished, CloseReason reason, long largest) {

        static Expected of(byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            long largest = 0;
            while (in.remaining() >= 2) {
                int start = in.position();
                in.get();
                int second = in.get() & 0xff;
                if (second < 0x80) {
                    return new Expected(start, 2, 0, CloseReason.PARSE_ERROR, largest);
                }
                int lengthBytes = second == 0xff ? 8 : second == 0xfe ? 2 : 0;
                if (in.remaining() < lengthBytes + MASK) {
                    long declared = lengthBytes > in.remaining() ? Long.MAX_VALUE : largest;
                    return new Expected(bytes.length, 0, 0, null, declared);
                }
                long declared = switch (lengthBytes) {
                    case 8 -> in.getLong();
                    case 2 -> in.getShort() & 0xffff;
                    default -> second & 0x7f;
                };
                in.position(in.position() + MASK);
                largest = declared < 0 ? Long.MAX_VALUE : Math.max(largest, declared);
                if (declared < 0 || declared > LIMIT) {
                    CloseReason reason = declared < 0 ? CloseReason.PARSE_ERROR : CloseReason.MESSAGE_TOO_BIG;
                    return new Expected(start, 2 + lengthBytes + MASK, 0, reason, largest);
                }
                if (in.remaining() < declared) {
                    return new Expected(bytes.length, 0, in.remaining(), null, largest);
                }
                in.position(in.position() + (int) declared);
            }
            return new Expected(bytes.length, 0, 0, null, largest);
        }

        boolean isHarmless() {
            return largest <= 0xffff;
        }
    }
}
