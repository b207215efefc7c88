package dev.parley.socketio;

import jakarta.json.JsonObject;
import java.util.function.Function;

/**
 * The key of a value that an application stores in a {@link Socket}. Keys are compared by identity, so a key should be
 * a constant.
 *
 * @param <T> the type of the value
 */
public final class AttributeKey<T> {

    private final String name;
    private final Class<T> type;
    private final boolean lasting;
    private final Function<T, JsonObject> write;
    private final Function<JsonObject, T> read;

    /** Makes a key. The name is only for people, who see it in {@link #toString}. */
    public AttributeKey(String name, Class<T> type) {
        this(name, type, false, null, null);
    }

    private AttributeKey(
            String name, Class<T> type, boolean lasting, Function<T, JsonObject> write, Function<JsonObject, T> read) {
        this.name = name;
        this.type = type;
        this.lasting = lasting;
        this.write = write;
        this.read = read;
    }

    /**
     * Makes a key whose value the next socket has, too, if the client's connection breaks and the client is recovered. The
     * value must not hold anything of the socket itself.
     */
    public static <T> AttributeKey<T> lasting(String name, Class<T> type) {
        return new AttributeKey<>(name, type, true, null, null);
    }

    /**
     * Makes a key whose value the next socket has, too, whichever node of the cluster the client comes back to.
     *
     * @param name by which other nodes know the key
     * @param write makes JSON of a value; called by any thread, also while the value is being changed
     * @param read makes a value of that JSON
     */
    public static <T> AttributeKey<T> lasting(
            String name, Class<T> type, Function<T, JsonObject> write, Function<JsonObject, T> read) {
        return new AttributeKey<>(name, type, true, write, read);
    }

    /** Whether other nodes understand the value. */
    boolean isShared() {
        return write != null;
    }

    String name() {
        return name;
    }

    JsonObject json(Object value) {
        return write.apply(type.cast(value));
    }

    T value(JsonObject json) {
        return read.apply(json);
    }

    boolean isLasting() {
        return lasting;
    }

    Class<T> type() {
        return type;
    }

    @Override
    public String toString() {
        return name;
    }
}
