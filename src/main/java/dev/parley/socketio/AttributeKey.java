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
    private final boolean lasting;

    /** Makes a key. The name is only for people, who see it in {@link #toString}. */
    public AttributeKey(String name, Class<T> type) {
        this(name, type, false);
    }

    private AttributeKey(String name, Class<T> type, boolean lasting) {
        this.name = name;
        this.type = type;
        this.lasting = lasting;
    }

    /**
     * Makes a key whose value the next socket has, too, if the client's connection breaks and the client is recovered. The
     * value must not hold anything of the socket itself.
     */
    public static <T> AttributeKey<T> lasting(String name, Class<T> type) {
        return new AttributeKey<>(name, type, true);
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
