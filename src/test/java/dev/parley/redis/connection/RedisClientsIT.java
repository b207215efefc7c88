package dev.parley.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

class RedisClientsIT {

    private static RealRedis redis;

    @BeforeAll
    static void startRedis() {
        redis = RealRedis.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    private static RedisClients clients(String url) {
        return new RedisClients(RedisUrl.parse(url, "test"));
    }

    @Test
    void thePoolReachesTheDatabaseThatWasNamed() {
        try (UnifiedJedis second = clients(redis.url() + "/2").pool(2);
                UnifiedJedis first = clients(redis.url()).pool(2)) {
            second.set("here", "two");

            assertThat(second.get("here")).isEqualTo("two");
            assertThat(first.get("here")).isNull();
        }
    }

    @Test
    void aConnectionSaysWhoseItIs() {
        try (Jedis jedis = clients(redis.url()).connect()) {
            assertThat(jedis.clientGetname()).isEqualTo("parley");
        }
    }

    @Test
    void userAndPasswordAreUsed() {
        try (Jedis jedis = clients(redis.url()).connect()) {
            jedis.aclSetUser("ada", "on", ">p:w@", "~*", "&*", "+@all");
        }
        String url = "redis://ada:%s@127.0.0.1:" + redis.port();

        try (Jedis jedis = clients(url.formatted("p%3Aw%40")).connect()) {
            assertThat(jedis.aclWhoAmI()).isEqualTo("ada");
        }
        assertThatThrownBy(() -> clients(url.formatted("wrong")).connect()).isInstanceOf(JedisException.class);
    }

    @Test
    void theFirstAddressThatAnswersWillDo() {
        try (Jedis jedis =
                clients("redis://127.0.0.1:1,127.0.0.1:" + redis.port()).connect()) {
            assertThat(jedis.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void nobodyWaitsLongForARedisThatSaysNothing() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            RedisClients clients = clients("redis://127.0.0.1:" + mute.getLocalPort());
            long start = System.nanoTime();

            assertThatThrownBy(clients::connect).isInstanceOf(JedisConnectionException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(RedisClients.ANSWER_TIMEOUT.minusMillis(100), Duration.ofSeconds(10));
        }
    }
}
