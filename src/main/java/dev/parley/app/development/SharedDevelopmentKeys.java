package dev.parley.app.development;

import dev.parley.engine.Timers;
import dev.parley.redis.connection.RedisSettings;
import dev.parley.redis.connection.RedisUrl;
import dev.parley.redis.connection.SharedValue;
import dev.parley.security.DevelopmentKeys;
import dev.parley.security.LoopbackHost;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The key pair of development mode. Nodes that use the same Redis on this machine share one pair, so that each node
 * accepts the tokens of the others. The first node stores its pair in Redis, where it expires ten minutes after the
 * last node has stopped. Everybody who can read this Redis is on this machine and can get tokens anyway. In a Redis on
 * another machine, others could read the key, so each node has its own pair then. Thread-safe.
 */
public final class SharedDevelopmentKeys {

    /** The result of the attempt to share the key. */
    public enum State {
        SHARED("Nodes in development mode at the same Redis take each other's tokens."),
        ELSEWHERE("Redis is not on this machine, so this node takes its own tokens only."),
        AWAY("Redis did not answer, so this node may take its own tokens only: start it again when Redis is there."),
        ALONE("REDIS_URL is not in the environment, so this node takes its own tokens only.");

        private final String sentence;

        State(String sentence) {
            this.sentence = sentence;
        }

        /** The sentence for the log. */
        String sentence() {
            return sentence;
        }
    }

    private static final Logger LOG = System.getLogger(SharedDevelopmentKeys.class.getName());
    private static final String NAME = "development:key";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration RENEWAL = Duration.ofMinutes(1);

    private final DevelopmentKeys keys;
    private final State state;
    private final Optional<SharedValue> place;
    private final AtomicBoolean differs = new AtomicBoolean();

    private SharedDevelopmentKeys(DevelopmentKeys keys, State state, Optional<SharedValue> place) {
        this.keys = keys;
        this.state = state;
        this.place = place;
    }

    /**
     * Uses the key of other nodes or creates a new one. Blocks for a moment, or for a few seconds if Redis is
     * configured but does not answer.
     *
     * @param setting returns the value of a setting by its name
     */
    static SharedDevelopmentKeys obtain(Function<String, Optional<String>> setting, Clock clock) {
        DevelopmentKeys own = new DevelopmentKeys(clock);
        Optional<RedisSettings> redis = redis(setting);
        if (redis.isEmpty()) {
            return new SharedDevelopmentKeys(own, State.ALONE, Optional.empty());
        }
        // Sentinels may name a Redis of another machine.
        if (redis.get().sentinel().isPresent()
                || !redis.get().addresses().stream().allMatch(SharedDevelopmentKeys::isHere)) {
            return new SharedDevelopmentKeys(own, State.ELSEWHERE, Optional.empty());
        }
        SharedValue place = new SharedValue(redis.get(), NAME, LIFE);
        Optional<DevelopmentKeys> common = place.agree(own.secret()).flatMap(secret -> parsed(secret, clock));
        return new SharedDevelopmentKeys(
                common.orElse(own), common.isPresent() ? State.SHARED : State.AWAY, Optional.of(place));
    }

    private static Optional<RedisSettings> redis(Function<String, Optional<String>> setting) {
        String key = setting.apply("WEBSOCKET_REDIS_KEY").orElse(RedisSettings.DEFAULT_KEY);
        try {
            return setting.apply("REDIS_URL").map(url -> RedisUrl.parse(url, key));
        } catch (IllegalArgumentException e) {
            // Parley's settings report the error later.
            return Optional.empty();
        }
    }

    private static boolean isHere(InetSocketAddress address) {
        String host = address.getHostString();
        return LoopbackHost.isNamed(host.contains(":") ? "[" + host + "]" : host);
    }

    private static Optional<DevelopmentKeys> parsed(String secret, Clock clock) {
        try {
            return Optional.of(DevelopmentKeys.ofSecret(secret, clock));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The key pair; it stays the same while this node runs. */
    public DevelopmentKeys keys() {
        return keys;
    }

    /** The result of the attempt to share the key. */
    State state() {
        return state;
    }

    /** Renews the pair in Redis, or stores it again, as long as the timers run, so that other nodes find it. */
    void keepShared(Timers timers, Executor workers) {
        place.ifPresent(where -> timers.schedule(
                RENEWAL,
                () -> workers.execute(() -> {
                    renew(where);
                    keepShared(timers, workers);
                })));
    }

    private void renew(SharedValue where) {
        boolean others = where.agree(keys.secret())
                .filter(common -> !common.equals(keys.secret()))
                .isPresent();
        if (others && differs.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "Other nodes in development mode have another key in Redis: they and this node do not take each"
                            + " other's tokens until it is started again");
        }
    }
}
