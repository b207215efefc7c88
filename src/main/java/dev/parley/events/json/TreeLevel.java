package dev.parley.events.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Iterator;
import java.util.Map;

/** An object or an array in which a {@link TreeParser} is, and how far it is. */
final class TreeLevel {

    /** Names come from clients. What is longer than this is cut off. */
    private static final int MAX_PATH = 200;

    /** Null in an array. */
    private final Iterator<Map.Entry<String, JsonValue>> members;
    /** Null in an object. */
    private final Iterator<JsonValue> elements;

    private String key;
    private int index = -1;
    private JsonValue value;
    /** The name of the last member whose value the parser has reached; null if there is none. */
    private String entered;

    TreeLevel(JsonObject object) {
        members = object.entrySet().iterator();
        elements = null;
    }

    TreeLevel(JsonArray array) {
        members = null;
        elements = array.iterator();
    }

    boolean isObject() {
        return members != null;
    }

    /** Goes to the next member or element. Returns false if there is none. */
    boolean advance() {
        if (isObject()) {
            return nextMember();
        }
        if (!elements.hasNext()) {
            return false;
        }
        value = elements.next();
        index++;
        return true;
    }

    private boolean nextMember() {
        if (!members.hasNext()) {
            return false;
        }
        Map.Entry<String, JsonValue> member = members.next();
        key = member.getKey();
        value = member.getValue();
        return true;
    }

    /** The name of the member; null in an array and before the first member. */
    String key() {
        return key;
    }

    /** The member's value, or the element; from now on the path leads to it. */
    JsonValue enter() {
        entered = key;
        return value;
    }

    /** The path of some levels, the outermost of which is the first. */
    static String path(Iterable<TreeLevel> levels) {
        StringBuilder path = new StringBuilder();
        for (TreeLevel level : levels) {
            level.appendTo(path);
            if (path.length() > MAX_PATH) {
                return path.substring(0, MAX_PATH) + '…';
            }
        }
        return path.toString();
    }

    private void appendTo(StringBuilder path) {
        if (index >= 0) {
            path.append('[').append(index).append(']');
        } else if (entered != null) {
            path.append(path.isEmpty() ? "" : ".").append(entered);
        }
    }
}
