package dev.parley.socketio.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.engine.codec.MalformedPacketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no packet is refused by a {@link MalformedPacketException}, and by nothing else. */
class MalformedPacketTest {

    private static final String ONE_PLACEHOLDER = "{\"_placeholder\":true,\"num\":0}";

    private final PacketDecoder decoder = new PacketDecoder();

    @ParameterizedTest
    @ValueSource(
            strings = {"", "7", "8[\"a\"]", "9", "-", "-1", "x", " ", "a[\"a\"]", "\u0662[\"a\"]", "\uD83E\uDD9C", ":"})
    void refusesATypeThatDoesNotExist(String message) {
        refused(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0[]",
                "0[null]",
                "0\"text\"",
                "0null",
                "0true",
                "01.5",
                "0/admin,[]",
                "1{}",
                "1[]",
                "1\"bye\"",
                "2",
                "2{}",
                "2[]",
                "2[null]",
                "2[{}]",
                "2[[]]",
                "2[true]",
                "2\"a\"",
                "2null",
                "2/admin,",
                "21",
                "2[",
                "3",
                "31",
                "3[]",
                "31{}",
                "31\"a\"",
                "31null",
                "4",
                "4[]",
                "4\"text\"",
                "51-",
                "51-{}",
                "51-[]",
                "51-[" + ONE_PLACEHOLDER + "]",
                "61-[]",
                "61-1{}"
            })
    void refusesAPayloadThatIsNotThatOfItsType(String message) {
        refused(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"})
    void refusesTheNamesThatAreReserved(String name) {
        refused("2[\"" + name + "\"]");
        refused("51-[\"" + name + "\"," + ONE_PLACEHOLDER + "]");
    }

    @Test
    void refusesAReservedNameThatIsWrittenWithEscapes() {
        refused("2[\"\\u0063onnect\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9999999999999999",
                "18446744073709551616",
                "9223372036854775808",
                "-1",
                "+1",
                "1.5",
                "1e3",
                "0x1"
            })
    void refusesAnIdThatIsNoneOrTooLarge(String id) {
        refused("2" + id + "[\"a\"]");
        refused("3" + id + "[]");
    }

    @Test
    void refusesAnIdOfAThousandDigits() {
        refused("2" + "9".repeat(1_000) + "[\"a\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0-",
                "00-",
                "11-",
                "99-",
                "1000000000-",
                "-",
                "--",
                "-1-",
                "1.5-",
                "1e1-",
                " 1-",
                "1",
                "",
                "x-",
                "0x1-"
            })
    void refusesAWrongCountOfAttachments(String count) {
        refused("5" + count + "[\"a\"," + ONE_PLACEHOLDER + "]");
        refused("6" + count + "1[" + ONE_PLACEHOLDER + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_placeholder\":true,\"num\":-1}",
                "{\"_placeholder\":true,\"num\":1}",
                "{\"_placeholder\":true,\"num\":2147483648}",
                "{\"_placeholder\":true,\"num\":0.5}",
                "{\"_placeholder\":true,\"num\":1e99}",
                "{\"_placeholder\":true,\"num\":\"0\"}",
                "{\"_placeholder\":true,\"num\":null}",
                "{\"_placeholder\":true,\"num\":[0]}",
                "{\"_placeholder\":true}",
                "{\"_placeholder\":\"true\",\"num\":0}",
                "{\"_placeholder\":1,\"num\":0}",
                "\"no placeholder\"",
                ONE_PLACEHOLDER + "," + ONE_PLACEHOLDER
            })
    void refusesAWrongPlaceholder(String placeholder) throws MalformedPacketException {
        assertThat(decoder.decode("51-[\"a\"," + placeholder + "]")).isNull();

        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(() -> decoder.decode(new byte[] {1}));
        assertThat(decoder.isWaiting()).isFalse();
    }

    @Test
    void refusesTextWhereAnAttachmentIsDue() throws MalformedPacketException {
        decoder.decode("51-[\"a\"," + ONE_PLACEHOLDER + "]");

        refused("2[\"b\"]");
    }

    @Test
    void refusesAnAttachmentOfNoPacket() {
        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(() -> decoder.decode(new byte[] {1}));
    }

    @Test
    void refusesAnAttachmentAfterTheLast() throws MalformedPacketException {
        decoder.decode("51-[\"a\"," + ONE_PLACEHOLDER + "]");
        decoder.decode(new byte[] {1});

        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(() -> decoder.decode(new byte[] {1}));
    }

    @Test
    void refusesANamespaceThatIsTooLong() throws MalformedPacketException {
        assertThat(decoder.decode("0/" + "n".repeat(255) + ",")).isNotNull();
        refused("0/" + "n".repeat(256) + ",");
        refused("0/" + "n".repeat(1_000_000));
    }

    @Test
    void refusesANamespaceWithoutItsComma() {
        refused("2/admin[\"a\"]");
    }

    private void refused(String message) {
        assertThatExceptionOfType(MalformedPacketException.class)
                .as(message.length() < 100 ? message : message.length() + " characters")
                .isThrownBy(() -> decoder.decode(message));
    }
}
