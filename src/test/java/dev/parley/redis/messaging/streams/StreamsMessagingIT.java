package dev.parley.redis.messaging.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.redis.connection.FaultyLink;
import dev.parley.redis.connection.RealRedis;
import dev.parley.redis.connection.RedisClients;
import dev.parley.redis.connection.RedisSettings;
import dev.parley.redis.connection.RedisUrl;
import dev.parley.redis.connection.RedisWire;
import dev.parley.redis.messaging.MessageStream;
import dev.parley.redis.messaging.RecordedLog;
import dev.parley.redis.messaging.RecordingMember;
import dev.parley.redis.messaging.RedisNode;
import dev.parley.robustness.BadInput;
import dev.parley.socketio.adapter.ClusterReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** Nodes by the wire of streams, and a real Redis. */
class StreamsMessagingIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    /** As in cluster.md. */
    private static final String PERMISSIONS = "resetchannels &socket.io#* ~socket.io -@all"
            + " +ping +publish +subscribe +unsubscribe +pubsub|numsub +xadd +xread +xrange +xrevrange +client|setname";

    private final RealRedis redis = RealRedis.start();
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
        return node(name, redis.settings().over(RedisWire.STREAMS));
    }

    private Jedis operator() {
        return new RedisClients(redis.settings()).connect();
    }

    private static ClusterReply<Set<String>> allRooms(RedisNode node) throws Exception {
        return node.adapter().allRooms().toCompletableFuture().get(7, TimeUnit.SECONDS);
    }

    private static List<String> send(RedisNode node, int count) {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(i % 3 == 0 ? node.sendToAll("all " + i) : node.send("tea", "tea " + i));
        }
        return sent;
    }

    @Test
    void theOrderOfOneSenderIsKept() {
        RedisNode a = node("a");
        RecordingMember member = node("b").member("member", "tea");

        List<String> sent = send(a, 5000);

        RedisNode.await(SOON, () -> member.count() >= sent.size());
        assertThat(member.heard()).isEqualTo(sent);
        RedisNode.await(SOON, () -> a.status().published() == sent.size());
        assertThat(a.status().dropped() + a.status().uncertain()).isZero();
    }

    /** The one comes by the stream, the other by a channel, on two connections. */
    @Test
    void whoIsAskedHasReadWhatWasInTheStreamBefore() {
        RedisNode a = node("a");
        RecordingMember member = node("b").member("member", "tea");
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            a.send("tea", "event " + i);
            a.ask("tea", "question " + i);
            sent.addAll(List.of("[\"event " + i + "\"]", "[\"question " + i + "\"]"));
            RedisNode.await(SOON, () -> member.count() == sent.size());
        }

        assertThat(member.heard())
                .extracting(text -> text.substring(text.indexOf('[')))
                .isEqualTo(sent);
    }

    @Test
    void ofManyEventsRedisKeepsTheLast() {
        RedisNode a = node("a");
        for (int i = 0; i < 3; i++) {
            long before = a.status().published();
            send(a, MessageStream.LENGTH / 2);
            RedisNode.await(SOON, () -> a.status().published() == before + MessageStream.LENGTH / 2);
        }

        try (Jedis operator = operator()) {
            // Redis trims whole blocks of a hundred entries.
            assertThat(operator.xlen("socket.io")).isBetween((long) MessageStream.LENGTH, MessageStream.LENGTH + 200L);
        }
    }

    /** The stream has it, so it is not lost as with publish and subscribe. */
    @Test
    void whatIsSentWhileANodeIsCutOffComesLaterInOrderAndOnce() throws IOException {
        RedisNode a = node("a");
        try (FaultyLink link = new FaultyLink(redis.port())) {
            RedisNode b = node("b", link.settings().over(RedisWire.STREAMS));
            RecordingMember member = b.member("member", "tea");
            List<String> sent = new ArrayList<>(send(a, 30));
            RedisNode.await(SOON, () -> member.count() == sent.size());
            link.swallow(true);
            sent.addAll(send(a, 300));
            RedisNode.await(SOON, () -> !b.isConnected());
            link.swallow(false);
            RedisNode.await(SOON, b::isConnected);
            sent.addAll(send(a, 30));

            RedisNode.await(SOON, () -> member.count() >= sent.size());
            assertThat(member.heard()).isEqualTo(sent);
            assertThat(log.lines()).noneMatch(line -> line.contains("missing"));
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
    void aRestartWithoutDataIsSurvived() throws Exception {
        RedisNode a = node("a");
        RedisNode b = node("b");
        RecordingMember member = b.member("member", "tea");
        send(a, 3);
        RedisNode.await(SOON, () -> member.count() == 3);
        redis.stop();
        RedisNode.await(SOON, () -> !a.isConnected() && !b.isConnected());
        // On a connection whose end nobody has noticed yet it would be uncertain.
        RedisNode.pause(Duration.ofMillis(1500));
        String alone = a.send("tea", "alone");
        redis.restart();
        RedisNode.await(SOON, () -> a.isConnected() && b.isConnected());

        RedisNode.await(SOON, () -> member.heard().contains(alone));
        assertThat(allRooms(a)).as("%s, %s", a.status(), b.status()).matches(ClusterReply::isComplete, "complete");
    }

    /** A replica that has become the master may have a clock that is behind. */
    @Test
    @BadInput(70)
    void aStreamThatGoesOnWithSmallerIdsIsReadOn() {
        RedisNode a = node("a");
        RedisNode b = node("b");
        RecordingMember member = b.member("member", "tea");
        try (Jedis operator = operator()) {
            operator.xadd("socket.io", new StreamEntryID("9999999999999-0"), Map.of("nsp", "/other"));
            RedisNode.await(SOON, () -> b.status().received() > 0);
            operator.del("socket.io");
            operator.clientKill(
                    ClientKillParams.clientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));
        }
        RedisNode.pause(Duration.ofMillis(100));
        RedisNode.await(SOON, () -> a.isConnected() && b.isConnected());

        String sent = a.send("tea", "after that");

        RedisNode.await(SOON, () -> member.heard().contains(sent));
        assertThat(log.lines()).anyMatch(line -> line.startsWith("WARNING Redis has lost the end of the stream"));
    }

    @Test
    void aNodeThatWasCutOffForTooLongSaysSo() throws IOException {
        RedisNode a = node("a");
        try (FaultyLink link = new FaultyLink(redis.port());
                Jedis operator = operator()) {
            RedisNode b = node("b", link.settings().over(RedisWire.STREAMS));
            RecordingMember member = b.member("member", "tea");
            send(a, 3);
            RedisNode.await(SOON, () -> member.count() == 3);
            link.swallow(true);
            send(a, 5);
            // Eight events, and the entry of the node that found the stream empty.
            RedisNode.await(SOON, () -> !b.isConnected() && operator.xlen("socket.io") == 9);
            operator.xtrim("socket.io", 2, false);
            link.swallow(false);
            RedisNode.await(SOON, b::isConnected);

            RedisNode.await(SOON, () -> member.count() == 5);
            assertThat(log.lines()).anyMatch(line -> line.startsWith("WARNING This node was cut off for longer"));
        }
    }

    @Test
    void allRoomsAreThoseOfAllSocketsAndWhoDoesNotAnswerIsMissing() throws Exception {
        RedisNode a = node("a");
        a.member("one", "one", "milk");
        node("b").member("two", "two", "tea");

        ClusterReply<Set<String>> all = allRooms(a);
        assertThat(all.isComplete()).isTrue();
        assertThat(all.value()).contains("one", "milk", "two");

        try (Jedis mute = operator()) {
            mute.getConnection().sendCommand(Command.SUBSCRIBE, "socket.io#/#");
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
        List<String> junk = List.of("", "null", "{", "{\"type\":3}", "gqZw", "{\"a\":" + "[".repeat(100_000));
        try (Jedis operator = operator()) {
            for (String data : junk) {
                operator.sendCommand(Command.XADD, "socket.io", "*", "uid", "x", "nsp", "/", "type", "3", "data", data);
                operator.publish(
                        "socket.io#/#".getBytes(StandardCharsets.UTF_8), data.getBytes(StandardCharsets.UTF_8));
            }
            operator.sendCommand(Command.XADD, "socket.io", "*", "nothing", "at all");
        }

        RedisNode.await(SOON, () -> b.status().malformed() == 2L * junk.size());
        String sent = a.send("tea", "after all that");
        RedisNode.await(SOON, () -> member.count() == 1);
        assertThat(member.heard()).containsExactly(sent);
    }

    @Test
    void aKeyThatIsNoStreamIsNamed() {
        try (Jedis operator = operator()) {
            operator.set("socket.io", "something else");
        }
        try (RedisNode alone = new RedisNode("alone", redis.settings().over(RedisWire.STREAMS))) {
            RedisNode.await(
                    SOON,
                    () -> log.lines().stream()
                            .anyMatch(line -> line.startsWith("WARNING The stream of the cluster cannot be read: ")
                                    && line.contains("WRONGTYPE")));
            assertThat(alone.isConnected()).isFalse();
            RecordingMember member = alone.member("member", "tea");
            String sent = alone.send("tea", "x");
            assertThat(member.heard()).containsExactly(sent);
        }
    }

    @Test
    void whatTheDocumentNamesIsEnough() throws Exception {
        try (Jedis operator = operator()) {
            operator.aclSetUser("parley", ("reset on >secret " + PERMISSIONS).split(" "));
        }
        RedisSettings settings = RedisUrl.parse(
                        "redis://parley:secret@127.0.0.1:" + redis.port(), RedisSettings.DEFAULT_KEY)
                .over(RedisWire.STREAMS);
        RedisNode a = node("a", settings);
        RedisNode b = node("b", settings);
        RecordingMember member = b.member("member", "tea");
        String sent = a.send("tea", "hello");
        RedisNode.await(SOON, () -> member.heard().contains(sent));
        assertThat(allRooms(a).isComplete()).isTrue();
        // The question for servers of another wire is asked, and nothing is said of it.
        RedisNode.pause(Duration.ofSeconds(3));

        assertThat(log.lines()).noneMatch(line -> line.startsWith("WARNING") || line.startsWith("SEVERE"));
    }

    @Test
    void whoFindsServersOfAnotherWireUnderItsKeyWarns() {
        node("classic", redis.settings());
        node("classic too", redis.settings());
        RedisNode.pause(Duration.ofSeconds(3));
        assertThat(log.lines()).noneMatch(line -> line.contains("another wire"));

        node("streams");

        RedisNode.await(SOON, () -> isWarnedOf(2));
        log.lines().clear();
        node("and one more", redis.settings());
        RedisNode.await(SOON, () -> isWarnedOf(1));
    }

    private boolean isWarnedOf(int servers) {
        return log.lines().stream()
                .anyMatch(line -> line.startsWith("WARNING Servers of another wire meet under the key socket.io in"
                        + " this Redis (" + servers + " in namespace /)"));
    }
}
