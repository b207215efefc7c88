package dev.parley.redis.messaging;

import java.nio.charset.StandardCharsets;

/**
 * Numbered messages that a node publishes to itself, by which it notices that it publishes at one place and listens at
 * another: both connections are fine then, and nobody hears anything. The channel is this node's own; no other server is
 * subscribed to it.
 *
 * <p>No time is measured. Redis answers a ping after it has passed on what was published before. So each ping of the
 * subscriber carries the number of the last heartbeat that Redis has confirmed to the publisher ({@link #mark()}), and
 * when the ping is answered, that heartbeat must have come ({@link #isMissed}). A subscriber that is late does not miss
 * anything by this. The first heartbeats of a connection may be on another way, so that it takes {@link #MISSES} of them.
 *
 * <p>Called by the publisher's thread ({@link #next}, {@link #confirmed}), by the subscriber's thread that reads
 * ({@link #begin}, {@link #heard}, {@link #isMissed}) and by its thread that writes ({@link #mark}).
 */
final class ChannelHeartbeat {

    /** How many heartbeats in a row are missed by a node that does not hear itself. */
    static final int MISSES = 3;

    private final String channel;
    private long last;
    private volatile long confirmed;
    private volatile long heard;

    /**
     * The heartbeat of a node.
     *
     * @param key what the names of all channels begin with
     * @param node the name of the node. It has no slash, with which the names of namespaces begin, so that the channel is
     *     not that of a namespace, and does not match the pattern of a server that listens to all rooms of one
     */
    ChannelHeartbeat(String key, String node) {
        channel = key + "#" + node + "#";
    }

    /** The channel. */
    String channel() {
        return channel;
    }

    /** The message to be published next. */
    byte[] next() {
        return Long.toString(++last).getBytes(StandardCharsets.US_ASCII);
    }

    /** Redis has confirmed the last message of {@link #next}. */
    void confirmed() {
        confirmed = last;
    }

    /** A connection listens to the channel from now on. */
    void begin() {
        heard = confirmed;
    }

    /** A message has come. */
    void heard(byte[] message) {
        heard = Math.max(heard, number(message));
    }

    /** The text of a ping that is sent now. */
    byte[] mark() {
        return Long.toString(confirmed).getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether this node does not hear itself, as the answer to a ping shows. */
    boolean isMissed(byte[] mark) {
        return number(mark) - heard >= MISSES;
    }

    private static long number(byte[] text) {
        try {
            return Long.parseLong(new String(text, StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            // Somebody else's message.
            return 0;
        }
    }
}
