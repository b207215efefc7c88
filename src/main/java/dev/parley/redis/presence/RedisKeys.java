package dev.parley.redis.presence;

import dev.parley.idempotency.Outcome;
import dev.parley.idempotency.SharedKeys;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The keys of requests that are executed once, shared by Redis. It uses the connection and the thread of
 * {@link RedisPresence}, which follow a key to its node in a Redis Cluster and answer at once while Redis is away.
 */
public final class RedisKeys implements SharedKeys {

    private final RedisPresence presence;
    private final Supplier<CompletionStage<Void>> delivered;

    /**
     * Keys on the connection of presence.
     *
     * @param delivered see {@link #delivered()}
     */
    public RedisKeys(RedisPresence presence, Supplier<CompletionStage<Void>> delivered) {
        this.presence = presence;
        this.delivered = delivered;
    }

    @Override
    public CompletionStage<Answer> claim(
            String key, String fingerprint, Outcome proposed, Duration lease, Duration life) {
        return presence.ask(new KeyCommand.Claim(key, fingerprint, proposed, lease, life));
    }

    @Override
    public CompletionStage<Answer> find(String key) {
        return presence.ask(new KeyCommand.Find(key));
    }

    @Override
    public CompletionStage<Boolean> confirm(String key, Outcome outcome, Duration life) {
        return presence.ask(new KeyCommand.Confirm(key, outcome, life))
                .thenApply(answer -> answer.state() != State.UNSHARED);
    }

    @Override
    public CompletionStage<Void> delivered() {
        return delivered.get();
    }
}
