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
