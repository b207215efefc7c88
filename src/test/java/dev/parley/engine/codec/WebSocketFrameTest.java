package dev.parley.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketFrameTest {

    @Test
    void aTextPacketIsAWholeUnmaskedTextFrame() {
        assertThat(EnginePacket.message("hi").webSocketFrame()).containsExactly(0x81, 3, '4', 'h', 'i');
        assertThat(EnginePacket.PING.webSocketFrame()).containsExactly(0x81, 1, '2');
    }

    @Test
    void aBinaryPacketIsAWholeUnmaskedBinaryFrame() {
        assertThat(EnginePacket.message(new byte[] {7}).webSocketFrame()).containsExactly(0x82, 1, 7);
        assertThat(EnginePacket.message(new byte[0]).webSocketFrame()).containsExactly(0x82, 0);
    }

    @Test
    void textIsUtf8AndALoneSurrogateIsReplaced() {
        byte[] frame = EnginePacket.message("\u00fc\ud83d\ude00\ud83d").webSocketFrame();

        assertThat(new String(frame, 2, frame.length - 2, StandardCharsets.UTF_8))
                .isEqualTo("4\u00fc\ud83d\ude00?");
        assertThat(frame[1]).isEqualTo((byte) 8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125})
    void aShortPayloadHasItsLengthInTheSecondByte(int length) {
        byte[] frame = EnginePacket.message(new byte[length]).webSocketFrame();

        assertThat(frame).hasSize(2 + length);
        assertThat(frame[1]).isEqualTo((byte) length);
    }

    @ParameterizedTest
    @ValueSource(ints = {126, 127, 32_768, 65_535})
    void aLongerOneInTwoMore(int length) {
        ByteBuffer frame =
                ByteBuffer.wrap(EnginePacket.message(new byte[length]).webSocketFrame());

        assertThat(frame.limit()).isEqualTo(4 + length);
        assertThat(frame.get(1)).isEqualTo((byte) 126);
        assertThat(Short.toUnsignedInt(frame.getShort(2))).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(ints = {65_536, 1_000_000})
    void anEvenLongerOneInEightMore(int length) {
        ByteBuffer frame =
                ByteBuffer.wrap(EnginePacket.message(new byte[length]).webSocketFrame());

        assertThat(frame.limit()).isEqualTo(10 + length);
        assertThat(frame.get(1)).isEqualTo((byte) 127);
        assertThat(frame.getLong(2)).isEqualTo(length);
    }

    @Test
    void isEncodedOnceForAllReceivers() {
        EnginePacket packet = EnginePacket.message("a");

        assertThat(packet.webSocketFrame()).isSameAs(packet.webSocketFrame());
    }
}
