package dev.parley.redis.presence;

import dev.parley.redis.connection.LuaScript;
import java.util.List;
import java.util.function.Supplier;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * A script with its keys and arguments.
 *
 * @param keys of one slot of a Redis Cluster
 */
record ScriptCall(LuaScript script, List<String> keys, List<String> arguments) {

    /**
     * Runs the script and waits for its reply.
     *
     * @throws JedisDataException if Redis refuses it
     */
    Object on(UnifiedJedis redis) {
        return reply(() -> redis.eval(script.text(), keys, arguments));
    }

    /**
     * Puts the script into a pipeline.
     *
     * @return gives the reply as {@link #on} does, after the pipeline has been synchronized
     */
    Supplier<Object> on(AbstractPipeline pipeline) {
        Response<Object> response = pipeline.eval(script.text(), keys, arguments);
        return () -> reply(response::get);
    }

    private Object reply(Supplier<Object> reply) {
        try {
            return reply.get();
        } catch (JedisDataException e) {
            throw script.explained(e);
        }
    }
}
