package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.socketio.recovery.RecoveryObserver;
import dev.parley.socketio.recovery.RecoverySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random joins, leaves, events and cuts, with what was under way lost: each client hears what was sent to it, in order,
 * once. What is random is the same for the same seed.
 */
class RecoveryJitterTest {

    private static final int CLIENTS = 6;
    private static final int STEPS = 4000;
    private static final String[] ROOMS = {"red", "blue", "green"};

    private final TestServer server =
            TestServer.recovering(new RecoverySettings(Duration.ofMinutes(2), 10_000_000), RecoveryObserver.NONE);
    private final List<ReturningClient> clients = new ArrayList<>();
    private final List<List<String>> duties = new ArrayList<>();
    private final List<Set<String>> rooms = new ArrayList<>();
    private final boolean[] away = new boolean[CLIENTS];

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void nobodyMissesDoublesOrReordersAnything(long seed) {
        Random random = new Random(seed);
        server.of("/");
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new ReturningClient(server, "user").connects());
            duties.add(new ArrayList<>());
            rooms.add(new java.util.HashSet<>());
        }
        for (int step = 0; step < STEPS; step++) {
            act(random, step);
        }
        for (int i = 0; i < CLIENTS; i++) {
            back(i);
            assertThat(clients.get(i).events())
                    .as("client %d, seed %d", i, seed)
                    .isEqualTo(duties.get(i));
        }
    }

    private void act(Random random, int step) {
        int i = random.nextInt(CLIENTS);
        String room = ROOMS[random.nextInt(ROOMS.length)];
        switch (random.nextInt(8)) {
            case 0 -> {
                if (!away[i]) {
                    clients.get(i).socket().join(Set.of(room));
                    rooms.get(i).add(room);
                }
            }
            case 1 -> {
                if (!away[i]) {
                    clients.get(i).socket().leave(room);
                    rooms.get(i).remove(room);
                }
            }
            case 2, 3 -> toRoom(room, step);
            case 4 -> {
                if (!away[i]) {
                    clients.get(i).socket().emit("s", JSON.createValue(step));
                    duties.get(i).add("s" + step);
                }
            }
            case 5 -> clients.get(i).reads(random.nextInt(5));
            case 6 -> cut(random, i);
            default -> back(i);
        }
    }

    private void toRoom(String room, int step) {
        server.main().to(room).emit("m", JSON.createValue(step));
        for (int i = 0; i < CLIENTS; i++) {
            if (rooms.get(i).contains(room)) {
                duties.get(i).add("m" + step);
            }
        }
    }

    /** Some cuts are noticed by the server only when the client is back. */
    private void cut(Random random, int i) {
        if (away[i]) {
            return;
        }
        clients.get(i).reads(random.nextInt(4));
        away[i] = true;
        if (random.nextBoolean()) {
            clients.get(i).breaks();
        }
    }

    private void back(int i) {
        ReturningClient client = clients.get(i);
        if (away[i]) {
            client.connects();
            assertThat(client.isRecovered()).isTrue();
            away[i] = false;
        } else {
            client.reads();
        }
    }
}
