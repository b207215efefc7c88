package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.parley.engine.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Guards decide who comes in, at once or later, and nobody learns more of them than they say. */
class ConnectGuardTest {

    private static final AttributeKey<String> USER = new AttributeKey<>("user", String.class);
    private static final AttributeKey<Integer> LEVEL = new AttributeKey<>("level", Integer.class);

    private final TestServer server = new TestServer();
    private final RecordingConnections connections = new RecordingConnections();
    private final CompletableFuture<ConnectDecision> decision = new CompletableFuture<>();

    @Test
    void refusesWithItsMessageAndData() {
        guard(CompletableFuture.completedFuture(new ConnectDecision.Refused(
                "not you", JSON.createObjectBuilder().add("code", "NO").build())));
        TestClient client = server.opens();

        client.says("0");

        assertThat(client.heard()).containsExactly("4{'message':'not you','data':{'code':'NO'}}");
        assertNobodyIsThere();
        assertThat(client.isGone()).isFalse();
    }

    @Test
    void aLastRefusalEndsTheSessionOnceItHasBeenSaid() {
        guard(CompletableFuture.completedFuture(new ConnectDecision.Refused("no more", null, true)));
        TestClient client = server.opens();

        client.says("0");

        assertThat(client.heard()).containsExactly("4{'message':'no more'}");
        assertNobodyIsThere();
        assertThat(client.isGone()).isTrue();
    }

    @Test
    void refusesWithoutData() {
        server.of("/custom")
                .guard(request -> CompletableFuture.completedFuture(new ConnectDecision.Refused("no", null)));
        TestClient client = server.opens();

        client.says("0/custom,");

        assertThat(client.heard()).containsExactly("4/custom,{'message':'no'}");
    }

    @Test
    void letsARefusedClientTryAgain() {
        List<ConnectDecision> decisions =
                new ArrayList<>(List.of(new ConnectDecision.Refused("first no", null), ConnectDecision.ADMITTED));
        server.main().guard(request -> CompletableFuture.completedFuture(decisions.remove(0)));
        TestClient client = server.opens();

        client.says("0", "0");

        assertThat(client.heard()).hasSize(2).first().isEqualTo("4{'message':'first no'}");
        assertThat(server.main().sockets()).hasSize(1);
    }

    @Test
    void refusesWithoutAReasonWhenAGuardFails() {
        guard(CompletableFuture.failedFuture(new IllegalStateException("the secret is 42")));
        TestClient client = server.opens();

        client.says("0");

        assertThat(client.heard()).containsExactly("4{'message':'The connection could not be checked'}");
        assertNobodyIsThere();
    }

    @Test
    void refusesWithoutAReasonWhenAGuardThrows() {
        server.main().guard(request -> {
            throw new IllegalStateException("the secret is 42");
        });
        TestClient client = server.opens();

        client.says("0");

        assertThat(client.heard()).containsExactly("4{'message':'The connection could not be checked'}");
        assertThat(client.isGone()).isFalse();
    }

    @Test
    void refusesWithoutAReasonWhenAGuardSaysNothing() {
        server.main().guard(request -> null);
        server.of("/null").guard(request -> CompletableFuture.completedFuture(null));
        TestClient client = server.opens();

        client.says("0", "0/null,");

        assertThat(client.heard())
                .containsExactly(
                        "4{'message':'The connection could not be checked'}",
                        "4/null,{'message':'The connection could not be checked'}");
    }

    @Test
    void asksNoFurtherGuardAfterARefusal() {
        List<String> asked = new ArrayList<>();
        server.main()
                .guard(request -> {
                    asked.add("first");
                    return CompletableFuture.completedFuture(ConnectDecision.ADMITTED);
                })
                .guard(request -> {
                    asked.add("second");
                    return CompletableFuture.completedFuture(new ConnectDecision.Refused("no", null));
                })
                .guard(request -> {
                    asked.add("third");
                    return CompletableFuture.completedFuture(ConnectDecision.ADMITTED);
                });

        server.opens().says("0");

        assertThat(asked).containsExactly("first", "second");
    }

    @Test
    void givesTheSocketTheAttributesOfAllGuards() {
        server.main()
                .guard(request -> CompletableFuture.completedFuture(ConnectDecision.Admitted.with(USER, "alice")))
                .guard(request -> CompletableFuture.completedFuture(ConnectDecision.ADMITTED))
                .guard(request -> CompletableFuture.completedFuture(new ConnectDecision.Admitted(Map.of(LEVEL, 7))));

        Socket socket = server.socket(server.joins());

        assertThat(socket.attribute(USER)).isEqualTo("alice");
        assertThat(socket.attribute(LEVEL)).isEqualTo(7);
        socket.attribute(LEVEL, 8);
        assertThat(socket.attribute(LEVEL)).isEqualTo(8);
        assertThat(socket.attribute(new AttributeKey<>("user", String.class))).isNull();
    }

    @Test
    void refusesAnAttributeThatIsNotOfItsKeysType() {
        assertThatExceptionOfType(ClassCastException.class)
                .isThrownBy(() -> new ConnectDecision.Admitted(Map.of(LEVEL, "seven")));
        assertThatNullPointerException().isThrownBy(() -> new ConnectDecision.Refused(null, null));
    }

    @Test
    void keepsTheClientWaitingWhileAGuardThinks() {
        guard(decision);
        TestClient client = server.opens();

        client.says("0");
        assertThat(client.heard()).isEmpty();
        assertNobodyIsThere();
        decision.complete(ConnectDecision.ADMITTED);

        assertThat(client.heard()).hasSize(1).first().asString().startsWith("0{'sid':");
        assertThat(server.main().sockets()).hasSize(1);
    }

    @Test
    void doesNotHoldUpTheOtherNamespacesOfTheClient() {
        guard(decision);
        TestClient client = server.opens();

        client.says("0");
        server.of("/custom");
        client.join("/custom");
        decision.complete(ConnectDecision.ADMITTED);

        assertThat(client.heard()).hasSize(1);
    }

    @Test
    void closesTheSessionOfASecondConnectWhileAGuardThinks() {
        guard(decision);
        TestClient client = server.opens();

        client.says("0", "0");
        decision.complete(ConnectDecision.ADMITTED);

        assertThat(client.isGone()).isTrue();
        assertNobodyIsThere();
        server.assertNothingIsLeft("/");
    }

    @Test
    void closesTheSessionOfAnEventWhileAGuardThinks() {
        guard(decision);
        TestClient client = server.opens();

        client.says("0", "2['early']");

        assertThat(client.isGone()).isTrue();
    }

    @Test
    void closesTheSessionWhenTheGuardThinksForTooLong() {
        guard(decision);
        TestClient client = server.opens();
        client.says("0");

        server.pass(TestServer.CONNECT_TIMEOUT.plusSeconds(1), client);
        assertThat(client.isGone()).isTrue();
        decision.complete(ConnectDecision.ADMITTED);

        assertNobodyIsThere();
        server.assertNothingIsLeft("/");
    }

    @Test
    void admitsNobodyWhoHasGoneMeanwhile() {
        guard(decision);
        TestClient client = server.opens();
        client.says("0");

        client.vanishes();
        decision.complete(ConnectDecision.ADMITTED);

        assertThat(client.heard()).isEmpty();
        assertNobodyIsThere();
        server.assertNothingIsLeft("/");
    }

    @Test
    void refusesNobodyWhoHasGoneMeanwhile() {
        guard(decision);
        TestClient client = server.opens();
        client.says("0");

        client.vanishes();
        decision.completeExceptionally(new IllegalStateException());

        assertThat(client.heard()).isEmpty();
        server.assertNothingIsLeft("/");
    }

    @Test
    void mayDecideOnAnotherThread() {
        guard(decision);
        TestClient client = server.opens();
        client.says("0");

        Race.between(() -> decision.complete(ConnectDecision.ADMITTED));

        assertThat(client.heard()).hasSize(1);
        assertThat(connections.events()).hasSize(1);
    }

    @Test
    void leavesNobodyBehindWhenTheClientGoesAtTheMomentOfTheDecision() {
        for (int round = 0; round < 300; round++) {
            TestServer racing = new TestServer();
            RecordingConnections told = new RecordingConnections();
            CompletableFuture<ConnectDecision> late = new CompletableFuture<>();
            racing.main().guard(request -> late).listen(told);
            TestClient client = racing.opens();
            client.says("0");

            Race.between(() -> late.complete(ConnectDecision.ADMITTED), client::vanishes);

            assertThat(told.events().size()).isIn(0, 2);
            racing.assertNothingIsLeft("/");
        }
    }

    private void guard(CompletableFuture<ConnectDecision> outcome) {
        server.main().guard(request -> outcome).listen(connections);
    }

    private void assertNobodyIsThere() {
        assertThat(server.main().sockets()).isEmpty();
        assertThat(server.main().adapter().localRooms()).isEmpty();
        assertThat(connections.events()).isEmpty();
    }
}
