package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items the items of the page, in the order of the list
 * @param total the number of items of the whole list
 * @param limit the largest possible number of items of the page
 * @param offset the number of items before the page
 */
record Page<T>(List<T> items, int total, int limit, int offset) {

    /** Copies the items. */
    Page {
        items = List.copyOf(items);
    }

    /** The JSON {@code {items, total, limit, offset}}. */
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
