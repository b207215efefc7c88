package dev.parley.redis.messaging.sharded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.redis.connection.DocumentedPermissions;
import dev.parley.redis.connection.FaultyLink;
import dev.parley.redis.connection.RealRedis;
import dev.parley.redis.connection.RecordedLog;
import dev.parley.redis.connection.RedisClients;
import dev.parley.redis.connection.RedisSettings;
import dev.parley.redis.connection.RedisUrl;
import dev.parley.redis.connection.RedisWire;
import dev.parley.redis.messaging.RecordingMember;
import dev.parley.redis.messaging.RedisNode;
import dev.parley.robustness.BadInput;
import dev.parley.socketio.adapter.ClusterReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** Nodes by the sharded wire, and a real Redis of 7.0 or later. */
class ShardedMessagingIT {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final RealRedis redis = RealRedis.startWithShards();
    private final List<RedisNode> nodes = new ArrayList<>();
    private final RecordedLog log = new RecordedLog();

    @AfterEach
    void end() {
        log.close();
        nodes.parallelStream().forEach(RedisNode::close);
        redis.close();
    }

    private RedisNode node(String name, RedisSettings settings) {
        RedisNode node = RedisNode.connected(name, settings);
        nodes.add(node);
        return node;
    }

    private RedisNode node(String name) {
        return node(name, redis.settings().over(RedisWire.SHARDED));
    }

    private Jedis operator() {
        return new RedisClients(redis.settings()).connect();
    }

    private static ClusterReply<Set<String>> allRooms(RedisNode node) throws Exception {
        return node.adapter().allRooms().toCompletableFuture().get(7, TimeUnit.SECONDS);
    }

    @Test
    void theOrderOfOneSenderIsKept() {
        RedisNode a = node("a");
        RecordingMember member = node("b").member("member", "tea");
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            sent.add(i % 3 == 0 ? a.sendToAll("all " + i) : a.send("tea", "tea " + i));
        }
        RedisNode.await(SOON, () -> member.count() >= sent.size());

        assertThat(member.heard()).isEqualTo(sent);
        RedisNode.await(SOON, () -> a.status().published() == sent.size());
        assertThat(a.status().dropped() + a.status().uncertain()).isZero();
    }

    @Test
    void aNodeWithoutAMemberOfARoomGetsNothingOfItOverTheWire() throws IOException {
        RedisNode a = node("a");
        RecordingMember inTea = node("b").member("in tea", "tea");
        try (FaultyLink link = new FaultyLink(redis.port());
                RedisNode c = RedisNode.connected("c", link.settings().over(RedisWire.SHARDED))) {
            RecordingMember inMilk = c.member("in milk", "milk");
            long before = link.fromRedis();
            for (int i = 0; i < 1000; i++) {
                a.send("tea", "x".repeat(1000));
            }
            RedisNode.await(SOON, () -> inTea.count() == 1000);
            String everybody = a.sendToAll("to everybody");
            RedisNode.await(SOON, () -> inMilk.count() == 1);

            assertThat(inMilk.heard()).containsExactly(everybody);
            assertThat(link.fromRedis() - before).isLessThan(2000);
        }
    }

    @Test
    void aRoomIsInReachAsSoonAsItIsReady() {
        RedisNode a = node("a");
        RedisNode b = node("b");
        for (int i = 0; i < 200; i++) {
            String room = "room " + i;
            RecordingMember member = b.member("member " + i, room);
            String sent = a.send(room, "hello");
            RedisNode.await(SOON, () -> member.count() == 1);
            assertThat(member.heard()).containsExactly(sent);
        }
    }

    @Test
    @BadInput(70)
    void killedConnectionsComeBack() {
        RedisNode a = node("a");
        RedisNode b = node("b");
        RecordingMember member = b.member("member", "tea");
        try (Jedis operator = operator()) {
            for (ClientType type : List.of(ClientType.PUBSUB, ClientType.NORMAL)) {
                operator.clientKill(
                        ClientKillParams.clientKillParams().type(type).skipMe(ClientKillParams.SkipMe.YES));
                RedisNode.pause(Duration.ofMillis(100));
                RedisNode.await(SOON, () -> a.isConnected() && b.isConnected());
                int before = member.count();
                a.send("tea", "after " + type);
                RedisNode.await(SOON, () -> member.count() == before + 1);
            }
        }
    }

    @Test
    @BadInput(70)
    void aRestartIsSurvived() throws Exception {
        RedisNode a = node("a");
        RedisNode b = node("b");
        RecordingMember member = b.member("member", "tea");
        redis.stop();
        RedisNode.await(SOON, () -> !a.isConnected() && !b.isConnected());
        // On a connection whose end nobody has noticed yet it would be uncertain.
        RedisNode.pause(Duration.ofMillis(1500));
        String alone = a.send("tea", "alone");
        redis.restart();
        RedisNode.await(SOON, () -> a.isConnected() && b.isConnected());

        // What waited has not been lost.
        RedisNode.await(SOON, () -> member.heard().contains(alone));
        assertThat(allRooms(a)).as("%s, %s", a.status(), b.status()).matches(ClusterReply::isComplete, "complete");
    }

    @Test
    void allRoomsAreThoseOfAllSocketsAndWhoDoesNotAnswerIsMissing() throws Exception {
        RedisNode a = node("a");
        a.member("one", "one", "milk");
        // Of its rooms an member tells the others its own one.
        node("b").member("two", "two", "tea");

        ClusterReply<Set<String>> all = allRooms(a);
        assertThat(all.isComplete()).isTrue();
        assertThat(all.value()).contains("one", "milk", "two");

        try (Jedis mute = operator()) {
            mute.getConnection().sendCommand(Command.SSUBSCRIBE, "socket.io#/#");
            mute.getConnection().getOne();
            assertThat(allRooms(a).missing()).isEqualTo(1);
        }
    }

    @Test
    @BadInput(72)
    void whatIsMalformedIsCountedAndForgotten() {
        RedisNode a = node("a");
        RedisNode b = node("b");
        RecordingMember member = b.member("member", "tea");
        List<String> channels = List.of("socket.io#/#", "socket.io#/#tea#", "socket.io#/#b#");
        List<byte[]> junk = List.of(
                new byte[0],
                new byte[] {(byte) 0xc0},
                new byte[] {(byte) 0xdd, -1, -1, -1, -1},
                "null".getBytes(StandardCharsets.UTF_8),
                "{\"type\":3,\"nsp\":\"/\"}".getBytes(StandardCharsets.UTF_8),
                ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
        try (Jedis operator = operator()) {
            for (String channel : channels) {
                for (byte[] message : junk) {
                    operator.sendCommand(Command.SPUBLISH, channel.getBytes(StandardCharsets.UTF_8), message);
                }
            }
        }

        RedisNode.await(SOON, () -> b.status().malformed() == (long) channels.size() * junk.size());
        String sent = a.send("tea", "after all that");
        RedisNode.await(SOON, () -> member.count() == 1);
        assertThat(member.heard()).containsExactly(sent);
    }

    @Test
    void whatTheDocumentNamesIsEnough() throws Exception {
        try (Jedis operator = operator()) {
            operator.aclSetUser(
                    "parley",
                    ("reset on >secret " + String.join(" ", new DocumentedPermissions().needed(RedisWire.SHARDED)))
                            .split(" "));
        }
        RedisSettings settings = RedisUrl.parse(
                        "redis://parley:secret@127.0.0.1:" + redis.port(), RedisSettings.DEFAULT_KEY)
                .over(RedisWire.SHARDED);
        RedisNode a = node("a", settings);
        RedisNode b = node("b", settings);
        RecordingMember member = b.member("member", "tea");
        String sent = a.send("tea", "hello");
        RedisNode.await(SOON, () -> member.heard().contains(sent));
        assertThat(allRooms(a).isComplete()).isTrue();
        // The question for servers of the other wire is refused, and nothing is said of that.
        RedisNode.pause(Duration.ofSeconds(3));

        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void whoFindsServersOfAnotherWireUnderItsKeyWarns() {
        node("classic", redis.settings());
        RedisNode.pause(Duration.ofSeconds(3));
        assertThat(log.lines()).noneMatch(line -> line.contains("another wire"));

        node("sharded");

        RedisNode.await(SOON, () -> log.lines().stream().anyMatch(ShardedMessagingIT::isOfAnotherWire));
        log.forget();
        node("classic too", redis.settings());
        RedisNode.await(SOON, () -> log.lines().stream().anyMatch(ShardedMessagingIT::isOfAnotherWire));
    }

    private static boolean isOfAnotherWire(String line) {
        return line.startsWith(
                "WARNING Servers of another wire meet under the key socket.io in this Redis (1 in namespace /)");
    }

    @Test
    void twoWiresWithKeysOfTheirOwnDoNotConcernEachOther() {
        node("classic", redis.settings());
        node("sharded", RedisUrl.parse(redis.url(), "chat").over(RedisWire.SHARDED));
        RedisNode.pause(Duration.ofSeconds(3));

        assertThat(log.lines()).noneMatch(line -> line.contains("another wire"));
    }

    @Test
    void aRedisThatIsTooOldIsNamed() {
        try (RealRedis old = RealRedis.start();
                RedisNode alone = new RedisNode("alone", old.settings().over(RedisWire.SHARDED))) {
            RedisNode.await(
                    SOON,
                    () -> log.lines().stream()
                            .anyMatch(line -> line.startsWith("WARNING Redis is away")
                                    && line.endsWith("REDIS_ADAPTER=sharded needs Redis 7.0 or later")));
            assertThat(alone.isConnected()).isFalse();
            RecordingMember member = alone.member("member", "tea");
            String sent = alone.send("tea", "x");
            assertThat(member.heard()).containsExactly(sent);
        }
    }
}
