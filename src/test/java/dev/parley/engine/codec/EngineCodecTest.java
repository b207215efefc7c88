package dev.parley.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.robustness.BadInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineCodecTest {

    private static final char SEPARATOR = EngineCodec.SEPARATOR;

    @ParameterizedTest
    @CsvSource({"OPEN,0", "CLOSE,1", "PING,2", "PONG,3", "MESSAGE,4", "UPGRADE,5", "NOOP,6"})
    void everyTypeHasTheDigitOfTheProtocol(EnginePacketType type, String digit) throws Exception {
        assertThat(EnginePacket.of(type, "").frame()).isEqualTo(digit);
        assertThat(EngineCodec.decodeText(digit).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @EnumSource(EnginePacketType.class)
    void aTextFrameComesBackAsItWas(EnginePacketType type) throws Exception {
        EnginePacket back = EngineCodec.decodeText(
                EnginePacket.of(type, "h\u00e9llo \u20ac \ud83d\ude00").frame());

        assertThat(back.type()).isEqualTo(type);
        assertThat(back.text()).isEqualTo("h\u00e9llo \u20ac \ud83d\ude00");
        assertThat(back.isBinary()).isFalse();
        assertThat(back.binary()).isNull();
    }

    @Test
    void aSeparatorInsideATextFrameIsJustACharacter() throws Exception {
        assertThat(EngineCodec.decodeText("4a" + SEPARATOR + "b").text()).isEqualTo("a" + SEPARATOR + "b");
    }

    @ParameterizedTest
    @CsvSource({"bAQIDBA==, 01020304", "bAQIDBA, 01020304", "b, ''", "b+/8=, fbff"})
    void aTextFrameThatBeginsWithBIsBytesInBase64(String frame, String hex) throws Exception {
        EnginePacket packet = EngineCodec.decodeText(frame);

        assertThat(packet.type()).isEqualTo(EnginePacketType.MESSAGE);
        assertThat(packet.binary()).isEqualTo(HexFormat.of().parseHex(hex));
    }

    @Test
    void aBinaryFrameIsAMessage() {
        byte[] bytes = {1, 2, 3, 4};

        EnginePacket packet = EngineCodec.decodeBinary(bytes);

        assertThat(packet.type()).isEqualTo(EnginePacketType.MESSAGE);
        assertThat(packet.isBinary()).isTrue();
        assertThat(packet.binary()).isSameAs(bytes);
        assertThat(packet.text()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "9",
                "7",
                "/",
                "x",
                " 4",
                "-4",
                "\u0664",
                "\u001e",
                "b!",
                "bAQI=D",
                "B",
                "b=",
                "bAQID\u001ebAQID"
            })
    void refusesATextFrameThatStartsWithNoTypeOrIsBadBase64(String frame) {
        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(() -> EngineCodec.decodeText(frame));
    }

    @Test
    void aRefusalQuotesNothingOfTheInputAndCostsNoStackTrace() {
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> EngineCodec.decodeText("xsecret"))
                .satisfies(refusal -> {
                    assertThat(refusal.getMessage()).doesNotContain("secret");
                    assertThat(refusal.getStackTrace()).isEmpty();
                });
    }

    @Test
    void aPayloadJoinsPacketsWithSeparatorsAndWritesBytesAsBase64() {
        List<EnginePacket> packets = List.of(
                EnginePacket.message("hello"), EnginePacket.PING, EnginePacket.message(new byte[] {1, 2, 3, 4}));

        assertThat(EngineCodec.encodePayload(packets)).isEqualTo("4hello\u001e2\u001ebAQIDBA==");
    }

    @Test
    void aPayloadOfOnePacketHasNoSeparator() {
        assertThat(EngineCodec.encodePayload(List.of(EnginePacket.NOOP))).isEqualTo("6");
        assertThat(EngineCodec.encodePayload(List.of(EnginePacket.message(new byte[] {(byte) 0xff}))))
                .isEqualTo("b/w==");
        assertThat(EngineCodec.encodePayload(List.of(EnginePacket.message(new byte[0]))))
                .isEqualTo("b");
    }

    @Test
    void aPayloadComesBackPacketByPacket() throws Exception {
        byte[] everyByte = new byte[256];
        for (int i = 0; i < everyByte.length; i++) {
            everyByte[i] = (byte) i;
        }
        String payload = EngineCodec.encodePayload(List.of(
                EnginePacket.message("a"),
                EnginePacket.message(everyByte),
                EnginePacket.message(""),
                EnginePacket.message(new byte[0]),
                EnginePacket.PONG));

        List<EnginePacket> back = decode(payload);

        assertThat(back).hasSize(5);
        assertThat(back.get(0).text()).isEqualTo("a");
        assertThat(back.get(1).binary()).isEqualTo(everyByte);
        assertThat(back.get(2).text()).isEmpty();
        assertThat(back.get(3).binary()).isEmpty();
        assertThat(back.get(4)).isSameAs(EnginePacket.PONG);
    }

    @Test
    void base64MayBeBrokenIntoLinesAsTheJavaClientDoes() throws Exception {
        assertThat(decode("bAQID\nBA==\n").get(0).binary()).containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // an empty body
                "\u001e", // a lone separator
                "4a\u001e", // nothing behind the last separator
                "\u001e4a", // nothing before the first
                "4a\u001e\u001e4b",
                "9",
                "x",
                "b!!!!", // no base64
                "bAQIDBA=", // padding cut off
                "bAQID\u20ac",
                "b-_-_", // the URL alphabet is another one
                "BAQID"
            })
    void refusesAPayloadWithAnythingInItThatIsNoPacket(String payload) {
        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(() -> decode(payload));
    }

    @Test
    void whatStandsBeforeTheFlawHasBeenHandedOver() {
        List<EnginePacket> taken = new ArrayList<>();

        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> EngineCodec.decodePayload("4a\u001e4b\u001ex", taken::add));

        assertThat(taken).extracting(EnginePacket::text).containsExactly("a", "b");
    }

    @Test
    void stopsReadingWhenTheConsumerHasHadEnough() throws Exception {
        List<EnginePacket> taken = new ArrayList<>();

        EngineCodec.decodePayload("4a\u001e4b\u001ex", packet -> {
            taken.add(packet);
            return taken.size() < 2;
        });

        assertThat(taken).extracting(EnginePacket::text).containsExactly("a", "b");
    }

    @Test
    @BadInput(14)
    void halfAMillionPongsAreOneSharedPacket() throws Exception {
        byte[] body = "3\u001e".repeat(500_000).getBytes(StandardCharsets.US_ASCII);
        String payload = new String(body, 0, body.length - 1, StandardCharsets.US_ASCII);
        AtomicInteger pongs = new AtomicInteger();

        EngineCodec.decodePayload(payload, packet -> {
            if (packet == EnginePacket.PONG) {
                pongs.incrementAndGet();
            }
            return true;
        });

        assertThat(pongs).hasValue(500_000);
    }

    private static List<EnginePacket> decode(String payload) throws MalformedPacketException {
        List<EnginePacket> packets = new ArrayList<>();
        EngineCodec.decodePayload(payload, packets::add);
        return packets;
    }
}
