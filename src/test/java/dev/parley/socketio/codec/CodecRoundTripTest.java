package dev.parley.socketio.codec;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.MalformedPacketException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecRoundTripTest {

    private static final BinaryValue ONE_TWO = new BinaryValue(new byte[] {1, 2});
    private static final BinaryValue THREE = new BinaryValue(new byte[] {3});

    private final PacketDecoder decoder = new PacketDecoder();

    /** The packets of the protocol's section "Packet encoding", and how they look there. */
    static Stream<Object[]> textPackets() throws MalformedPacketException {
        return Stream.of(
                new Object[] {"0", new SocketPacket.Connect("/", null)},
                new Object[] {"0{\"token\":\"123\"}", new SocketPacket.Connect("/", object("{\"token\":\"123\"}"))},
                new Object[] {"0/admin,{\"sid\":\"a\"}", new SocketPacket.Connect("/admin", object("{\"sid\":\"a\"}"))},
                new Object[] {"1", new SocketPacket.Disconnect("/")},
                new Object[] {"1/admin,", new SocketPacket.Disconnect("/admin")},
                new Object[] {"2[\"foo\"]", new SocketPacket.Event("/", SocketPacket.NO_ID, array("[\"foo\"]"))},
                new Object[] {"212[\"foo\"]", new SocketPacket.Event("/", 12, array("[\"foo\"]"))},
                new Object[] {"20[\"foo\"]", new SocketPacket.Event("/", 0, array("[\"foo\"]"))},
                new Object[] {"2/admin,13[\"foo\",{}]", new SocketPacket.Event("/admin", 13, array("[\"foo\",{}]"))},
                new Object[] {"312[]", new SocketPacket.Ack("/", 12, array("[]"))},
                new Object[] {"3/admin,13[\"bar\"]", new SocketPacket.Ack("/admin", 13, array("[\"bar\"]"))},
                new Object[] {
                    "4{\"message\":\"no\"}", new SocketPacket.ConnectError("/", object("{\"message\":\"no\"}"))
                },
                new Object[] {
                    "4/admin,{\"message\":\"no\"}",
                    new SocketPacket.ConnectError("/admin", object("{\"message\":\"no\"}"))
                });
    }

    @ParameterizedTest
    @MethodSource("textPackets")
    void encodesAsTheProtocolShowsIt(String text, SocketPacket packet) {
        assertThat(PacketEncoder.encode(packet)).singleElement().satisfies(encoded -> {
            assertThat(encoded.isBinary()).isFalse();
            assertThat(encoded.frame()).isEqualTo("4" + text);
        });
    }

    @ParameterizedTest
    @MethodSource("textPackets")
    void decodesWhatTheProtocolShows(String text, SocketPacket packet) throws MalformedPacketException {
        assertThat(decoder.decode(text)).isEqualTo(packet);
        assertThat(decoder.isWaiting()).isFalse();
    }

    @Test
    void decodesANamespaceThatEndsTheMessage() throws MalformedPacketException {
        assertThat(decoder.decode("0/admin")).isEqualTo(new SocketPacket.Connect("/admin", null));
    }

    @Test
    void encodesABinaryEventAsATextAndItsAttachments() {
        SocketPacket.Event event = new SocketPacket.Event(
                "/admin",
                SocketPacket.NO_ID,
                JSON.createArrayBuilder().add("baz").add(ONE_TWO).add(THREE).build());

        List<EnginePacket> encoded = PacketEncoder.encode(event);

        assertThat(encoded).hasSize(3);
        assertThat(encoded.get(0).text())
                .isEqualTo("52-/admin,[\"baz\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
        assertThat(encoded.get(1).binary()).containsExactly(1, 2);
        assertThat(encoded.get(2).binary()).containsExactly(3);
    }

    @Test
    void encodesABinaryAck() {
        JsonArray data = JSON.createArrayBuilder().add("bar").add(ONE_TWO).build();

        List<EnginePacket> encoded = PacketEncoder.encode(new SocketPacket.Ack("/", 15, data));

        assertThat(encoded.get(0).text()).isEqualTo("61-15[\"bar\",{\"_placeholder\":true,\"num\":0}]");
        assertThat(encoded.get(1).binary()).containsExactly(1, 2);
    }

    @Test
    void findsAttachmentsHoweverDeepTheyAreNested() throws MalformedPacketException {
        JsonArray data = JSON.createArrayBuilder()
                .add("nested")
                .add(JSON.createObjectBuilder()
                        .add("file", ONE_TWO)
                        .add(
                                "more",
                                JSON.createArrayBuilder()
                                        .add(7)
                                        .add(JSON.createArrayBuilder().add(THREE))))
                .build();
        SocketPacket.Event event = new SocketPacket.Event("/", 4, data);

        assertThat(roundTrip(event)).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 10})
    void takesUpToTenAttachments(int count) throws MalformedPacketException {
        var data = JSON.createArrayBuilder().add("many");
        for (int i = 0; i < count; i++) {
            data.add(new BinaryValue(new byte[] {(byte) i}));
        }
        SocketPacket.Ack ack = new SocketPacket.Ack("/files", 1, data.build());

        assertThat(roundTrip(ack)).isEqualTo(ack);
    }

    @Test
    void putsEachAttachmentInThePlaceOfItsNumberNotOfItsArrival() throws MalformedPacketException {
        decoder.decode("52-[\"swap\",{\"_placeholder\":true,\"num\":1},{\"_placeholder\":true,\"num\":0}]");
        decoder.decode(new byte[] {1, 2});

        SocketPacket.Event event = (SocketPacket.Event) decoder.decode(new byte[] {3});

        assertThat(event.data().subList(1, 3)).isEqualTo(List.of(THREE, ONE_TWO));
    }

    @Test
    void takesAnEmptyAttachment() throws MalformedPacketException {
        SocketPacket.Event event = new SocketPacket.Event(
                "/",
                SocketPacket.NO_ID,
                JSON.createArrayBuilder()
                        .add("empty")
                        .add(new BinaryValue(new byte[0]))
                        .build());

        assertThat(roundTrip(event)).isEqualTo(event);
    }

    @Test
    void isReadyForTheNextPacketAfterTheLastAttachment() throws MalformedPacketException {
        assertThat(decoder.decode("51-[\"a\",{\"_placeholder\":true,\"num\":0}]"))
                .isNull();
        assertThat(decoder.isWaiting()).isTrue();
        assertThat(decoder.decode(new byte[] {1})).isNotNull();
        assertThat(decoder.isWaiting()).isFalse();

        assertThat(decoder.decode("2[\"b\"]")).isInstanceOf(SocketPacket.Event.class);
    }

    @Test
    void keepsAPlaceholderInATextPacketAsTheDataThatItIs() throws MalformedPacketException {
        SocketPacket.Event event = (SocketPacket.Event) decoder.decode("2[\"a\",{\"_placeholder\":true,\"num\":0}]");

        assertThat(event.data().getJsonObject(1).getBoolean("_placeholder")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "00, 0", "999999999999999, 999999999999999"})
    void readsAckIdsOfUpToFifteenDigits(String digits, long id) throws MalformedPacketException {
        assertThat(decoder.decode("2" + digits + "[\"a\"]"))
                .isEqualTo(new SocketPacket.Event("/", id, array("[\"a\"]")));
    }

    @Test
    void takesANumberForAnEventName() throws MalformedPacketException {
        assertThat(decoder.decode("2[7,\"x\"]"))
                .isEqualTo(new SocketPacket.Event("/", SocketPacket.NO_ID, array("[7,\"x\"]")));
    }

    @Test
    void keepsTextOfEveryAlphabet() throws MalformedPacketException {
        SocketPacket.Event event = (SocketPacket.Event) decoder.decode("2[\"utf8\",\"é€🦜\\u00e9\\n\"]");

        assertThat(event.data().getString(1)).isEqualTo("é€🦜é\n");
        assertThat(roundTrip(event)).isEqualTo(event);
    }

    private static SocketPacket roundTrip(SocketPacket packet) throws MalformedPacketException {
        PacketDecoder fresh = new PacketDecoder();
        Iterator<EnginePacket> encoded = PacketEncoder.encode(packet).iterator();
        SocketPacket decoded = fresh.decode(encoded.next().text());
        while (encoded.hasNext()) {
            assertThat(decoded).isNull();
            decoded = fresh.decode(encoded.next().binary());
        }
        return decoded;
    }

    private static JsonObject object(String text) throws MalformedPacketException {
        return JsonText.parse(text).asJsonObject();
    }

    private static JsonArray array(String text) throws MalformedPacketException {
        return JsonText.parse(text).asJsonArray();
    }
}
