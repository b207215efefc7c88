package dev.parley.redis.connection;

import java.time.Duration;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * A text that the nodes share: the first node stores its own text in Redis, and the other nodes read it from there. The
 * text expires when no node has asked for it for some time. Thread-safe.
 */
public final class SharedValue {

    private static final int CONNECTIONS = 1;

    private final RedisClients clients;
    private final String key;
    private final Duration life;

    /**
     * Connects to nothing yet.
     *
     * @param name the name of the text, which follows the key of the settings
     * @param life how long the text is kept after each {@link #agree}, in whole seconds
     */
    public SharedValue(RedisSettings settings, String name, Duration life) {
        this.clients = new RedisClients(settings);
        this.key = settings.key() + ":" + name;
        this.life = life;
    }

    /**
     * Returns the stored text; if there is none, stores the given text and returns it. Blocks for a few seconds when
     * Redis does not answer.
     *
     * @param own the text to store if there is none
     * @return empty if Redis cannot be asked
     */
    public Optional<String> agree(String own) {
        try (UnifiedJedis jedis = clients.pool(CONNECTIONS)) {
            jedis.set(key, own, SetParams.setParams().nx().ex(life.toSeconds()));
            String common = jedis.get(key);
            jedis.expire(key, life.toSeconds());
            return Optional.of(common == null ? own : common);
        } catch (JedisException e) {
            return Optional.empty();
        }
    }
}
