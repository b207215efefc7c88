package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.socketio.recovery.RecoveryObserver;
import dev.parley.socketio.recovery.RecoveryRefusal;
import dev.parley.socketio.recovery.RecoverySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Several threads send while the clients are cut off and come back on other threads. */
class RecoveryRaceTest {

    private static final int SENDERS = 3;
    /** So few that a client that falls behind may miss all of them and still be recovered. */
    private static final int EVENTS = 500;

    private static final int CLIENTS = 3;

    private final List<RecoveryRefusal> refusals = new CopyOnWriteArrayList<>();
    private final TestServer server =
            TestServer.recovering(new RecoverySettings(Duration.ofMinutes(2), 100_000_000), new RecoveryObserver() {
                @Override
                public void recovered(int replayed) {}

                @Override
                public void refused(RecoveryRefusal reason) {
                    refusals.add(reason);
                }
            });

    @Test
    void whatSeveralThreadsSendComesOnceAndInTheOrderOfEach() throws Exception {
        server.of("/");
        ExecutorService threads = Executors.newCachedThreadPool();
        List<ReturningClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            ReturningClient client = new ReturningClient(server, "user").connects();
            client.socket().join(Set.of("room"));
            clients.add(client);
        }
        List<Future<?>> sending = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            String name = "s" + i + " ";
            sending.add(threads.submit(() -> send(name)));
        }
        List<Future<?>> cutting = new ArrayList<>();
        for (ReturningClient client : clients) {
            cutting.add(threads.submit(() -> cutAgainAndAgain(client, sending)));
        }
        for (Future<?> each : cutting) {
            each.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();

        assertThat(refusals).isEmpty();
        for (ReturningClient client : clients) {
            for (int i = 0; i < SENDERS; i++) {
                assertThat(of(client, "s" + i + " ")).as("of sender " + i).isEqualTo(numbers());
            }
        }
    }

    private void send(String name) {
        for (int i = 0; i < EVENTS; i++) {
            server.main().to("room").emit(name, JSON.createValue(i));
            if (i % 10 == 0) {
                LockSupport.parkNanos(100_000);
            }
        }
    }

    private static void cutAgainAndAgain(ReturningClient client, List<Future<?>> sending) {
        Random random = new Random(1);
        while (!sending.stream().allMatch(Future::isDone)) {
            client.reads(random.nextInt(3) == 0 ? Integer.MAX_VALUE : random.nextInt(50));
            if (random.nextBoolean()) {
                client.breaks();
            }
            client.asks().reads(random.nextInt(50));
            assertThat(client.session().isOpen()).isTrue();
        }
        client.breaks().connects();
        assertThat(client.isRecovered()).isTrue();
    }

    private static List<Integer> of(ReturningClient client, String name) {
        return client.events().stream()
                .filter(event -> event.startsWith(name))
                .map(event -> Integer.parseInt(event.substring(name.length())))
                .toList();
    }

    private static List<Integer> numbers() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            all.add(i);
        }
        return all;
    }
}
