package dev.parley.redis.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import redis.clients.jedis.Protocol.Command;

/**
 * The two kinds of publish and subscribe that Redis has. A message that is published by the one is not heard by the
 * other, even if their channels have the same name.
 */
public enum PubSubCommands {
    /** Channels that a Redis Cluster has on each of its nodes. */
    CLASSIC(Command.PUBLISH, Command.SUBSCRIBE, Command.UNSUBSCRIBE, "NUMSUB", "message", "subscribe"),
    /** Channels that a Redis Cluster has on the shard of their slot only; from Redis 7.0 on. */
    SHARDED(Command.SPUBLISH, Command.SSUBSCRIBE, Command.SUNSUBSCRIBE, "SHARDNUMSUB", "smessage", "ssubscribe");

    private final Command publish;
    private final Command subscribe;
    private final Command unsubscribe;
    private final String count;
    private final byte[] message;
    private final byte[] subscribed;

    PubSubCommands(
            Command publish, Command subscribe, Command unsubscribe, String count, String message, String subscribed) {
        this.publish = publish;
        this.subscribe = subscribe;
        this.unsubscribe = unsubscribe;
        this.count = count;
        this.message = message.getBytes(StandardCharsets.UTF_8);
        this.subscribed = subscribed.getBytes(StandardCharsets.UTF_8);
    }

    Command publish() {
        return publish;
    }

    Command change(boolean subscribing) {
        return subscribing ? subscribe : unsubscribe;
    }

    /** The subcommand of PUBSUB that counts the subscribers of a channel. */
    String count() {
        return count;
    }

    /** Whether this is what a message of a channel begins with. */
    boolean isMessage(byte[] kind) {
        return Arrays.equals(message, kind);
    }

    /** Whether this is what the confirmation of a subscription begins with. */
    boolean isSubscribed(byte[] kind) {
        return Arrays.equals(subscribed, kind);
    }
}
