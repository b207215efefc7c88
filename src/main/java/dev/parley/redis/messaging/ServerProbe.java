package dev.parley.redis.messaging;

import dev.parley.engine.MonotonicClock;
import dev.parley.redis.connection.OutageLog;
import dev.parley.redis.connection.RedisConnection;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Checks that a connection leads to a server by which other nodes can be reached: the server is a master, and this node
 * hears what it publishes there. For the publisher's thread.
 */
final class ServerProbe {

    private static final Logger LOG = System.getLogger(ServerProbe.class.getName());

    private final PubSubCommands commands;
    private final ChannelHeartbeat heartbeat;
    private final byte[] channel;
    private final RedisSubscriber subscriber;
    private final OutageLog refusals;
    /** How often this node had not heard itself before the present connection. */
    private long deafnesses;

    ServerProbe(PubSubCommands commands, ChannelHeartbeat heartbeat, RedisSubscriber subscriber, MonotonicClock clock) {
        this.commands = commands;
        this.heartbeat = heartbeat;
        this.channel = heartbeat.channel().getBytes(StandardCharsets.UTF_8);
        this.subscriber = subscriber;
        this.refusals = new OutageLog(
                LOG, clock, "Redis refuses what this node publishes", "Redis takes what this node publishes again");
    }

    /** A connection is going to be made. */
    void begin() {
        deafnesses = subscriber.deafnesses();
    }

    /**
     * Asks for the role of the server and publishes a heartbeat, in one round trip.
     *
     * @throws dev.parley.redis.connection.ReplicaException if the server is a replica
     * @throws JedisConnectionException if this node does not hear what it publishes, or the connection fails
     */
    void ask(RedisConnection open) {
        if (subscriber.deafnesses() != deafnesses) {
            throw new JedisConnectionException("this node does not hear what it publishes here");
        }
        open.writeRoleQuestion();
        open.write(commands.publish(), channel, heartbeat.next());
        open.leave();
        open.readRole();
        try {
            open.read();
            heartbeat.confirmed();
            refusals.well();
        } catch (JedisDataException e) {
            // Messages are refused as well.
            refusals.lost(e);
        }
    }
}
