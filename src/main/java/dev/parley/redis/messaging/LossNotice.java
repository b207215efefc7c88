package dev.parley.redis.messaging;

import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Tells the other nodes that messages of this node were lost on their way, and hears it from them, so that no node takes
 * its log for complete. The channel is Parley's own: servers of other kinds do not listen to it.
 */
final class LossNotice {

    private final MessageExchange exchange;
    private final String channel;
    private final byte[] self;
    private final BooleanSupplier connected;
    private final LongSupplier losses;
    /** Only for the thread that calls {@link #look()}. */
    private long told;

    /**
     * Nothing has been lost yet.
     *
     * @param connected whether messages can be published now
     * @param losses how many messages of this node may not have arrived
     * @param heard called when another node has lost messages, by the thread that reads
     */
    LossNotice(MessageExchange exchange, BooleanSupplier connected, LongSupplier losses, Runnable heard) {
        this.exchange = exchange;
        this.channel = exchange.key() + "#lost#";
        this.self = exchange.node().getBytes(StandardCharsets.UTF_8);
        this.connected = connected;
        this.losses = losses;
        exchange.subscribe(channel, message -> {
            if (!exchange.node().equals(new String(message, StandardCharsets.UTF_8))) {
                heard.run();
            }
        });
    }

    /** Tells of new losses as soon as that is possible. Called by one thread, from time to time. */
    void look() {
        long now = losses.getAsLong();
        if (now > told && connected.getAsBoolean()) {
            told = now;
            exchange.tell(channel, self);
        }
    }
}
