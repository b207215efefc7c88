package dev.parley.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "\u007f",
                "\u0080",
                "\u07ff",
                "\u0800",
                "\uffff",
                "\ud83d\ude00", // a pair
                "\ud83d", // half of one
                "\ude00",
                "\ude00\ud83d", // the wrong way round
                "\ud83d\ud83d\ude00",
                "\ud83da"
            })
    void countsTheBytesThatEncodingGives(String text) {
        assertThat(Utf8.length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void agreesWithTheEncoderOnAnyChars() {
        Random random = new Random(20);
        // Few and neighbouring alphabets, so that pairs and broken pairs are frequent.
        char[] alphabet = {'a', '\u007f', '\u0080', '\u07ff', '\u0800', '\uffff', '\ud800', '\udbff', '\udc00', '\udfff'
        };
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append(
                        random.nextBoolean()
                                ? alphabet[random.nextInt(alphabet.length)]
                                : (char) random.nextInt(Character.MAX_VALUE + 1));
            }
            assertThat(Utf8.length(text))
                    .as("round %d", round)
                    .isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8).length);
        }
    }
}
