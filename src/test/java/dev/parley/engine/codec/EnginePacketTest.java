package dev.parley.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EnginePacketTest {

    @Test
    void weighsWhatItsFrameWeighs() {
        assertThat(EnginePacket.PING.size()).isEqualTo(1);
        assertThat(EnginePacket.message("hello").size()).isEqualTo(6);
        assertThat(EnginePacket.message("\u20ac").size()).isEqualTo(4);
        assertThat(EnginePacket.message(new byte[1000]).size()).isEqualTo(1000);
    }

    @Test
    void neverWeighsNothing() {
        assertThat(EnginePacket.message(new byte[0]).size()).isEqualTo(1);
        assertThat(EnginePacket.message("").size()).isEqualTo(1);
    }

    @Test
    void isEncodedOnceForAllWhoSendIt() {
        EnginePacket packet = EnginePacket.message("hello");

        assertThat(packet.frame()).isEqualTo("4hello").isSameAs(packet.frame());
    }

    @Test
    void withoutBytesItIsATextFrameThatIsMadeOnceForAllWhoSendIt() {
        EnginePacket packet = EnginePacket.message(new byte[] {1, 2, 3, 4});
        EnginePacket text = packet.withoutBytes();

        assertThat(text.isBinary()).isFalse();
        assertThat(text.type()).isEqualTo(EnginePacketType.MESSAGE);
        assertThat(text.frame()).isEqualTo("bAQIDBA==");
        assertThat(text.size()).isEqualTo(9);
        assertThat(text.webSocketFrame()).startsWith(0x81, 9).hasSize(11).isSameAs(text.webSocketFrame());
        assertThat(packet.withoutBytes()).isSameAs(text);
        assertThat(text.withoutBytes()).isSameAs(text);
        assertThat(text).hasToString("MESSAGE(8 chars)");
        assertThat(EngineCodec.encodePayload(List.of(packet))).isSameAs(text.frame());
    }

    @Test
    void isItselfWithoutBytesWhenItHasNone() {
        EnginePacket packet = EnginePacket.message("hello");

        assertThat(packet.withoutBytes()).isSameAs(packet);
    }

    @Test
    void recognisesAProbeByTypeAndText() {
        EnginePacket probe = EnginePacket.of(EnginePacketType.PING, "probe");

        assertThat(probe.is(EnginePacketType.PING, "probe")).isTrue();
        assertThat(probe.is(EnginePacketType.PONG, "probe")).isFalse();
        assertThat(probe.is(EnginePacketType.PING, "prob")).isFalse();
        assertThat(EnginePacket.message(new byte[] {1}).is(EnginePacketType.MESSAGE, "probe"))
                .isFalse();
    }

    @Test
    void showsItsSizeAndNotItsContent() {
        assertThat(EnginePacket.message("secret")).hasToString("MESSAGE(6 chars)");
        assertThat(EnginePacket.message(new byte[3])).hasToString("MESSAGE(3 bytes)");
    }
}
