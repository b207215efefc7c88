package dev.parley.redis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.redis.connection.RedisClients;
import dev.parley.redis.connection.RedisSettings;
import dev.parley.redis.connection.RedisUrl;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class SubscriberCountTest {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final SubscriberCount count = count(tasks::add);

    private static SubscriberCount count(Executor executor) {
        return new SubscriberCount(
                new RedisClients(RedisUrl.parse("redis://nowhere.invalid", RedisSettings.DEFAULT_KEY)),
                executor,
                () -> 0);
    }

    /** The workers have more to do than to wait for a Redis that is slow. */
    @Test
    void howeverManyAskOneThreadWaits() {
        for (int i = 0; i < 20; i++) {
            count.of(PubSubCommands.CLASSIC, "a");
            count.of(PubSubCommands.CLASSIC, "b");
        }

        assertThat(tasks).hasSize(1);
    }

    @Test
    void whoAsksBeforeTheQuestionHasBegunSharesItsAnswerAndWhoAsksLaterDoesNot() {
        CompletionStage<Integer> first = count.of(PubSubCommands.CLASSIC, "a");
        assertThat(count.of(PubSubCommands.CLASSIC, "a")).isSameAs(first);
        assertThat(count.of(PubSubCommands.CLASSIC, "b")).isNotSameAs(first);
        assertThat(count.of(PubSubCommands.SHARDED, "a")).isNotSameAs(first);
        count.close();

        tasks.remove().run();

        assertThat(count.of(PubSubCommands.CLASSIC, "a")).isNotSameAs(first);
    }

    @Test
    void everybodyHearsOfTheFailure() {
        List<CompletionStage<Integer>> all = List.of(
                count.of(PubSubCommands.CLASSIC, "a"),
                count.of(PubSubCommands.CLASSIC, "b"),
                count.of(PubSubCommands.CLASSIC, "a"));
        count.close();

        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }

        assertThat(all).allSatisfy(one -> assertThat(one.toCompletableFuture()).isCompletedExceptionally());
    }

    @Test
    void withoutAWorkerThereIsNoAnswer() {
        SubscriberCount refused = count(task -> {
            throw new RejectedExecutionException("of a test");
        });

        assertThat(refused.of(PubSubCommands.CLASSIC, "a").toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(refused.of(PubSubCommands.CLASSIC, "a").toCompletableFuture())
                .isCompletedExceptionally();
    }
}
