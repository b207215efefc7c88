package dev.parley.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class SharedValueIT {

    private static final Duration LIFE = Duration.ofSeconds(100);

    @Test
    void theFirstTextIsTheOneOfAll() {
        try (RealRedis redis = RealRedis.start()) {
            assertThat(shared(redis).agree("first")).contains("first");
            assertThat(shared(redis).agree("second")).contains("first");
            assertThat(new SharedValue(redis.settings(), "other", LIFE).agree("third"))
                    .contains("third");
        }
    }

    @Test
    void itLivesFromTheLastTimeThatSomebodyAsked() {
        try (RealRedis redis = RealRedis.start();
                Jedis jedis = new RedisClients(redis.settings()).connect()) {
            shared(redis).agree("first");
            jedis.expire("socket.io:name", 5);

            shared(redis).agree("second");

            assertThat(jedis.ttl("socket.io:name")).isBetween(90L, 100L);
        }
    }

    @Test
    void aRedisThatHasForgottenItGetsItAgain() {
        try (RealRedis redis = RealRedis.start()) {
            shared(redis).agree("first");
            redis.stop();
            assertThat(shared(redis).agree("first")).isEmpty();
            redis.restart();

            assertThat(shared(redis).agree("first")).contains("first");
        }
    }

    @Test
    void itWorksInARedisCluster() throws IOException {
        try (RealRedis redis = RealRedis.startCluster()) {
            assertThat(shared(redis).agree("first")).contains("first");
            assertThat(shared(redis).agree("second")).contains("first");
        }
    }

    private static SharedValue shared(RealRedis redis) {
        return new SharedValue(redis.settings(), "name", LIFE);
    }
}
