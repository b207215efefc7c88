package dev.parley.redis.messaging;

import dev.parley.redis.connection.RedisClients;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.util.Pool;

/**
 * Asks Redis how many nodes have subscribed to a channel. In a Redis Cluster, each Redis node is asked, because each
 * counts only its own subscribers. Waits for the answers on the executor. Thread-safe.
 */
final class SubscriberCount {

    private static final int CONNECTIONS = 2;

    private final RedisClients clients;
    private final Executor executor;
    /** Guards the questions, and is never held while Redis is asked. */
    private final Object asking = new Object();
    /** The questions that have not been sent yet. A caller who asks the same meanwhile shares the answer. */
    private final Map<Question, CompletableFuture<Integer>> waiting = new HashMap<>();

    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private UnifiedJedis redis;
    private boolean closed;

    private record Question(PubSubCommands commands, String channel) {}

    SubscriberCount(RedisClients clients, Executor executor) {
        this.clients = clients;
        this.executor = executor;
    }

    /**
     * The number of subscribers; fails when Redis does not answer. Only one thread of the executor waits, however many
     * callers ask and however slow Redis is.
     */
    CompletionStage<Integer> of(PubSubCommands commands, String channel) {
        Question asked = new Question(commands, channel);
        synchronized (asking) {
            CompletableFuture<Integer> answer = waiting.get(asked);
            return answer == null ? begin(asked) : answer;
        }
    }

    private CompletableFuture<Integer> begin(Question question) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        waiting.put(question, answer);
        last = last.exceptionally(failure -> null).thenRunAsync(() -> ask(question, answer), executor);
        last.whenComplete((none, failure) -> {
            if (failure != null) {
                begun(question);
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    private void begun(Question question) {
        synchronized (asking) {
            waiting.remove(question);
        }
    }

    private void ask(Question question, CompletableFuture<Integer> answer) {
        begun(question);
        try {
            answer.complete(sum(question));
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    private int sum(Question question) {
        int sum = 0;
        for (Pool<Connection> node : nodes()) {
            sum += count(node, question);
        }
        return sum;
    }

    /**
     * Any connection of the pool may have been lost while it was idle. After one failure for each of them, the next
     * attempt uses a new connection.
     */
    private static int count(Pool<Connection> node, Question question) {
        for (int attempt = 0; ; attempt++) {
            try (Connection connection = node.getResource()) {
                connection.sendCommand(Command.PUBSUB, question.commands().count(), question.channel());
                return ((Number) connection.getObjectMultiBulkReply().get(1)).intValue();
            } catch (JedisConnectionException e) {
                if (attempt == CONNECTIONS) {
                    throw e;
                }
            }
        }
    }

    private Collection<? extends Pool<Connection>> nodes() {
        UnifiedJedis open = redis();
        return open instanceof RedisClusterClient cluster
                ? cluster.getClusterNodes().values()
                : List.of(((RedisClient) open).getPool());
    }

    private synchronized UnifiedJedis redis() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        if (redis == null) {
            redis = clients.pool(CONNECTIONS);
        }
        return redis;
    }

    synchronized void close() {
        closed = true;
        if (redis != null) {
            redis.close();
        }
    }
}
