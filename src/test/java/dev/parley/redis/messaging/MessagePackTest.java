package dev.parley.redis.messaging;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.codec.MalformedPacketException;
import dev.parley.robustness.BadInput;
import dev.parley.socketio.codec.BinaryValue;
import dev.parley.socketio.codec.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagePackTest {

    private static final HexFormat HEX = HexFormat.of();

    /** What notepack.io has made of a value, and what the value is in JSON (or in hex, when it is bytes). */
    record Sample(String kind, String name, byte[] bytes, String value) {
        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    static List<Sample> samples() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                MessagePackTest.class.getResourceAsStream("notepack.tsv"), StandardCharsets.UTF_8))) {
            return in.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(parts -> new Sample(parts[0], parts[1], HEX.parseHex(parts[2]), parts[3]))
                    .toList();
        }
    }

    static Sample sample(String name) throws IOException {
        return samples().stream()
                .filter(sample -> sample.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Sample> ofKind(String... kinds) throws IOException {
        return samples().stream().filter(sample -> List.of(kinds).contains(sample.kind()));
    }

    static Stream<Sample> written() throws IOException {
        return ofKind("both");
    }

    static Stream<Sample> read() throws IOException {
        return ofKind("both", "read");
    }

    static Stream<Sample> binary() throws IOException {
        return ofKind("bytes");
    }

    private static byte[] write(JsonValue value) {
        return new MessagePackWriter().value(value).toBytes();
    }

    private static JsonValue json(String text) throws MalformedPacketException {
        return JsonText.parse(text);
    }

    @ParameterizedTest
    @MethodSource("written")
    void writesTheVeryBytesOfNotepack(Sample sample) throws Exception {
        assertThat(HEX.formatHex(write(json(sample.value())))).isEqualTo(HEX.formatHex(sample.bytes()));
    }

    @ParameterizedTest
    @MethodSource("read")
    void readsWhatNotepackWrites(Sample sample) throws Exception {
        JsonValue expected = json(sample.value());

        JsonValue value = MessagePackReader.read(sample.bytes());

        // By what it is to JavaScript: 1E-7 and 0.0000001 are the same number.
        assertThat(HEX.formatHex(write(value))).isEqualTo(HEX.formatHex(write(expected)));
        assertThat(value.getValueType()).isEqualTo(expected.getValueType());
    }

    @ParameterizedTest
    @MethodSource("binary")
    void bytesAreBytes(Sample sample) throws Exception {
        assertThat(MessagePackReader.read(sample.bytes())).isEqualTo(new BinaryValue(HEX.parseHex(sample.value())));
    }

    @ParameterizedTest
    @CsvSource({
        "18446744073709551615, cfffffffffffffffff",
        "9223372036854775808, cf8000000000000000",
        "9223372036854775807, cf7fffffffffffffff",
        "-9223372036854775808, d38000000000000000",
        "1e3, cd03e8",
        "2.0, 02",
        "-0.0, 00",
        "1e20, cb4415af1d78b58c40",
        "18446744073709551616, cb43f0000000000000",
        "1.7976931348623157e308, cb7fefffffffffffff",
        "1e999, c0",
        "-1e999, c0",
    })
    void numbersBeyondWhatNotepackWritesRightAreStillThemselves(String number, String bytes) throws Exception {
        assertThat(HEX.formatHex(write(json(number)))).isEqualTo(bytes);
    }

    /** As a Date that cannot be is null in JSON. The smallest number once passed for the year 1970. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, -8_640_000_000_001L, 8_640_000_000_001L})
    void aTimestampThatNoDateCanBeIsNull(long seconds) throws Exception {
        byte[] timestamp = ByteBuffer.allocate(15)
                .put(HEX.parseHex("c70cff"))
                .putInt(0)
                .putLong(seconds)
                .array();

        assertThat(MessagePackReader.read(timestamp)).isEqualTo(JsonValue.NULL);
    }

    @Test
    void aNumberOfManyDigitsIsNone() throws Exception {
        assertThat(write(json("1" + "0".repeat(390)))).containsExactly(0xc0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"18446744073709551615", "9223372036854775808", "9007199254740993", "-9007199254740993"})
    void wholeNumbersKeepAllTheirDigits(String number) throws Exception {
        assertThat(MessagePackReader.read(write(json(number)))).hasToString(number);
    }

    @ParameterizedTest
    @ValueSource(ints = {65_535, 65_536, 100_000})
    void longThingsComeBack(int size) throws Exception {
        byte[] bytes = new byte[size];
        JsonValue text = JSON.createValue("x".repeat(size));
        JsonArrayBuilder array = JSON.createArrayBuilder();
        for (int i = 0; i < size; i++) {
            array.add(JsonValue.TRUE);
        }
        JsonValue list = array.build();

        assertThat(MessagePackReader.read(write(text))).isEqualTo(text);
        assertThat(MessagePackReader.read(write(list))).isEqualTo(list);
        assertThat(MessagePackReader.read(write(new BinaryValue(bytes)))).isEqualTo(new BinaryValue(bytes));
    }

    @Test
    void halfASurrogatePairDoesNoHarm() throws Exception {
        assertThat(MessagePackReader.read(write(JSON.createValue("a\ud83db")))).isEqualTo(JSON.createValue("a?b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c1",
                "cd01",
                "a3616",
                "92c0",
                "c0c0",
                "ddffffffff",
                "dd7fffffffc0",
                "dfffffffff",
                "df7fffffff",
                "dbffffffff61",
                "c6ffffffff00",
                "c9ffffffff0000",
                "81c0c0",
                "81c3c0",
                "8190c0",
                "d6ff0000",
                "c7",
                "c701",
            })
    @BadInput(72)
    void whatIsNoMessageIsRefused(String hex) {
        byte[] message = HEX.parseHex(hex.length() % 2 == 0 ? hex : hex.substring(1));
        assertThatThrownBy(() -> MessagePackReader.read(message)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @BadInput(72)
    void everyBeginningOfAMessageIsRefused() throws Exception {
        for (Sample sample : samples()) {
            for (int length = 0; length < sample.bytes().length; length++) {
                byte[] beginning = Arrays.copyOf(sample.bytes(), length);
                assertThatThrownBy(() -> MessagePackReader.read(beginning))
                        .as("%s, %d bytes", sample, length)
                        .isInstanceOf(MalformedMessageException.class);
            }
        }
    }

    @Test
    void depthIsBounded() throws Exception {
        byte[] deep = new byte[1_000_000];
        Arrays.fill(deep, (byte) 0x91);
        byte[] allowed = Arrays.copyOf(deep, 300);
        allowed[299] = (byte) 0xc0;

        assertThat(MessagePackReader.read(allowed)).isInstanceOf(JsonArray.class);
        assertThatThrownBy(() -> MessagePackReader.read(deep)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void noiseIsEitherAValueOrRefused() throws Exception {
        Random random = new Random(5);
        List<Sample> samples = samples();
        for (int i = 0; i < 200_000; i++) {
            byte[] noise = samples.get(random.nextInt(samples.size())).bytes().clone();
            for (int flips = 1 + random.nextInt(3); flips > 0 && noise.length > 0; flips--) {
                noise[random.nextInt(noise.length)] = (byte) random.nextInt();
            }
            try {
                write(MessagePackReader.read(noise));
            } catch (MalformedMessageException e) {
                assertThat(e).hasMessageNotContaining("\n");
            }
        }
    }
}
