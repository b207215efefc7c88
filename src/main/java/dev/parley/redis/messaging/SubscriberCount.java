package dev.parley.redis.messaging;

import dev.parley.redis.connection.RedisClients;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
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
    private final LongSupplier connection;
    /** Guards the questions, and is never held while Redis is asked. */
    private final Object asking = new Object();
    /** The questions that have not been sent yet. A caller who asks the same meanwhile shares the answer. */
    private final Map<Question, CompletableFuture<Integer>> waiting = new HashMap<>();

    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private UnifiedJedis redis;
    /** The number of the subscriber's connection when {@link #redis} was made. */
    private long madeFor;

    private boolean closed;

    /** How many subscribers the first channel has; of a second one, how many more than that. */
    private record Question(PubSubCommands commands, List<String> channels) {}

    /**
     * Connects to nothing yet.
     *
     * @param connection the number of the subscriber's present connection. When it has a new one, Redis may be at another
     *     place, and its old connections are not used any more
     */
    SubscriberCount(RedisClients clients, Executor executor, LongSupplier connection) {
        this.clients = clients;
        this.executor = executor;
        this.connection = connection;
    }

    /**
     * The number of subscribers; fails when Redis does not answer. Only one thread of the executor waits, however many
     * callers ask and however slow Redis is.
     */
    CompletionStage<Integer> of(PubSubCommands commands, String channel) {
        return answer(new Question(commands, List.of(channel)));
    }

    /**
     * How many more subscribers a channel has than another one, both counted at the same moment and place; may be
     * negative. Otherwise as {@link #of}.
     */
    CompletionStage<Integer> difference(PubSubCommands commands, String channel, String other) {
        return answer(new Question(commands, List.of(channel, other)));
    }

    private CompletionStage<Integer> answer(Question asked) {
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
                List<String> arguments = new ArrayList<>(question.channels());
                arguments.add(0, question.commands().count());
                connection.sendCommand(Command.PUBSUB, arguments.toArray(String[]::new));
                // Names and numbers in turn.
                List<Object> counts = connection.getObjectMultiBulkReply();
                return intAt(counts, 1) - (counts.size() > 2 ? intAt(counts, 3) : 0);
            } catch (JedisConnectionException e) {
                if (attempt == CONNECTIONS) {
                    throw e;
                }
            }
        }
    }

    private static int intAt(List<Object> reply, int index) {
        return ((Number) reply.get(index)).intValue();
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
        long now = connection.getAsLong();
        if (redis == null || now != madeFor) {
            disconnect();
            redis = clients.pool(CONNECTIONS);
            madeFor = now;
        }
        return redis;
    }

    private void disconnect() {
        if (redis != null) {
            redis.close();
            redis = null;
        }
    }

    synchronized void close() {
        closed = true;
        disconnect();
    }
}
