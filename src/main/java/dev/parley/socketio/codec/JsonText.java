package dev.parley.socketio.codec;

import dev.parley.engine.codec.MalformedPacketException;
import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The way from JSON text to values and back, with limits that hold before the parser sees anything: a hostile text
 * costs a walk over its characters, never a deep stack or an enormous number.
 */
public final class JsonText {

    /** The server's JSON-P, looked up once: the static methods of {@code Json} search for it at every call. */
    public static final JsonProvider JSON = JsonProvider.provider();

    /** No double has an exponent of more digits; a larger one is an attack on whoever expands the number. */
    private static final Limits OF_CLIENTS = new Limits(256, 400, 3);
    /**
     * What clients have sent comes inside of something else here, and with its numbers as a server writes them: 10e999 is
     * 1.0E+1000 then.
     */
    private static final Limits OF_SERVERS = new Limits(300, 420, 4);

    private record Limits(int depth, int numberLength, int exponentDigits) {}

    private static final JsonParserFactory PARSERS = JSON.createParserFactory(Map.of());

    private JsonText() {}

    /**
     * Parses one JSON value that is the whole text and comes from a client.
     *
     * @throws MalformedPacketException when the text is something else, nests deeper than 256, or has a number that is
     *     longer, or whose exponent is longer, than any double needs
     */
    public static JsonValue parse(String text) throws MalformedPacketException {
        return parse(text, OF_CLIENTS);
    }

    /**
     * Parses one JSON value that is the whole text and comes from a server, with what clients have sent to that in it.
     *
     * @throws MalformedPacketException when the text is something else, nests deeper than 300, or has a number that no
     *     server makes of what {@link #parse(String)} has taken
     */
    public static JsonValue parseFromServer(String text) throws MalformedPacketException {
        return parse(text, OF_SERVERS);
    }

    private static JsonValue parse(String text, Limits limits) throws MalformedPacketException {
        checkLimits(text, limits);
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            parser.next();
            JsonValue value = parser.getValue();
            if (parser.hasNext()) {
                throw new MalformedPacketException("more than one JSON value");
            }
            return value;
        } catch (JsonException | IllegalStateException | NoSuchElementException e) {
            throw new MalformedPacketException("not JSON");
        }
    }

    /**
     * The text of a value. A surrogate without its other half stays the escape that it must have been: there is no UTF-8
     * for it, and a container would fail at every client that it is sent to.
     */
    public static String of(JsonValue value) {
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

    private static void checkLimits(String text, Limits limits) throws MalformedPacketException {
        int depth = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            }
            if (depth > limits.depth()) {
                throw new MalformedPacketException("JSON nests too deep");
            }
            if (c == '"') {
                i = endOfString(text, i + 1);
            } else if (isPartOfNumber(c)) {
                i = endOfNumber(text, i, limits);
            } else {
                i++;
            }
        }
    }

    private static int endOfString(String text, int start) {
        int i = start;
        while (i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private static int endOfNumber(String text, int start, Limits limits) throws MalformedPacketException {
        int exponentDigits = 0;
        boolean inExponent = false;
        int i = start;
        while (i < text.length() && isPartOfNumber(text.charAt(i))) {
            char c = text.charAt(i++);
            if (c == 'e' || c == 'E') {
                inExponent = true;
            } else if (inExponent && Character.isDigit(c)) {
                exponentDigits++;
            }
            if (i - start > limits.numberLength() || exponentDigits > limits.exponentDigits()) {
                throw new MalformedPacketException("JSON has too large a number");
            }
        }
        return i;
    }

    private static boolean isPartOfNumber(char c) {
        return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    }
}
