package dev.parley.socketio.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.parley.engine.codec.MalformedPacketException;
import dev.parley.robustness.BadInput;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    /** Far more than any of it takes, far less than an attack would. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1] x",
                "[1][2]",
                "[1],",
                "{}{}",
                "1 2",
                "\"a\"b",
                "[1]\u0000",
                "[1]//",
                "[1]}",
                "",
                " ",
                "[",
                "[1",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "{'a':1}",
                "[1,]",
                "[,1]",
                "{\"a\":1,}",
                "]",
                "}{",
                "[}",
                "nul",
                "NaN",
                "Infinity",
                "-",
                "01",
                "1.",
                ".5",
                "+1",
                "1e",
                "0x10",
                "\"\\x\"",
                "\"\\u12\"",
                "\"open",
                "\"tab\t\"",
                "/* */1",
                "\uFEFF[1]",
                "undefined",
                "truefalse"
            })
    void refusesWhatIsNotExactlyOneJsonValue(String text) {
        refused(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", " [ 1 , 2 ] ", "\"a\"", "-0.5e-3", "{\"\":\"\"}", "\t\r\n1\n"})
    void takesEveryKindOfValueAndTheSpaceAroundIt(String text) throws MalformedPacketException {
        assertThat(JsonText.parse(text)).isNotNull();
    }

    @Test
    void takesTheDepthThatIsAllowedAndNoMore() throws MalformedPacketException {
        assertThat(JsonText.parse("[".repeat(256) + "]".repeat(256))).isNotNull();
        refused("[".repeat(257) + "]".repeat(257));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":", "[[],"})
    @BadInput(45)
    void refusesAHundredThousandLevelsWithoutAStackOverflow(String level) {
        assertTimeoutPreemptively(BOUND, () -> refused(level.repeat(100_000)));
    }

    @Test
    void doesNotCountBracketsInText() throws MalformedPacketException {
        String brackets = "\"" + "[{".repeat(1_000) + "\\\"" + "[".repeat(1_000) + "\\\\\"";

        assertThat(JsonText.parse("[" + brackets + "]")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "-1E+999999999",
                "1e-999999999",
                "1e9999999999",
                "1e-9999999999",
                "0e99999999999999999999",
                "1e1000",
                "1e2147483648",
                "1e-2147483648"
            })
    @BadInput(46)
    void refusesNumbersOfAstronomicSize(String number) {
        assertTimeoutPreemptively(BOUND, () -> {
            refused(number);
            refused("[\"a\"," + number + "]");
            refused("{\"a\":" + number + "}");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.7976931348623157e308", "-1.7976931348623157E+308", "5e-324", "2.2250738585072014e-308"})
    void takesEveryDouble(String number) throws MalformedPacketException {
        assertThat(((JsonNumber) JsonText.parse(number)).doubleValue()).isEqualTo(Double.parseDouble(number));
    }

    @Test
    @BadInput(46)
    void refusesANumberOfAMegabyteInBoundedTime() {
        String digits = "1".repeat(1_000_000);

        assertTimeoutPreemptively(BOUND, () -> {
            refused(digits);
            refused("[" + digits + "]");
            refused("0." + digits);
            refused("1e" + digits);
        });
    }

    @Test
    void takesAMegabyteOfOtherThings() throws MalformedPacketException {
        assertThat(((JsonString) JsonText.parse("\"" + "x".repeat(1_000_000) + "\"")).getString())
                .hasSize(1_000_000);
        assertThat(JsonText.parse("[" + "1,".repeat(400_000) + "1]").asJsonArray())
                .hasSize(400_001);
    }

    @Test
    @BadInput(46)
    void takesTheLastOfDuplicateKeys() throws MalformedPacketException {
        JsonObject object = JsonText.parse("{\"a\":1,\"b\":2,\"a\":3}").asJsonObject();

        assertThat(object.getInt("a")).isEqualTo(3);
        assertThat(object).hasSize(2);
    }

    @Test
    @BadInput(46)
    void takesPrototypeNamesForTheOrdinaryKeysThatTheyAreHere() throws MalformedPacketException {
        JsonObject object = JsonText.parse("{\"__proto__\":{\"admin\":true},\"constructor\":1}")
                .asJsonObject();

        assertThat(object.keySet()).containsExactlyInAnyOrder("__proto__", "constructor");
        assertThat(object.containsKey("admin")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\udc00\\ud800", "\ud800", "\udc00"})
    @BadInput(46)
    void survivesLoneSurrogates(String text) throws MalformedPacketException {
        JsonString parsed = (JsonString) JsonText.parse("\"" + text + "\"");

        assertThat(parsed.getString()).isNotEmpty();
        assertThat(JsonText.parse(parsed.toString())).isEqualTo(parsed);
    }

    @Test
    void takesManyKeysOfOneHashInBoundedTime() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < 16_384; i++) {
            text.append(i == 0 ? "\"" : ",\"").append(keyOfOneHash(i)).append("\":0");
        }
        text.append('}');

        assertTimeoutPreemptively(
                BOUND,
                () -> assertThat(JsonText.parse(text.toString()).asJsonObject()).hasSize(16_384));
    }

    /** Aa and BB have one hash code, and so have all texts that are made of them in equal number. */
    private static String keyOfOneHash(int number) {
        StringBuilder key = new StringBuilder();
        for (int bit = 0; bit < 14; bit++) {
            key.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return key.toString();
    }

    private static void refused(String text) {
        assertThatExceptionOfType(MalformedPacketException.class)
                .as(text.length() < 100 ? text : text.length() + " characters")
                .isThrownBy(() -> JsonText.parse(text));
    }
}
