package dev.parley.socketio.codec;

import dev.parley.engine.codec.MalformedPacketException;
import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** Any text as JSON of a client: refused, or a value that servers can tell each other and that is the same there. */
public final class JsonTextTarget {

    private static final int MAX_DEPTH = 256;

    private JsonTextTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        String text = new Input(bytes).text();
        Cost.bounded(text.length(), () -> check(text));
    }

    private static void check(String text) {
        JsonValue value;
        try {
            value = JsonText.parse(text);
        } catch (MalformedPacketException e) {
            return;
        }
        if (depth(value) > MAX_DEPTH) {
            throw new AssertionError("nests deeper than it may");
        }
        String said = JsonText.of(value);
        try {
            if (!JsonText.of(JsonText.parseFromServer(said)).equals(said)) {
                throw new AssertionError("it changes when it is said again");
            }
        } catch (MalformedPacketException e) {
            throw new AssertionError("a server refuses what another one has taken", e);
        }
        if (!new String(said.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8)
                .equals(said)) {
            throw new AssertionError("there is no UTF-8 for it");
        }
    }

    private static int depth(JsonValue value) {
        int deepest = 0;
        if (value instanceof JsonArray array) {
            for (JsonValue element : array) {
                deepest = Math.max(deepest, 1 + depth(element));
            }
            return Math.max(1, deepest);
        }
        if (value instanceof JsonObject object) {
            for (JsonValue member : object.values()) {
                deepest = Math.max(deepest, 1 + depth(member));
            }
            return Math.max(1, deepest);
        }
        return 0;
    }
}
