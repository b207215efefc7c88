package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import dev.parley.socketio.adapter.MemoryStream;
import dev.parley.socketio.recovery.RecoveryObserver;
import dev.parley.socketio.recovery.RecoveryRefusal;
import dev.parley.socketio.recovery.RecoverySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients of three nodes whose connections break at random while the nodes send, and who come back to any of them. Nodes write to
 * the stream and read from it when chance says so, and one of them dies. Whatever happens: each event once, and those of a node in
 * their order.
 */
class RecoveryAcrossNodesJitterTest {

    private static final int CLIENTS = 6;
    private static final int STEPS = 700;

    private final ManualTime time = new ManualTime();
    private final MemoryStream cluster = new MemoryStream();
    private final List<MemoryStream.Bus> buses = new ArrayList<>();
    private final List<TestServer> nodes = new ArrayList<>();
    private final Map<ReturningClient, TestServer> homes = new HashMap<>();
    private final int[] sent = new int[3];
    private final List<RecoveryRefusal> refusals = new ArrayList<>();
    private int alive = 3;

    private void start() {
        for (String name : List.of("a", "b", "c")) {
            MemoryStream.Bus bus = cluster.node(name);
            buses.add(bus);
            TestServer server = TestServer.recoveringAcross(
                    bus, time, new RecoverySettings(Duration.ofMinutes(2), 10_000_000), observer());
            server.main().open();
            nodes.add(server);
        }
        for (int i = 0; i < CLIENTS; i++) {
            TestServer home = nodes.get(i % 3);
            ReturningClient client = new ReturningClient(home, "user" + i).asks();
            cluster.deliver();
            client.reads();
            client.socket().join(Set.of("red"));
            cluster.deliver();
            homes.put(client, home);
        }
    }

    private RecoveryObserver observer() {
        return new RecoveryObserver() {
            @Override
            public void recovered(int replayed) {}

            @Override
            public void refused(RecoveryRefusal reason) {
                refusals.add(reason);
            }
        };
    }

    private void step(Random random, List<ReturningClient> clients) {
        int node = random.nextInt(alive);
        ReturningClient client = clients.get(random.nextInt(clients.size()));
        switch (random.nextInt(8)) {
            case 0, 1 -> send(random, node);
            case 2 -> buses.get(node).writes();
            case 3 -> buses.get(node).reads(1 + random.nextInt(3));
            case 4 -> client.reads(random.nextInt(5));
            case 5 -> client.reads();
            case 6 -> {
                if (random.nextBoolean()) {
                    client.breaks();
                }
                comeBack(client, nodes.get(node));
            }
            default -> homes.get(client).pass(Duration.ofMillis(10));
        }
    }

    private void send(Random random, int node) {
        String[] rooms = random.nextBoolean() ? new String[] {"red"} : new String[] {"red", "blue"};
        nodes.get(node).main().to(rooms).emit("n" + node + "-", JSON.createValue(++sent[node]));
    }

    private void comeBack(ReturningClient client, TestServer node) {
        homes.put(client, node);
        client.goesTo(node).asks();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void eachEventArrivesOnceAndInItsOrder(long seed) {
        start();
        Random random = new Random(seed);
        List<ReturningClient> clients = new ArrayList<>(homes.keySet());
        for (int i = 0; i < STEPS; i++) {
            step(random, clients);
            assertThat(refusals).isEmpty();
        }
        // What the node had not said when it died is lost; it had not been confirmed to anybody.
        buses.get(2).writes();
        int saidByTheDead = sent[2];
        send(random, 2);
        buses.get(2).dies();
        alive = 2;
        for (ReturningClient client : clients) {
            if (homes.get(client) == nodes.get(2)) {
                comeBack(client, nodes.get(random.nextInt(2)));
            }
        }
        for (int i = 0; i < STEPS; i++) {
            step(random, clients);
            assertThat(refusals).isEmpty();
        }
        cluster.deliver();
        clients.forEach(ReturningClient::reads);
        // Whoever was cut off before its answer came is not connected now.
        for (ReturningClient client : clients) {
            comeBack(client, nodes.get(random.nextInt(2)));
            cluster.deliver();
            client.reads();
        }
        cluster.deliver();

        for (ReturningClient client : clients) {
            client.reads();
            assertThat(client.isRecovered()).isTrue();
            for (int node = 0; node < 3; node++) {
                check(client, "n" + node + "-", node == 2 ? saidByTheDead : sent[node]);
            }
        }
    }

    private static void check(ReturningClient client, String name, int said) {
        List<Integer> numbers = client.events().stream()
                .filter(event -> event.startsWith(name))
                .map(event -> Integer.parseInt(event.substring(name.length())))
                .toList();
        assertThat(numbers).isSorted();
        Set<Integer> once = new HashSet<>(numbers);
        assertThat(once).hasSameSizeAs(numbers);
        for (int i = 1; i <= said; i++) {
            assertThat(once).contains(i);
        }
    }
}
