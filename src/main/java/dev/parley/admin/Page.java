package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items of the page, in the order of the list
 * @param total how many the whole list has
 * @param limit the most that the page could have had
 * @param offset how many come before it
 */
record Page<T>(List<T> items, int total, int limit, int offset) {

    /** Keeps a copy of the items. */
    Page {
        items = List.copyOf(items);
    }

    /** {@code {items, total, limit, offset}}. */
    JsonObject toJson(Function<T, JsonObject> itemToJson) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        items.forEach(item -> array.add(itemToJson.apply(item)));
        return JSON.createObjectBuilder()
                .add("items", array)
                .add("total", total)
                .add("limit", limit)
                .add("offset", offset)
                .build();
    }
}
