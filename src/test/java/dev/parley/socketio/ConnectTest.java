package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.engine.RecordingTransport;
import dev.parley.robustness.BadInput;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Protocol, section "Connection to a namespace", as a client sees it. */
class ConnectTest {

    private final TestServer server = new TestServer();
    private final RecordingConnections connections = new RecordingConnections();

    @Test
    void answersAConnectWithTheIdOfItsSocket() {
        server.main().listen(connections);
        TestClient client = server.opens();

        client.says("0");

        Socket socket = server.main().sockets().iterator().next();
        assertThat(client.heard()).containsExactly("0{'sid':'" + socket.id() + "'}");
        assertThat(connections.events()).containsExactly("connected " + socket.id());
        assertThat(socket.isConnected()).isTrue();
        assertThat(socket.rooms()).containsExactly(socket.id());
        assertThat(socket.isIn(socket.id())).isTrue();
        assertThat(socket.handshake()).isSameAs(client.session().handshake());
        assertThat(socket.session()).isSameAs(client.session());
    }

    @Test
    void doesNotGiveAwayTheSecretIdOfTheSession() {
        TestClient client = server.joins();

        assertThat(client.sid()).isNotEqualTo(client.session().id());
    }

    @Test
    void givesTheGuardThePayloadOrAnEmptyObject() {
        List<JsonObject> payloads = new ArrayList<>();
        server.main().guard(request -> {
            payloads.add(request.auth());
            return CompletableFuture.completedStage(ConnectDecision.ADMITTED);
        });

        server.opens().says("0{'token':'123'}");
        server.opens().says("0");

        assertThat(payloads).extracting(JsonObject::toString).containsExactly("{\"token\":\"123\"}", "{}");
    }

    @Test
    void joinsACustomNamespaceAlone() {
        server.main();
        TestClient client = server.joins("/custom");

        assertThat(server.of("/custom").sockets()).hasSize(1);
        assertThat(server.main().sockets()).isEmpty();
        assertThat(client.heard()).isEmpty();
    }

    @Test
    void joinsSeveralNamespacesOverOneSessionWithAnIdForEach() {
        server.of("/custom").on("hey", (socket, event) -> socket.emit("from", event.arguments()));
        server.main().on("hey", (socket, event) -> socket.emit("main"));
        TestClient client = server.joins().join("/custom");

        client.says("2/custom,['hey',1]", "2['hey']");

        assertThat(client.heard()).containsExactly("2/custom,['from',1]", "2['main']");
        assertThat(client.sid("/custom")).isNotEqualTo(client.sid("/"));
    }

    @Test
    void takesANamespaceForAnotherWhenOnlyItsCaseOrSlashDiffers() {
        server.of("/custom");
        TestClient client = server.opens();

        client.says("0/Custom,", "0/custom/,", "0//custom,");

        assertThat(client.heard()).hasSize(3).allMatch(answer -> answer.endsWith("{'message':'Invalid namespace'}"));
    }

    @Test
    void sendsTheConnectBeforeWhatTheConnectionListenerSends() {
        server.main().listen(new ConnectionListener() {
            @Override
            public void connected(Socket socket) {
                socket.emit("auth");
            }
        });
        TestClient client = server.opens();

        client.says("0");

        assertThat(client.heard()).hasSize(2).last().isEqualTo("2['auth']");
    }

    @Test
    void sendsTheConnectBeforeABroadcastThatCameInBetween() {
        TestServer racing = TestServer.withAdapters(name -> OverhastyAdapter.of(adapter -> {
            adapter.broadcast(event("first"), BroadcastOptions.EVERYBODY);
            adapter.broadcast(event("second"), BroadcastOptions.EVERYBODY);
            adapter.broadcast(event("dropped"), new BroadcastOptions(Set.of(), Set.of(), false, true));
        }));
        racing.main();
        TestClient client = racing.opens();

        client.says("0");

        List<String> heard = client.heard();
        assertThat(heard.get(0)).startsWith("0{'sid':");
        assertThat(heard.subList(1, heard.size())).containsExactly("2['first']", "2['second']");
    }

    @Test
    @BadInput(8)
    void closesASessionThatHasJoinedNothingInTime() {
        server.main();
        TestClient client = server.opens();

        server.pass(TestServer.CONNECT_TIMEOUT.minusSeconds(1), client);
        assertThat(client.isGone()).isFalse();
        server.pass(Duration.ofSeconds(2), client);

        assertThat(client.isGone()).isTrue();
        server.assertNothingIsLeft("/");
    }

    @Test
    void countsARefusalAsNothingJoined() {
        server.main();
        TestClient client = server.opens();
        client.says("0/unknown,");

        server.pass(TestServer.CONNECT_TIMEOUT.plusSeconds(1), client);

        assertThat(client.isGone()).isTrue();
        server.assertNothingIsLeft("/");
    }

    @Test
    void letsAClientThatHasJoinedInTimeStay() {
        TestClient client = server.joins();

        server.pass(TestServer.CONNECT_TIMEOUT.plusSeconds(1), client);

        assertThat(client.isGone()).isFalse();
    }

    @Test
    void tellsAListenerThatDisconnectsOthersInTheRightOrder() {
        server.main().listen(new ConnectionListener() {
            @Override
            public void connected(Socket socket) {
                socket.disconnect(false);
            }
        });
        server.main().listen(connections);
        TestClient client = server.opens();

        client.says("0");

        assertThat(connections.events())
                .extracting(event -> event.split(" ")[0])
                .containsExactly("connected", "disconnected");
        assertThat(client.heard()).hasSize(2).last().isEqualTo("1");
        assertThat(server.main().sockets()).isEmpty();
        assertThat(server.main().adapter().localRooms()).isEmpty();
    }

    @Test
    void tellsOfNoConnectionAfterItsEndWhenTheTransportFailsInTheMiddle() {
        server.main().listen(connections);
        TestClient client = server.opens();
        client.transport().before(RecordingTransport.Call.FLUSH, client::vanishes);

        client.says("0");

        assertThat(connections.events().size()).isIn(0, 2);
        assertThat(connections.events()).doesNotHaveDuplicates();
        if (!connections.events().isEmpty()) {
            assertThat(connections.events().get(0)).startsWith("connected");
        }
        server.assertNothingIsLeft("/");
    }

    @Test
    void goesOnWhenAConnectionListenerFails() {
        server.main().listen(new ConnectionListener() {
            @Override
            public void connected(Socket socket) {
                throw new LinkageError("no such class");
            }
        });
        server.main().listen(connections);

        TestClient client = server.joins();

        assertThat(connections.events()).containsExactly("connected " + client.sid());
        assertThat(client.isGone()).isFalse();
    }

    @Test
    void refusesANamespaceNameWithoutASlash() {
        assertThatIllegalArgumentException().isThrownBy(() -> server.of("custom"));
    }

    @Test
    void makesANamespaceOnce() {
        assertThat(server.of("/custom")).isSameAs(server.of("/custom"));
    }

    @Test
    void refusesAConnectTimeoutThatIsNotPositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SocketSettings(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new SocketSettings(Duration.ofMillis(-1)));
    }

    private static SocketPacket.Event event(String name) {
        return new SocketPacket.Event(
                "/", SocketPacket.NO_ID, JSON.createArrayBuilder().add(name).build());
    }
}
