package dev.parley.transport.container.liberty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainMessagesTest {

    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;

    private final ReceivedMessages received = new ReceivedMessages();

    private boolean take(byte[] bytes) {
        return PlainMessages.take(ByteBuffer.wrap(bytes), received);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 7, 8, 9, 125, 126, 127, 1000, 65_535})
    void takesATextOfAnyLengthThatFitsInTwoBytes(int length) {
        String text = "x".repeat(length);

        assertThat(take(ClientFrames.of(TEXT, text))).isTrue();

        assertThat(received.messages()).containsExactly(text);
    }

    @Test
    void takesBytes() {
        byte[] bytes = {0, 1, (byte) 0xff, 3, 4};

        assertThat(take(ClientFrames.of(BINARY, bytes))).isTrue();

        assertThat(received.messages()).containsExactly(Arrays.toString(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ä", "€", "😀", "\ufffd", "a\ufffd€", "\u0000"})
    void takesTextOfAllCharacters(String text) {
        assertThat(take(ClientFrames.of(TEXT, text))).isTrue();

        assertThat(received.messages()).containsExactly(text);
    }

    @Test
    void leavesWhatFollows() {
        ByteBuffer bytes =
                ByteBuffer.wrap(ClientFrames.all(ClientFrames.of(TEXT, "one"), ClientFrames.of(TEXT, "two")));

        assertThat(PlainMessages.take(bytes, received)).isTrue();
        assertThat(bytes.remaining()).isEqualTo(9);
        assertThat(PlainMessages.take(bytes, received)).isTrue();

        assertThat(received.messages()).containsExactly("one", "two");
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x02, 0x00, 0x80, 0x88, 0x89, 0x8a, 0x83, 0xc1, 0xa1, 0x91, 0xf2})
    void leavesFragmentsControlFramesAndExtensionsToTheContainer(int first) {
        assertUntouched(ClientFrames.of(first, "abc"));
    }

    @Test
    void leavesAFrameWithoutAMaskToTheContainer() {
        assertUntouched(new byte[] {(byte) TEXT, 3, 'a', 'b', 'c', 'd', 'e', 'f'});
    }

    @Test
    void leavesALengthThatIsLongerThanNeededOrInEightBytesToTheContainer() {
        assertUntouched(new byte[] {(byte) TEXT, (byte) 0xfe, 0, 1, 0, 0, 0, 0, 'a'});
        assertUntouched(new byte[] {(byte) TEXT, (byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 'a'});
    }

    @Test
    void leavesTextThatIsNotUtf8ToTheContainer() {
        assertUntouched(ClientFrames.of(TEXT, new byte[] {'a', (byte) 0xc3}));
        assertUntouched(ClientFrames.of(TEXT, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}));
        assertUntouched(ClientFrames.of(TEXT, new byte[] {(byte) 0xff, 'a'}));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 200})
    void leavesEveryBeginningOfAMessageToTheContainer(int length) {
        byte[] whole = ClientFrames.of(TEXT, "€".repeat(length).getBytes(UTF_8));

        for (int end = 0; end < whole.length; end++) {
            assertUntouched(Arrays.copyOf(whole, end));
        }
        assertThat(take(whole)).isTrue();
    }

    private void assertUntouched(byte[] frame) {
        ByteBuffer bytes = ByteBuffer.wrap(frame);

        assertThat(PlainMessages.take(bytes, received)).isFalse();

        assertThat(bytes.position()).isZero();
        assertThat(received.messages()).isEmpty();
    }
}
