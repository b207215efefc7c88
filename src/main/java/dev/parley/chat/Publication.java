package dev.parley.chat;

/** Something of a backend that has been checked and may be published. Thread-safe. */
@FunctionalInterface
public interface Publication {

    /**
     * Publishes it; does not block.
     *
     * @param receipt its time, and its id if it is a message
     */
    void publish(MessageReceipt receipt);
}
