package dev.parley.socketio;

/**
 * The key of a value that an application stores in a {@link Socket}. Keys are compared by identity, so a key should be
 * a constant.
 *
 * @param <T> the type of the value
 */
public final class AttributeKey<T> {

    private final String name;
    private final Class<T> type;

    /** Makes a key. The name is only for people, who see it in {@link #toString}. */
    public AttributeKey(String name, Class<T> type) {
        this.name = name;
        this.type = type;
    }

    Class<T> type() {
        return type;
    }

    @Override
    public String toString() {
        return name;
    }
}
