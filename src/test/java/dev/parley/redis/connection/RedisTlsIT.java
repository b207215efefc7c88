package dev.parley.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.redis.messaging.RecordingMember;
import dev.parley.redis.messaging.RedisNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.UnifiedJedis;

/** A real Redis with TLS. */
class RedisTlsIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private final RecordedLog log = new RecordedLog();

    @BeforeAll
    static void certify() throws IOException, InterruptedException {
        RealRedis.requireOnPath();
        TlsRedis.certify(folder, "here", "localhost");
        TlsRedis.certify(folder, "elsewhere", "redis.example");
        TlsRedis.certify(folder, "client", "client.example");
    }

    @AfterEach
    void end() {
        log.close();
    }

    private static CertificateAuthorities authority(String name) {
        return CertificateAuthorities.read(folder.resolve(name + ".pem").toString());
    }

    @ParameterizedTest
    @EnumSource(RedisWire.class)
    void nodesMeetByTls(RedisWire wire) throws Exception {
        try (TlsRedis redis = TlsRedis.start(folder, "here")) {
            RedisSettings settings = redis.settings().over(wire).trusting(authority("here"));
            try (RedisNode a = RedisNode.connected("a", settings);
                    RedisNode b = RedisNode.connected("b", settings);
                    UnifiedJedis pool = new RedisClients(settings).pool(1)) {
                RecordingMember member = b.member("member", "tea");
                String sent = a.send("tea", "secret");
                RedisNode.await(SOON, () -> member.heard().contains(sent));
                pool.set("key", "value");
                assertThat(pool.get("key")).isEqualTo("value");
            }
        }
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefused() throws Exception {
        String reason = "nobody whom this node trusts has signed the certificate of Redis; REDIS_CA_FILE names who has";
        try (TlsRedis redis = TlsRedis.start(folder, "here")) {
            assertRefused(redis.settings(), reason);
            assertRefused(redis.settings().trusting(authority("elsewhere")), reason);
        }
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        try (TlsRedis redis = TlsRedis.start(folder, "elsewhere")) {
            assertRefused(
                    redis.settings().trusting(authority("elsewhere")),
                    "the certificate of Redis is refused: No subject alternative DNS name matching localhost found.");
        }
    }

    private static void assertRefused(RedisSettings settings, String reason) {
        try (RecordedLog lines = new RecordedLog();
                RedisNode a = new RedisNode("a", settings)) {
            RedisNode.await(SOON, () -> !lines.warnings().isEmpty());
            assertThat(a.isConnected()).isFalse();
            // Several attempts are still one line.
            RedisNode.pause(Duration.ofSeconds(1));
            assertThat(lines.warnings()).containsExactly("WARNING Redis is away, this node goes on alone: " + reason);
        }
    }

    /** The default of Redis: clients show a certificate, too. */
    @Test
    void theKeyStoreOfTheVirtualMachineIsShown() throws Exception {
        Map<String, String> keys = Map.of(
                "javax.net.ssl.keyStore",
                folder.resolve("client.p12").toString(),
                "javax.net.ssl.keyStorePassword",
                TlsRedis.password());
        try (TlsRedis redis = TlsRedis.startFor(folder, "here", "client")) {
            RedisSettings settings = redis.settings().trusting(authority("here"));
            try (RedisNode without = new RedisNode("without", settings)) {
                RedisNode.await(SOON, () -> !log.warnings().isEmpty());
                assertThat(without.isConnected()).isFalse();
            }
            keys.forEach(System::setProperty);
            try (RedisNode a = RedisNode.connected("a", settings)) {
                assertThat(a.isConnected()).isTrue();
            } finally {
                keys.keySet().forEach(System::clearProperty);
            }
        }
    }
}
