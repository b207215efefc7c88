package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A socket has a place from its joining to its end, on whatever way it goes. */
class SocketQuotaTest {

    private final TestServer server = new TestServer();
    private final Semaphore places = new Semaphore(2);

    SocketQuotaTest() {
        server.main().limit(new SocketQuota() {
            @Override
            public Optional<ConnectDecision.Refused> take(Socket socket) {
                return places.tryAcquire() ? Optional.empty() : Optional.of(new ConnectDecision.Refused("full", null));
            }

            @Override
            public void giveBack(Socket socket) {
                places.release();
            }
        });
    }

    private int taken() {
        return 2 - places.availablePermits();
    }

    @Test
    void whoFindsNoPlaceIsRefusedAndMayAskAgain() {
        TestClient first = server.joins();
        server.joins();
        TestClient third = server.opens();

        third.says("0");
        assertThat(third.heard()).containsExactly("4{'message':'full'}");
        assertThat(third.isGone()).isFalse();
        first.vanishes();
        third.join("/");

        assertThat(taken()).isEqualTo(2);
        assertThat(server.main().sockets()).hasSize(2);
    }

    @Test
    void whoFindsNoPlaceStillHasToJoinInTime() {
        server.joins();
        server.joins();
        TestClient third = server.opens();
        third.says("0");

        server.pass(TestServer.CONNECT_TIMEOUT.plusSeconds(1), third);

        assertThat(third.isGone()).isTrue();
    }

    @Test
    void thePlaceIsFreeAfterEachKindOfEnd() {
        List<Consumer<TestClient>> ends = List.of(
                TestClient::vanishes,
                client -> client.says("1"),
                client -> server.socket(client).disconnect(false),
                client -> server.socket(client).disconnect(true),
                client -> client.session().close(CloseReason.SERVER_SHUTTING_DOWN),
                client -> client.says("nonsense"));

        ends.forEach(end -> {
            TestClient client = server.joins();
            assertThat(taken()).isOne();
            end.accept(client);
            assertThat(taken()).isZero();
        });
    }

    @Test
    void whoIsRefusedByAGuardTakesNone() {
        server.main().guard(request -> CompletableFuture.completedFuture(new ConnectDecision.Refused("no", null)));

        server.opens().says("0");

        assertThat(taken()).isZero();
    }

    @Test
    void whoIsGoneBeforeTheGuardsHaveDecidedTakesNone() {
        CompletableFuture<ConnectDecision> decision = new CompletableFuture<>();
        server.main().guard(request -> decision);
        TestClient client = server.opens();
        client.says("0");

        client.vanishes();
        decision.complete(ConnectDecision.ADMITTED);

        assertThat(taken()).isZero();
    }

    @Test
    void ofManyAtOnceExactlyAsManyJoinAsThereArePlaces() {
        for (int round = 0; round < 50; round++) {
            List<TestClient> clients = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                clients.add(server.opens());
            }
            Race.between(clients.stream()
                    .map(client -> (Race.Runner) () -> client.says("0"))
                    .toArray(Race.Runner[]::new));

            assertThat(server.main().sockets()).hasSize(2);
            Race.between(clients.stream()
                    .map(client -> (Race.Runner) client::vanishes)
                    .toArray(Race.Runner[]::new));
            assertThat(taken()).isZero();
        }
    }
}
