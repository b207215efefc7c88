package dev.parley.history;

import dev.parley.engine.codec.MalformedPacketException;
import dev.parley.socketio.codec.JsonText;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages as they are kept: JSON that UTF-8 can encode. */
public final class KeptText {

    private KeptText() {}

    /** The text of a message. */
    public static String of(JsonObject message) {
        return JsonText.of(message);
    }

    /**
     * The messages of kept texts, in this order, each {@code id} once: a message that was sent a second time because its
     * node died in between is the same message.
     *
     * @throws IllegalStateException if something else was kept
     */
    public static List<JsonObject> messages(List<String> kept) {
        Map<String, JsonObject> byId = new LinkedHashMap<>();
        for (String text : kept) {
            JsonObject message = message(text);
            byId.putIfAbsent(message.getString("id"), message);
        }
        return new ArrayList<>(byId.values());
    }

    private static JsonObject message(String text) {
        try {
            return JsonText.parseFromServer(text).asJsonObject();
        } catch (MalformedPacketException e) {
            throw new IllegalStateException("a kept message is not JSON", e);
        }
    }
}
