package dev.parley.engine;

/**
 * The limits for the input of one session's client, and the memory that its incomplete input takes. Thread-safe.
 *
 * <p>A client is unknown until the application has authenticated it ({@link EngineSession#identified()}). Until then
 * its messages may be large enough for a large token, but not large enough to fill the heap.
 */
public final class InboundLimits {

    /** The largest message of a client that is not authenticated, in bytes. */
    private static final int STRANGERS_MESSAGE = 16 * 1024;

    private final InboundBudget.Holding underWay;
    private final InboundBudget.Holding collection;
    private volatile int maxMessage;

    private InboundLimits(int maxMessage, InboundBudget.Holding underWay, InboundBudget.Holding collection) {
        this.maxMessage = maxMessage;
        this.underWay = underWay;
        this.collection = collection;
    }

    /** Creates the limits of a client that is not authenticated. {@code giveUp} ends its session, on another thread. */
    static InboundLimits ofStranger(EngineSettings settings, InboundBudget budget, Runnable giveUp) {
        return new InboundLimits(
                Math.min(STRANGERS_MESSAGE, settings.maxPayload()), budget.share(giveUp), budget.share(giveUp));
    }

    /** The largest message, or polling body of several messages, that the client may send now, in bytes. */
    public int maxMessage() {
        return maxMessage;
    }

    /** Counts the bytes of a message or body that is under way. */
    public InboundBudget.Holding underWay() {
        return underWay;
    }

    /** Counts the messages that have arrived and wait for other messages that belong to them. */
    public InboundBudget.Holding collection() {
        return collection;
    }

    void raise(int newMaxMessage) {
        maxMessage = newMaxMessage;
    }

    /** Ends the counting: nothing is held now and nothing will be held later. */
    void end() {
        underWay.end();
        collection.end();
    }
}
