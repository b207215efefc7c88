package dev.parley.socketio;

/**
 * Names something that an application keeps with a {@link Socket}. Keys are compared by identity: make one constant.
 *
 * @param <T> the type of the value
 */
public final class AttributeKey<T> {

    private final String name;
    private final Class<T> type;

    /** A key; the name is for people. */
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
