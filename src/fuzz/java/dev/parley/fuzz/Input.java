package dev.parley.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * One input of a fuzz test. All that happens by chance follows from its bytes, so that an input that is kept does the same
 * each time.
 */
public final class Input {

    /** How long one in so many inputs is made. */
    private static final int LARGE = 32 * 1024;

    private static final int LARGE_ONES = 256;

    private final byte[] bytes;
    private final Random random;

    /** Wraps the bytes that the fuzzer has made. */
    public Input(byte[] bytes) {
        this.random = new Random(Arrays.hashCode(bytes));
        this.bytes = random.nextInt(LARGE_ONES) == 0 && bytes.length > 0 ? grown(bytes) : bytes;
    }

    /** Some part of it over and over again: what costs more than its length has to show. */
    private byte[] grown(byte[] seed) {
        int from = random.nextInt(seed.length);
        int length = 1 + random.nextInt(seed.length - from);
        int times = LARGE / length;
        byte[] large = Arrays.copyOf(seed, seed.length + times * length);
        for (int at = from + length; at < from + length + times * length; at += length) {
            System.arraycopy(seed, from, large, at, length);
        }
        System.arraycopy(seed, from + length, large, from + length + times * length, seed.length - from - length);
        return large;
    }

    /** The bytes, one in {@value #LARGE_ONES} times with a part of them many times over. */
    public byte[] bytes() {
        return bytes;
    }

    /** The bytes as UTF-8, as it comes out of a decoder: with no half of a surrogate pair. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The bytes as a header of HTTP has them: a character each. */
    public String header() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The bytes in pieces, which are never empty. */
    public List<byte[]> pieces() {
        List<byte[]> pieces = new ArrayList<>();
        int usual = 1 + random.nextInt(random.nextBoolean() ? 4 : Math.max(1, bytes.length));
        for (int at = 0; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(usual));
            pieces.add(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
        return pieces;
    }

    /** The text in pieces, which are never empty and may end in the middle of a surrogate pair. */
    public static List<String> pieces(String text) {
        Random cuts = new Random(text.hashCode());
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + cuts.nextInt(8));
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces;
    }

    /** The parts between the bytes of one value, at most so many. */
    public List<byte[]> split(int separator, int most) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < bytes.length && parts.size() < most - 1; at++) {
            if ((bytes[at] & 0xff) == separator) {
                parts.add(Arrays.copyOfRange(bytes, from, at));
                from = at + 1;
            }
        }
        parts.add(Arrays.copyOfRange(bytes, from, bytes.length));
        return parts;
    }
}
