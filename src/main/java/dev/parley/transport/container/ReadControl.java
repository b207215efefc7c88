package dev.parley.transport.container;

/**
 * Stops and continues the reading from one WebSocket, below the standard API, which has nothing for it. Thread-safe; no
 * call blocks or throws.
 */
@FunctionalInterface
public interface ReadControl {

    /** For a container whose reading cannot be stopped. */
    ReadControl NONE = on -> {};

    /**
     * Sets whether the container may read. A container may be at a point where it cannot be stopped; so this is called
     * again with {@code false} after each message that arrives nevertheless, on the thread that brings it.
     */
    void receiving(boolean on);

    /**
     * Sets who receives messages that the container does not read itself. Called once, by the thread that opens the
     * WebSocket, before anything is read. Where the container reads everything, this does nothing.
     */
    default void deliverTo(MessageReceiver receiver) {}
}
