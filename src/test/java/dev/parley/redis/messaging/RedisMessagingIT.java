package dev.parley.redis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.redis.connection.FaultyLink;
import dev.parley.redis.connection.RealRedis;
import dev.parley.redis.connection.RedisConnection;
import dev.parley.redis.connection.RedisSettings;
import dev.parley.robustness.BadInput;
import dev.parley.socketio.adapter.AckCollector;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterReply;
import dev.parley.socketio.codec.JsonText;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** Nodes and a real Redis: what arrives, and what is left when Redis or the network does not work. */
class RedisMessagingIT {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final RealRedis redis = RealRedis.start();
    private final List<RedisNode> nodes = new ArrayList<>();
    private RedisNode a;
    private RedisNode b;

    @BeforeEach
    void twoNodes() {
        a = node("a", redis.settings());
        b = node("b", redis.settings());
    }

    @AfterEach
    void end() {
        nodes.parallelStream().forEach(RedisNode::close);
        redis.close();
    }

    private RedisNode node(String name, RedisSettings settings) {
        RedisNode node = RedisNode.connected(name, settings);
        nodes.add(node);
        return node;
    }

    private Jedis operator() {
        return new Jedis("127.0.0.1", redis.port(), 20_000);
    }

    private static void await(RecordingMember member, int count) {
        RedisNode.await(SOON, () -> member.count() >= count);
    }

    private void assertTheyHearEachOther(RecordingMember atB) {
        int before = atB.count();
        String sent = a.send("tea", "control");
        RedisNode.await(SOON, () -> atB.count() > before);
        assertThat(atB.heard().get(before)).isEqualTo(sent);
    }

    @Test
    void theOrderOfOneSenderIsKept() {
        RecordingMember member = b.member("member", "tea");
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            sent.add(i % 3 == 0 ? a.sendToAll("all " + i) : a.send("tea", "tea " + i));
        }
        await(member, sent.size());

        assertThat(member.heard()).isEqualTo(sent);
        RedisNode.await(SOON, () -> a.status().published() == sent.size());
        assertThat(a.status().offered()).isEqualTo(sent.size());
        assertThat(a.status().dropped() + a.status().uncertain()).isZero();
        assertThat(a.status().latency()).get().matches(latency -> latency.toNanos() > 0);
    }

    @Test
    void aNodeWithoutAMemberOfARoomGetsNothingOfItOverTheWire() throws IOException {
        try (FaultyLink link = new FaultyLink(redis.port());
                RedisNode c = RedisNode.connected("c", link.settings())) {
            RecordingMember inTea = b.member("in tea", "tea");
            RecordingMember inMilk = c.member("in milk", "milk");
            long before = link.fromRedis();
            for (int i = 0; i < 1000; i++) {
                a.send("tea", "x".repeat(1000));
            }
            await(inTea, 1000);
            String everybody = a.sendToAll("to everybody");
            await(inMilk, 1);

            assertThat(inMilk.heard()).containsExactly(everybody);
            // A megabyte has passed by; what has come is the one message, and what keeps the connection alive.
            assertThat(link.fromRedis() - before).isLessThan(2000);
        }
    }

    @Test
    void aRoomIsInReachAsSoonAsItIsReady() {
        for (int i = 0; i < 200; i++) {
            String room = "room " + i;
            RecordingMember member = b.member("member " + i, room);
            String sent = a.send(room, "hello");
            await(member, 1);
            assertThat(member.heard()).containsExactly(sent);
        }
    }

    @Test
    @BadInput(70)
    void killedConnectionsComeBack() {
        RecordingMember member = b.member("member", "tea");
        long before = b.status().resubscriptions();
        try (Jedis operator = operator()) {
            for (ClientType type : List.of(ClientType.PUBSUB, ClientType.NORMAL, ClientType.PUBSUB)) {
                operator.clientKill(
                        ClientKillParams.clientKillParams().type(type).skipMe(ClientKillParams.SkipMe.YES));
                RedisNode.pause(Duration.ofMillis(100));
                RedisNode.await(SOON, () -> a.isConnected() && b.isConnected());
                assertTheyHearEachOther(member);
                assertThat(a.adapter().allRooms().toCompletableFuture().join().isComplete())
                        .isTrue();
            }
        }
        assertThat(b.status().resubscriptions()).isEqualTo(before + 2);
    }

    @Test
    @BadInput(70)
    void aRestartIsSurvived() {
        RecordingMember member = b.member("member", "tea");
        redis.stop();
        RedisNode.await(SOON, () -> !a.isConnected() && !b.isConnected());
        RecordingMember here = a.member("here", "tea");
        String alone = a.send("tea", "alone");
        assertThat(here.heard()).containsExactly(alone);

        redis.restart();
        RedisNode.await(SOON, () -> a.isConnected() && b.isConnected());

        // What waited has not been lost.
        await(member, 1);
        assertThat(member.heard()).containsExactly(alone);
        assertTheyHearEachOther(member);
    }

    @Test
    @BadInput(68)
    void aNodeStartsWithoutRedis() {
        redis.stop();
        try (RedisNode early = new RedisNode("early", redis.settings())) {
            RecordingMember member = early.member("member", "tea");
            assertThat(early.send("tea", "x")).isEqualTo(member.heard().get(0));
            ClusterReply<Set<String>> rooms =
                    early.adapter().allRooms().toCompletableFuture().join();
            assertThat(rooms.value()).containsExactly("tea");
            assertThat(rooms.isComplete()).isFalse();

            redis.restart();
            RedisNode.await(SOON, () -> early.isConnected() && a.isConnected());
            int before = member.count();
            a.send("tea", "back");
            await(member, before + 1);
        }
    }

    @Test
    @BadInput(71)
    void aBlackHoleHoldsUpNobody() throws IOException {
        RecordingMember elsewhere = b.member("elsewhere", "tea");
        try (FaultyLink link = new FaultyLink(redis.port());
                RedisNode c = RedisNode.connected("c", link.settings())) {
            RecordingMember member = c.member("member", "tea");
            link.swallow(true);
            long start = System.nanoTime();
            for (int i = 0; i < 20_000; i++) {
                c.send("tea", "x".repeat(200));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(member.count()).isEqualTo(20_000);
            // The first one waits until the silence is found out; from then on nobody does.
            c.member("late", "milk");
            RedisNode.await(SOON, () -> !c.isConnected());
            start = System.nanoTime();
            c.member("later", "sugar");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));

            link.swallow(false);
            RedisNode.await(SOON, c::isConnected);
            MessagingStatus status = c.status();
            assertThat(status.dropped()).isGreaterThanOrEqualTo(20_000 - RedisPublisher.MAX_MESSAGES - 512);
            RedisNode.await(SOON, () -> accounted(c.status()));
            String sent = c.send("tea", "after");
            RedisNode.await(SOON, () -> elsewhere.heard().contains(sent));
        }
    }

    private static boolean accounted(MessagingStatus status) {
        return status.offered() == status.published() + status.dropped() + status.uncertain();
    }

    @Test
    @BadInput(71)
    void aSlowNetworkDelaysOnlyTheOthers() throws IOException {
        RecordingMember elsewhere = b.member("elsewhere", "tea");
        try (FaultyLink link = new FaultyLink(redis.port());
                RedisNode c = RedisNode.connected("c", link.settings())) {
            RecordingMember member = c.member("member", "tea");
            link.delay(Duration.ofMillis(300));
            long start = System.nanoTime();
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                sent.add(c.send("tea", "slow " + i));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(300));
            assertThat(member.count()).isEqualTo(1000);
            RedisNode.await(Duration.ofSeconds(15), () -> elsewhere.count() == 1000);
            assertThat(elsewhere.heard()).isEqualTo(sent);
        }
    }

    @Test
    @BadInput(72)
    void whatIsMalformedIsCountedAndForgotten() throws Exception {
        RecordingMember member = b.member("member", "tea");
        ChannelNames channels = new ChannelNames("socket.io", "/");
        List<byte[]> junk = List.of(
                new byte[0],
                new byte[] {(byte) 0xc1},
                new byte[] {(byte) 0x93, (byte) 0xa1},
                new byte[] {(byte) 0xdd, -1, -1, -1, -1},
                new byte[] {(byte) 0xc6, 0x7f, -1, -1, -1, 0},
                "null".getBytes(StandardCharsets.UTF_8),
                "{\"type\":".getBytes(StandardCharsets.UTF_8),
                ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8),
                message("[\"x\",{\"type\":2,\"data\":[\"hi\"],\"nsp\":\"/\"}]"),
                message("[\"x\",null,{}]"));
        try (Jedis operator = operator()) {
            for (String channel : List.of(
                    channels.broadcasts(),
                    channels.room("tea"),
                    channels.requests(),
                    channels.responses(),
                    channels.responses("b"))) {
                for (byte[] message : junk) {
                    operator.publish(channel.getBytes(StandardCharsets.UTF_8), message);
                }
            }
            // For somebody else, and one of its own: neither is an error.
            operator.publish(
                    channels.broadcasts().getBytes(StandardCharsets.UTF_8),
                    message("[\"x\",{\"type\":2,\"data\":[\"hi\"],\"nsp\":\"/other\"},{}]"));
            operator.publish(
                    channels.broadcasts().getBytes(StandardCharsets.UTF_8),
                    message("[\"b\",{\"type\":2,\"data\":[\"hi\"],\"nsp\":\"/\"},{}]"));
        }

        RedisNode.await(SOON, () -> b.status().malformed() == 5L * junk.size());
        assertTheyHearEachOther(member);
        assertThat(member.count()).isEqualTo(1);
        assertThat(b.status().malformed()).isEqualTo(5L * junk.size());
    }

    private static byte[] message(String json) throws Exception {
        return new MessagePackWriter().value(JsonText.parse(json)).toBytes();
    }

    @Test
    @BadInput(74)
    void aMessageOfAHundredMegabytesIsNotEvenRead() {
        RecordingMember member = b.member("member", "tea");
        try (Jedis operator = operator()) {
            operator.configSet("client-output-buffer-limit", "pubsub 0 0 0");
            operator.publish("socket.io#/#tea#".getBytes(StandardCharsets.UTF_8), new byte[100_000_000]);
        }

        RedisNode.await(Duration.ofSeconds(15), () -> b.status().malformed() == 1);
        assertThat(b.isConnected()).isTrue();
        assertTheyHearEachOther(member);
    }

    @Test
    void whatIsTooLargeToPublishIsDropped() {
        RecordingMember member = b.member("member", "tea");
        a.send("tea", "x".repeat(RedisConnection.MAX_MESSAGE));

        assertThat(a.status().dropped()).isEqualTo(1);
        assertTheyHearEachOther(member);
    }

    @Test
    void whatMayBeDroppedIsNotKeptForLater() {
        redis.stop();
        RedisNode.await(SOON, () -> !a.isConnected());
        JsonArray data = JsonText.JSON.createArrayBuilder().add("now or never").build();
        long before = a.status().dropped();

        a.adapter()
                .broadcast(
                        new SocketPacket.Event("/", -1, data), new BroadcastOptions(Set.of(), Set.of(), false, true));

        assertThat(a.status().dropped()).isEqualTo(before + 1);
        redis.restart();
    }

    @Test
    @BadInput(75)
    void aNodeThatDoesNotAnswerIsMissing() throws Exception {
        b.member("member", "tea");
        ClusterReply<Set<String>> all =
                a.adapter().allRooms().toCompletableFuture().get(6, TimeUnit.SECONDS);
        assertThat(all.isComplete()).isTrue();
        assertThat(all.value()).containsExactly("tea");

        try (Jedis mute = operator()) {
            mute.getConnection().sendCommand(Command.SUBSCRIBE, "socket.io-request#/#");
            mute.getConnection().getOne();
            ClusterReply<Set<String>> some =
                    a.adapter().allRooms().toCompletableFuture().get(7, TimeUnit.SECONDS);
            assertThat(some.value()).containsExactly("tea");
            assertThat(some.missing()).isEqualTo(1);
            assertThat(some.missingNodes()).isEmpty();
        }
    }

    @Test
    void acknowledgementsCrossRedis() throws Exception {
        a.member("one");
        b.member("two");
        b.member("three");
        List<String> acks = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Integer> total = new CompletableFuture<>();

        a.adapter()
                .broadcast(
                        new SocketPacket.Event(
                                "/",
                                0,
                                JsonText.JSON.createArrayBuilder().add("ask").build()),
                        BroadcastOptions.EVERYBODY,
                        Duration.ofSeconds(5),
                        total::complete,
                        new AckCollector() {
                            @Override
                            public void acknowledged(JsonArray arguments) {
                                acks.add(arguments.toString());
                            }

                            @Override
                            public void missed() {
                                acks.add(JsonValue.NULL.toString());
                            }
                        });

        assertThat(total.get(6, TimeUnit.SECONDS)).isEqualTo(3);
        RedisNode.await(SOON, () -> acks.size() == 3);
        assertThat(acks).containsOnly("[]");
    }
}
