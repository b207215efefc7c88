package dev.parley.redis.history;

import dev.parley.history.HistorySettings;
import dev.parley.redis.connection.LuaScript;
import dev.parley.redis.connection.RedisClients;
import dev.parley.redis.connection.RedisSettings;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The lists of the rooms in Redis, one key for each, {@code key:history:room}. All times come from Redis' own clock. Each
 * call blocks, and throws a {@link redis.clients.jedis.exceptions.JedisException} if Redis is away. For one thread.
 */
class HistoryStore {

    private static final LuaScript KEEP = LuaScript.of(HistoryStore.class, "oldest.lua", "keep.lua");
    private static final LuaScript LAST = LuaScript.of(HistoryStore.class, "oldest.lua", "last.lua");
    /** The time and the total before the text of an entry. */
    private static final int PARTS = 3;

    private final RedisClients clients;
    private final String prefix;
    private final List<String> bounds;
    private UnifiedJedis jedis;

    HistoryStore(RedisSettings redis, HistorySettings history) {
        clients = new RedisClients(redis);
        prefix = redis.key() + ":history:";
        bounds = List.of(
                Integer.toString(history.messages()),
                Integer.toString(history.bytes()),
                Long.toString(history.age().toMillis()));
    }

    /** Keeps a message, the newest of its room. */
    void keep(String room, String text) {
        run(KEEP, room, text);
    }

    /** The texts of the last messages of a room, the oldest first. */
    List<String> last(String room, int limit) {
        return ((List<?>) run(LAST, room, Integer.toString(limit)))
                .stream()
                        .map(entry -> ((String) entry).split(" ", PARTS)[PARTS - 1])
                        .toList();
    }

    private Object run(LuaScript script, String room, String argument) {
        List<String> arguments = new ArrayList<>(bounds);
        arguments.add(argument);
        try {
            return connected().eval(script.text(), List.of(prefix + room), arguments);
        } catch (JedisDataException e) {
            throw script.explained(e);
        }
    }

    /** Forgets a room. */
    void forget(String room) {
        connected().del(prefix + room);
    }

    private UnifiedJedis connected() {
        if (jedis == null) {
            jedis = clients.pool(1);
        }
        return jedis;
    }

    /** Closes the connection; the next call opens another. */
    void close() {
        if (jedis != null) {
            jedis.close();
            jedis = null;
        }
    }
}
