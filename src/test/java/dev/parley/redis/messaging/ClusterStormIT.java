package dev.parley.redis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.redis.connection.RealRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/**
 * Three nodes, 300 members, 30 rooms: a minute of random joins, leaves and messages, in which connections to Redis are
 * killed again and again. Afterwards everybody must have heard, once and in each sender's order, what was said in the
 * rooms that they were in at the time.
 *
 * <p>"At the time" has two soft edges, because a message takes a moment: who leaves within {@link #FLIGHT} after it was
 * sent may have missed it, who joins within that time may have got it. While a connection is down there is no Redis for
 * its node: what is sent then may be missed on other nodes; but never is anything heard twice, or in another order, or
 * missed by members on the sender's own node.
 */
class ClusterStormIT {

    private static final long SEED = 20_261_123;
    private static final Duration STORM = Duration.ofSeconds(60);
    private static final Duration BETWEEN_STEPS = Duration.ofNanos(2_500_000);
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(7);
    private static final Duration FLIGHT = Duration.ofSeconds(3);
    /** How long after a kill a node may be without Redis; longer than it is, shorter than what is allowed. */
    private static final Duration RECOVERY = Duration.ofSeconds(3);

    private static final int NODES = 3;
    private static final int MEMBERS = 300;
    private static final int ROOMS = 30;

    /** A stay in a room; times are of the monotonic clock, and a stay that goes on ends never. */
    private static final class Stay {
        private final Client client;
        private final long begun;
        private volatile long inReach = Long.MAX_VALUE;
        private long leaving = Long.MAX_VALUE;
        private long left = Long.MAX_VALUE;

        Stay(Client client, long begun) {
            this.client = client;
            this.begun = begun;
        }
    }

    /** A member, the node that it is on, and how often it was heard. */
    private static final class Client {
        private final RedisNode node;
        private final RecordingMember member;
        private final int number;
        private final Map<Integer, Stay> stays = new HashMap<>();
        private int messages;

        Client(RedisNode node, int number) {
            this.node = node;
            this.number = number;
            this.member = node.member("member " + number);
        }
    }

    private record Message(Client sender, int room, long sent, String text) {}

    private final Random random = new Random(SEED);
    private final List<Client> clients = new ArrayList<>();
    private final List<List<Stay>> staysByRoom = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<Long> kills = new ArrayList<>();

    @Test
    void everybodyHearsWhatIsSaidWhereTheyAreOnceAndInOrder() {
        try (RealRedis redis = RealRedis.start();
                RedisNode a = RedisNode.connected("a", redis.settings());
                RedisNode b = RedisNode.connected("b", redis.settings());
                RedisNode c = RedisNode.connected("c", redis.settings());
                Jedis operator = new Jedis("127.0.0.1", redis.port())) {
            List<RedisNode> nodes = List.of(a, b, c);
            prepare(nodes);
            storm(operator);
            RedisNode.await(Duration.ofSeconds(5), () -> nodes.stream().allMatch(RedisNode::isConnected));
            RedisNode.pause(FLIGHT);

            verify();
            assertThat(nodes)
                    .allSatisfy(node -> assertThat(node.status().malformed()).isZero());
        }
    }

    private void prepare(List<RedisNode> nodes) {
        for (int room = 0; room < ROOMS; room++) {
            staysByRoom.add(new ArrayList<>());
        }
        for (int i = 0; i < MEMBERS; i++) {
            Client client = new Client(nodes.get(i % NODES), i);
            clients.add(client);
            for (int room = 0; room < 3; room++) {
                join(client, random.nextInt(ROOMS));
            }
        }
        RedisNode.pause(Duration.ofSeconds(1));
    }

    private void storm(Jedis operator) {
        long start = System.nanoTime();
        long nextKill = BETWEEN_KILLS.toNanos();
        for (long step = 0; System.nanoTime() - start < STORM.toNanos(); step++) {
            long ahead = step * BETWEEN_STEPS.toNanos() - (System.nanoTime() - start);
            if (ahead > 0) {
                RedisNode.pause(Duration.ofNanos(ahead));
            }
            if (System.nanoTime() - start > nextKill) {
                kill(operator);
                nextKill += BETWEEN_KILLS.toNanos();
            }
            Client client = clients.get(random.nextInt(MEMBERS));
            int room = random.nextInt(ROOMS);
            int dice = random.nextInt(100);
            if (dice < 15) {
                join(client, room);
            } else if (dice < 30 && !client.stays.isEmpty()) {
                List<Integer> rooms = List.copyOf(client.stays.keySet());
                leave(client, rooms.get(random.nextInt(rooms.size())));
            } else {
                send(client, room);
            }
        }
    }

    private void join(Client client, int room) {
        if (client.stays.containsKey(room)) {
            return;
        }
        Stay stay = new Stay(client, System.nanoTime());
        client.stays.put(room, stay);
        staysByRoom.get(room).add(stay);
        List<String> names = List.of("room " + room);
        client.node.adapter().join(client.member, names);
        client.node.adapter().ready(names).thenRun(() -> stay.inReach = System.nanoTime());
    }

    private void leave(Client client, int room) {
        Stay stay = client.stays.remove(room);
        stay.leaving = System.nanoTime();
        client.node.adapter().leave(client.member, "room " + room);
        stay.left = System.nanoTime();
    }

    private void send(Client client, int room) {
        long sent = System.nanoTime();
        String text = client.node.send("room " + room, client.number + " says " + client.messages++);
        messages.add(new Message(client, room, sent, text));
    }

    private void kill(Jedis operator) {
        kills.add(System.nanoTime());
        ClientType type = random.nextBoolean() ? ClientType.PUBSUB : ClientType.NORMAL;
        operator.clientKill(ClientKillParams.clientKillParams().type(type).skipMe(ClientKillParams.SkipMe.YES));
    }

    private void verify() {
        Map<RecordingMember, Map<String, Integer>> places = new HashMap<>();
        for (Client client : clients) {
            places.put(client.member, placesOf(client.member));
        }
        long owed = 0;
        long owedAcross = 0;
        for (Message message : messages) {
            Map<RecordingMember, Integer> duty = new HashMap<>();
            for (Stay stay : staysByRoom.get(message.room())) {
                duty.merge(stay.client.member, duty(message, stay), Math::max);
            }
            for (Client client : clients) {
                int due = duty.getOrDefault(client.member, MUST_NOT);
                boolean heard = places.get(client.member).containsKey(message.text());
                if (due == MUST) {
                    owed++;
                    owedAcross += client.node == message.sender().node ? 0 : 1;
                    assertThat(heard)
                            .as("%s hears %s", client.member, message.text())
                            .isTrue();
                } else if (due == MUST_NOT) {
                    assertThat(heard)
                            .as("%s hears %s", client.member, message.text())
                            .isFalse();
                }
            }
        }
        assertThat(kills).hasSizeGreaterThanOrEqualTo(7);
        assertThat(messages).hasSizeGreaterThan(10_000);
        assertThat(owed).isGreaterThan(100_000);
        assertThat(owedAcross).isGreaterThan(50_000);
    }

    private static final int MUST_NOT = 0;
    private static final int MAY = 1;
    private static final int MUST = 2;

    private int duty(Message message, Stay stay) {
        boolean here = stay.client.node == message.sender().node;
        boolean disturbed = !here && isDisturbed(message.sent());
        long flight = here ? 0 : FLIGHT.toNanos();
        boolean wasIn = here ? stay.begun < message.sent() : stay.inReach < message.sent();
        if (wasIn && stay.leaving - flight > message.sent() && !disturbed) {
            return MUST;
        }
        long latest = message.sent() + (disturbed ? 2 : 1) * flight;
        return stay.begun <= latest && stay.left >= message.sent() ? MAY : MUST_NOT;
    }

    private boolean isDisturbed(long time) {
        // A little before, too: what is on its way when the connection breaks is lost with it.
        return kills.stream().anyMatch(kill -> time - kill > -FLIGHT.toNanos() / 6 && time - kill < RECOVERY.toNanos());
    }

    /** Where in what a member has heard each message is; checks that it is there once, and behind its sender's earlier ones. */
    private static Map<String, Integer> placesOf(RecordingMember member) {
        Map<String, Integer> places = new HashMap<>();
        Map<String, Integer> lastOfSender = new HashMap<>();
        List<String> heard = member.heard();
        for (int i = 0; i < heard.size(); i++) {
            String text = heard.get(i);
            assertThat(places.put(text, i))
                    .as("%s hears %s again", member, text)
                    .isNull();
            String[] words = text.substring(3, text.length() - 2).split(" says ");
            int number = Integer.parseInt(words[1]);
            Integer before = lastOfSender.put(words[0], number);
            assertThat(before == null || before < number)
                    .as("%s hears %s after number %s", member, text, before)
                    .isTrue();
        }
        return places;
    }
}
