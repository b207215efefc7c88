package dev.parley.socketio.codec;

import dev.parley.engine.codec.MalformedPacketException;
import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;

/**
 * The way from JSON text to values and back, with limits that hold before the parser sees anything: a hostile text
 * costs a walk over its characters, never a deep stack or an enormous number.
 */
public final class JsonText {

    /** The server's JSON-P, looked up once: the static methods of {@code Json} search for it at every call. */
    public static final JsonProvider JSON = JsonProvider.provider();

    private static final int MAX_DEPTH = 256;
    private static final int MAX_NUMBER_LENGTH = 400;
    private static final JsonParserFactory PARSERS = JSON.createParserFactory(Map.of());

    private JsonText() {}

    /**
     * Parses one JSON value that is the whole text.
     *
     * @throws MalformedPacketException when the text is something else, nests deeper than 256, or has a number that is
     *     longer than any double needs
     */
    public static JsonValue parse(String text) throws MalformedPacketException {
        checkLimits(text);
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            parser.next();
            JsonValue value = parser.getValue();
            if (parser.hasNext()) {
                throw new MalformedPacketException("more than one JSON value");
            }
            return value;
        } catch (JsonException | IllegalStateException | java.util.NoSuchElementException e) {
            throw new MalformedPacketException("not JSON");
        }
    }

    /**
     * The text of a value. A surrogate without its other half stays the escape that it must have been: there is no UTF-8
     * for it, and a container would fail at every client that it is sent to.
     */
    static String of(JsonValue value) {
        String text = value.toString();
        int lone = nextLoneSurrogate(text, 0);
        if (lone < 0) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        int copied = 0;
        while (lone >= 0) {
            escaped.append(text, copied, lone).append("\\u").append(Integer.toHexString(text.charAt(lone)));
            copied = lone + 1;
            lone = nextLoneSurrogate(text, copied);
        }
        return escaped.append(text, copied, text.length()).toString();
    }

    private static int nextLoneSurrogate(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }

    private static void checkLimits(String text) throws MalformedPacketException {
        int depth = 0;
        int numberLength = 0;
        boolean inString = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inString) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    inString = false;
                }
                continue;
            }
            numberLength = isPartOfNumber(c) ? numberLength + 1 : 0;
            switch (c) {
                case '"' -> inString = true;
                case '[', '{' -> depth++;
                case ']', '}' -> depth--;
                default -> {}
            }
            if (depth > MAX_DEPTH || numberLength > MAX_NUMBER_LENGTH) {
                throw new MalformedPacketException("JSON over the limits");
            }
        }
    }

    private static boolean isPartOfNumber(char c) {
        return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    }
}
