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
 * Converts JSON text to values and back. The limits are checked before the parser gets the text, so a hostile text
 * costs one pass over its characters, but never a deep stack or an enormous number.
 */
public final class JsonText {

    /** The server's JSON-P, looked up once, because the static methods of {@code Json} search for it at every call. */
    public static final JsonProvider JSON = JsonProvider.provider();

    /**
     * No {@code double} has an exponent with more digits. A larger exponent is an attack on code that expands the
     * number.
     */
    private static final Limits OF_CLIENTS = new Limits(256, 400, 3);
    /**
     * The limits are higher here, because another server wraps the values of its clients in its own values and may
     * write their numbers in a longer form: {@code 10e999} becomes {@code 1.0E+1000}.
     */
    private static final Limits OF_SERVERS = new Limits(300, 420, 4);

    private record Limits(int depth, int numberLength, int exponentDigits) {}

    private static final JsonParserFactory PARSERS = JSON.createParserFactory(Map.of());

    private JsonText() {}

    /**
     * Parses a text from a client, which must consist of exactly one JSON value.
     *
     * @throws MalformedPacketException if the text is something else, if it nests deeper than 256, or if a number or
     *     its exponent is longer than any {@code double} needs
     */
    public static JsonValue parse(String text) throws MalformedPacketException {
        return parse(text, OF_CLIENTS);
    }

    /**
     * Parses a text from another server, which must consist of exactly one JSON value. This value may contain values
     * that clients have sent to that server.
     *
     * @throws MalformedPacketException if the text is something else, if it nests deeper than 300, or if a number is
     *     longer than any form in which a server writes a number that {@link #parse(String)} accepts
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
     * The JSON text of a value. A surrogate without its other half is written as a Unicode escape, which it must have
     * been when it arrived: UTF-8 cannot encode it, and a container would fail for every client to which it is sent.
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
