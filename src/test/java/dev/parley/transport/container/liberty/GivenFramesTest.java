package dev.parley.transport.container.liberty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GivenFramesTest {

    private static final int LONGEST = 1_000;
    private static final byte[] FRAME = ClientFrames.of(0x82, new byte[LONGEST]);
    private static final byte[] LONG_FRAME = ClientFrames.of(0x82, new byte[LONGEST + 1]);
    private static final byte[] PING = ClientFrames.of(0x89, "ping");
    private static final byte[] CLOSE = ClientFrames.of(0x88, "");

    private final GivenFrames frames = new GivenFrames();

    private byte[] take(ByteBuffer arrived) {
        return frames.take(arrived, LONGEST);
    }

    @Test
    void takesOneFrameAtATime() {
        ByteBuffer arrived = ByteBuffer.wrap(ClientFrames.all(PING, CLOSE, FRAME));

        assertThat(take(arrived)).isEqualTo(PING);
        assertThat(take(arrived)).isEqualTo(CLOSE);
        assertThat(take(arrived)).isEqualTo(FRAME);
        assertThat(arrived.hasRemaining()).isFalse();
    }

    @Test
    void takesAFrameInPieces() {
        byte[] head = Arrays.copyOf(FRAME, 300);
        byte[] tail = Arrays.copyOfRange(FRAME, 300, FRAME.length);

        assertThat(take(ByteBuffer.wrap(head))).isEqualTo(head);
        assertThat(frames.isBetweenMessages()).isFalse();
        assertThat(frames.isWhole()).isFalse();
        assertThat(take(ByteBuffer.wrap(ClientFrames.all(tail, PING)))).isEqualTo(tail);
        assertThat(frames.isBetweenMessages()).isTrue();
        assertThat(frames.isWhole()).isTrue();
    }

    @Test
    void doesNotTakeAFrameThatIsTooLong() {
        assertThat(take(ByteBuffer.wrap(LONG_FRAME))).isNull();

        assertThat(frames.isTooLong()).isTrue();
        assertThat(frames.isBetweenMessages()).isFalse();
        assertThat(frames.isWhole()).as("the link has been given none of it").isTrue();
    }

    @Test
    void findsTheCloseFrameInWhatIsDiscardedWhereverThatIsCut() {
        byte[] all = ClientFrames.all(FRAME, LONG_FRAME, PING, CLOSE);
        for (int cut = 1; cut < all.length; cut++) {
            GivenFrames cutFrames = new GivenFrames();

            cutFrames.discard(ByteBuffer.wrap(all, 0, cut));
            assertThat(cutFrames.isClosed()).isFalse();
            cutFrames.discard(ByteBuffer.wrap(all, cut, all.length - cut));

            assertThat(cutFrames.isClosed()).isTrue();
        }
    }

    @Test
    void findsTheCloseFrameAfterAFrameThatWasTooLong() {
        take(ByteBuffer.wrap(Arrays.copyOf(LONG_FRAME, 100)));

        frames.discard(
                ByteBuffer.wrap(ClientFrames.all(Arrays.copyOfRange(LONG_FRAME, 100, LONG_FRAME.length), CLOSE)));

        assertThat(frames.isClosed()).isTrue();
    }
}
