package dev.parley.redis.connection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Asks Sentinels for the master that they watch. Each connection to Redis begins with this question, so that after a
 * failover the next connection goes to the new master; nothing is kept, and no thread listens. Thread-safe; blocks as
 * {@link RedisClients} does.
 */
final class Sentinels {

    private static final Logger LOG = System.getLogger(Sentinels.class.getName());

    private final List<HostAndPort> addresses;
    private final String master;
    private final JedisClientConfig client;

    Sentinels(List<HostAndPort> addresses, String master, JedisClientConfig client) {
        this.addresses = addresses;
        this.master = master;
        this.client = client;
    }

    /**
     * The address of the master, as the first Sentinel that knows it says.
     *
     * @throws JedisConnectionException if none knows it; the message says what the last one answered
     */
    HostAndPort askForMaster() {
        List<HostAndPort> all = new ArrayList<>(addresses);
        // So that not all nodes of the application ask the same one.
        Collections.shuffle(all);
        String reason = "";
        JedisException cause = null;
        for (HostAndPort sentinel : all) {
            try {
                Optional<HostAndPort> named = ask(sentinel);
                if (named.isPresent()) {
                    return named.get();
                }
                reason = "no such master";
            } catch (JedisException e) {
                reason = RedisErrorText.sentence(e);
                cause = e;
            }
            reason = sentinel + ": " + reason;
        }
        throw new JedisConnectionException("no Sentinel names the master " + master + "; " + reason, cause);
    }

    /** The address of the master that more than half of the Sentinels name; empty if they do not agree. */
    Optional<HostAndPort> agreedMaster() {
        Map<HostAndPort, Integer> votes = new HashMap<>();
        for (HostAndPort sentinel : addresses) {
            try {
                ask(sentinel).ifPresent(named -> votes.merge(named, 1, Integer::sum));
            } catch (JedisException e) {
                LOG.log(Level.DEBUG, "A Sentinel cannot be asked", e);
            }
        }
        return votes.entrySet().stream()
                .filter(vote -> vote.getValue() > addresses.size() / 2)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Optional<HostAndPort> ask(HostAndPort sentinel) {
        try (Jedis jedis = new Jedis(sentinel, client)) {
            List<String> address = jedis.sentinelGetMasterAddrByName(master);
            return address == null || address.size() != 2
                    ? Optional.empty()
                    : Optional.of(new HostAndPort(address.get(0), Integer.parseInt(address.get(1))));
        }
    }
}
