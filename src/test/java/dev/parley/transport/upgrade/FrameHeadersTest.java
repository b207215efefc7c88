package dev.parley.transport.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.robustness.BadInput;
import dev.parley.transport.upgrade.FrameHeaders.Verdict;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameHeadersTest {

    private static final int LIMIT = 100_000;
    private static final int BINARY = 0x82;

    private final FrameHeaders headers = new FrameHeaders();

    /** The header of a masked frame, with its length in as many bytes as are asked for. */
    private static byte[] header(int first, int lengthBytes, long declared) {
        ByteBuffer header = ByteBuffer.allocate(2 + lengthBytes + 4);
        header.put((byte) first);
        switch (lengthBytes) {
            case 0 -> header.put((byte) (0x80 | declared));
            case 2 -> header.put((byte) 0xfe).putShort((short) declared);
            default -> header.put((byte) 0xff).putLong(declared);
        }
        return header.putInt(0x01020304).array();
    }

    private static byte[] frame(int first, int payload) {
        int lengthBytes = payload < 126 ? 0 : payload < 65_536 ? 2 : 8;
        return concat(header(first, lengthBytes, payload), new byte[payload]);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private int accept(byte[] bytes) {
        return headers.accept(bytes, 0, bytes.length, LIMIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, LIMIT})
    void letsFramesWithinTheLimitThrough(int payload) {
        byte[] frames = concat(frame(BINARY, payload), frame(0x81, 3));

        assertThat(accept(frames)).isEqualTo(frames.length);
        assertThat(headers.verdict()).isEqualTo(Verdict.GOOD);
        assertThat(headers.unfinished()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"8, 100001", "8, 2147483648", "8, 4294967296", "8, 9223372036854775807"})
    @BadInput(21)
    void findsADeclaredLengthOverTheLimit(int lengthBytes, long declared) {
        byte[] first = frame(BINARY, 10);
        byte[] bad = header(BINARY, lengthBytes, declared);

        assertThat(accept(concat(first, bad, new byte[50]))).isEqualTo(first.length);
        assertThat(headers.verdict()).isEqualTo(Verdict.TOO_BIG);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x01, 0x02, 0x03, 0x80, 0x81, 0x88, 0x89, 0x8a, 0x8f, 0xc2, 0xf2})
    @BadInput(21)
    void findsItInEveryOpcodeAndFragment(int first) {
        assertThat(accept(header(first, 8, LIMIT + 1))).isZero();
        assertThat(headers.verdict()).isEqualTo(Verdict.TOO_BIG);
    }

    @Test
    void followsTheFramesToTheCloseFrameAfterOneThatIsTooLong() {
        byte[] close = frame(0x88, 2);

        assertThat(accept(concat(frame(BINARY, LIMIT + 1), Arrays.copyOf(close, 7))))
                .isZero();
        assertThat(headers.isClosed()).isFalse();
        assertThat(accept(Arrays.copyOfRange(close, 7, 8))).isZero();

        assertThat(headers.isClosed()).isTrue();
        assertThat(headers.verdict()).isEqualTo(Verdict.TOO_BIG);
    }

    @Test
    void findsNoCloseFrameAfterAMalformedFrame() {
        assertThat(accept(concat(frame(0x81, 1), new byte[] {(byte) 0x81, 1, '2'}, frame(0x88, 0))))
                .isEqualTo(7);

        assertThat(headers.isClosed()).isFalse();
        assertThat(headers.verdict()).isEqualTo(Verdict.MALFORMED);
    }

    @Test
    void reportsTheFirstOfTwoViolations() {
        accept(concat(frame(BINARY, LIMIT + 1), new byte[] {(byte) 0x81, 1, '2'}));

        assertThat(headers.verdict()).isEqualTo(Verdict.TOO_BIG);
    }

    @Test
    void seesACloseFrameWithoutPayload() {
        accept(frame(0x88, 0));

        assertThat(headers.isClosed()).isTrue();
    }

    @Test
    void looksAtLengthsInTwoBytesWhenTheLimitIsBelow() {
        byte[] bad = header(BINARY, 2, 16_385);

        assertThat(headers.accept(bad, 0, bad.length, 16_384)).isZero();
        assertThat(headers.verdict()).isEqualTo(Verdict.TOO_BIG);
    }

    @Test
    @BadInput(21)
    void takesALengthWithItsHighestBitSetForMalformed() {
        assertThat(accept(header(BINARY, 8, -1))).isZero();
        assertThat(headers.verdict()).isEqualTo(Verdict.MALFORMED);
    }

    @Test
    void takesAFrameWithoutAMaskForMalformedAsSoonAsItCanBeSeen() {
        assertThat(accept(new byte[] {(byte) 0x81, 2})).isZero();
        assertThat(headers.verdict()).isEqualTo(Verdict.MALFORMED);
    }

    @Test
    void judgesByTheLimitThatHoldsWhenTheHeaderEnds() {
        byte[] frame = frame(BINARY, 20_000);

        assertThat(headers.accept(frame, 0, 3, 16_384)).isEqualTo(3);
        assertThat(headers.accept(frame, 3, frame.length - 3, LIMIT)).isEqualTo(frame.length - 3);
        assertThat(headers.verdict()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void tellsHowMuchOfAFrameHasCome() {
        byte[] frame = frame(BINARY, 1000);

        accept(frame);
        assertThat(headers.unfinished()).isZero();
        headers.accept(frame, 0, 408, LIMIT);
        assertThat(headers.unfinished()).isEqualTo(400);
    }

    @Test
    void letsNothingThroughAfterwards() {
        accept(header(BINARY, 8, LIMIT + 1));

        assertThat(accept(frame(BINARY, 1))).isZero();
    }

    /** However the bytes are cut, the verdict is the same, and what is passed on ends no later than the bad frame's header. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void doesNotDependOnHowTheBytesAreCut(long seed) {
        Random random = new Random(seed);
        byte[] good = concat(frame(0x01, 300), frame(0x89, 5), frame(0x80, 70_000), frame(BINARY, 0));
        byte[] all = concat(good, header(BINARY, 8, LIMIT + 1), new byte[500]);
        int passed = 0;
        int at = 0;
        while (at < all.length && headers.verdict() == Verdict.GOOD) {
            int count = Math.min(1 + random.nextInt(random.nextInt(4) == 0 ? 30_000 : 7), all.length - at);
            passed += headers.accept(all, at, count, LIMIT);
            at += count;
        }

        assertThat(headers.verdict()).isEqualTo(Verdict.TOO_BIG);
        assertThat(passed).isBetween(good.length, good.length + 13);
    }

    @Test
    void knowsWhetherItIsBetweenMessages() {
        assertThat(headers.isBetweenMessages()).isTrue();

        accept(frame(0x02, 3));
        assertThat(headers.isBetweenMessages()).as("after a first fragment").isFalse();
        accept(frame(0x89, 3));
        assertThat(headers.isBetweenMessages())
                .as("after a ping among fragments")
                .isFalse();
        accept(frame(0x00, 3));
        assertThat(headers.isBetweenMessages()).as("after a middle fragment").isFalse();
        accept(frame(0x80, 3));
        assertThat(headers.isBetweenMessages()).as("after the last fragment").isTrue();
        accept(header(BINARY, 0, 3));
        assertThat(headers.isBetweenMessages()).as("after a header").isFalse();
        accept(new byte[] {1, 2});
        assertThat(headers.isBetweenMessages()).as("within a payload").isFalse();
        accept(new byte[] {3, (byte) BINARY});
        assertThat(headers.isBetweenMessages()).as("within a header").isFalse();
    }

    @Test
    void isNeverBetweenMessagesAgainAfterAMalformedFrame() {
        accept(new byte[] {(byte) BINARY, 0});
        accept(frame(BINARY, 0));

        assertThat(headers.isBetweenMessages()).isFalse();
    }
}
