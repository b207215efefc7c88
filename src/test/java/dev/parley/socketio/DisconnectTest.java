package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.DisconnectReason;
import dev.parley.engine.CloseReason;
import dev.parley.engine.Race;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.TestEngine;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.socketio.adapter.BroadcastOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protocol, section "Disconnection from a namespace", and every other way to go. */
class DisconnectTest {

    private final TestServer server = new TestServer();
    private final RecordingConnections connections = new RecordingConnections();
    private TestClient client;
    private Socket socket;

    @BeforeEach
    void aClientIsInARoom() {
        server.main().listen(connections);
        client = server.joins();
        socket = server.socket(client);
        socket.join(List.of("a", "b"));
    }

    @Test
    void leavesANamespaceAtTheClientsWishAndKeepsTheSession() {
        client.says("1");

        assertDeparted("client namespace disconnect");
        assertThat(client.heard()).isEmpty();
        assertThat(client.isGone()).isFalse();
    }

    @Test
    void tellsAClientThatItIsGoneWhenItIs() {
        List<Boolean> told = new ArrayList<>();
        server.main().listen(new ConnectionListener() {
            @Override
            public void disconnected(Socket gone, DisconnectReason reason, Set<String> rooms) {
                told.add(client.heard().contains("1"));
            }
        });

        socket.disconnect(false);

        assertThat(told).containsExactly(false);
        assertThat(client.heard()).containsExactly("1");
    }

    @Test
    void letsAClientComeBackToANamespaceAsAnotherSocket() {
        client.says("1").join("/");

        assertThat(client.sid()).isNotEqualTo(socket.id());
        assertThat(server.socket(client).rooms()).containsExactly(client.sid());
    }

    @Test
    void keepsTheOtherNamespacesOfAClient() {
        server.of("/custom").on("hey", (custom, event) -> custom.emit("ho"));
        client.join("/custom").says("1", "2/custom,['hey']");

        assertThat(client.heard()).containsExactly("2/custom,['ho']");
    }

    @Test
    void closesTheSessionOfAnEventForANamespaceThatWasLeft() {
        server.of("/custom").listen(connections);
        client.join("/custom").says("1", "2['late']");

        assertThat(client.isGone()).isTrue();
        assertThat(connections.reasons()).containsExactly("client namespace disconnect", "forced server close");
    }

    @Test
    void disconnectsASocketAtTheApplicationsWish() {
        socket.disconnect(false);

        assertDeparted("server namespace disconnect");
        assertThat(client.heard()).containsExactly("1");
        assertThat(client.isGone()).isFalse();
    }

    @Test
    void namesTheNamespaceFromWhichItDisconnects() {
        server.of("/custom");
        client.join("/custom");

        server.socket(client, "/custom").disconnect(false);

        assertThat(client.heard()).containsExactly("1/custom,");
        assertThat(socket.isConnected()).isTrue();
    }

    @Test
    void disconnectsAWholeClientAtTheApplicationsWish() {
        server.of("/custom").listen(connections);
        client.join("/custom");

        socket.disconnect(true);

        assertThat(client.heard()).containsExactlyInAnyOrder("1", "1/custom,");
        assertThat(client.isGone()).isTrue();
        assertThat(connections.reasons()).containsExactly("server namespace disconnect", "server namespace disconnect");
        server.assertNothingIsLeft("/", "/custom");
    }

    @Test
    void disconnectsOnlyOnce() {
        socket.disconnect(false);
        socket.disconnect(false);
        client.vanishes();
        socket.disconnect(true);

        assertDeparted("server namespace disconnect");
        assertThat(client.heard()).containsExactly("1");
    }

    @Test
    void sendsNothingAfterTheApplicationHasDisconnectedTheSocketInAHandler() {
        List<Boolean> connectedAfterwards = new ArrayList<>();
        server.main().on("kick", (kicked, event) -> {
            kicked.disconnect(false);
            connectedAfterwards.add(kicked.isConnected());
            kicked.emit("after");
            server.main().emit("to all");
            event.ack().send();
        });

        client.says("21['kick']");

        assertDeparted("server namespace disconnect");
        assertThat(connectedAfterwards).containsExactly(false);
        assertThat(client.heard()).containsExactly("1");
    }

    @Test
    void tellsTheClientOfItsEndOnlyWhenItCanComeBack() {
        // Otherwise its CONNECT, read by another thread, could come before the old socket is out: a second CONNECT.
        List<String> heardInTheHandler = new ArrayList<>();
        server.main().on("kick", (kicked, event) -> {
            kicked.disconnect(false);
            heardInTheHandler.addAll(client.heard());
        });

        client.says("2['kick']");

        assertThat(heardInTheHandler).isEmpty();
        assertThat(client.heard()).containsExactly("1");
        client.join("/");
        assertThat(client.isGone()).isFalse();
    }

    @Test
    void handlesNoEventOfASocketThatAFilterHasDisconnected() {
        List<String> handled = new ArrayList<>();
        server.main()
                .filter((filtered, event) -> {
                    filtered.disconnect(false);
                    return true;
                })
                .onUnknown((unknown, event) -> handled.add(event.name()));

        client.says("2['a']");

        assertThat(handled).isEmpty();
        assertDeparted("server namespace disconnect");
    }

    @Test
    void sendsNothingToASocketThatIsGone() {
        client.says("1");

        socket.emit("late");
        server.main().emit("late");
        server.main().to("a", socket.id()).emit("late");

        assertThat(client.heard()).isEmpty();
    }

    @Test
    void putsASocketThatIsGoneIntoNoRoom() {
        client.says("1");

        socket.join(List.of("late"));
        server.main().adapter().joinAll(BroadcastOptions.EVERYBODY, List.of("late"));

        assertThat(socket.rooms()).isEmpty();
        assertThat(server.main().adapter().localRooms()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TRANSPORT_CLOSE, transport close",
        "TRANSPORT_ERROR, transport error",
        "MESSAGE_TOO_BIG, transport error",
        "SLOW_CONSUMER, transport error",
        "OVER_BUDGET, transport error",
        "PING_TIMEOUT, ping timeout",
        "PARSE_ERROR, parse error",
        "FORCED_CLOSE, forced server close",
        "SERVER_SHUTTING_DOWN, server shutting down"
    })
    void tellsWhyTheSessionEndedInTheWordsOfTheReferenceServer(CloseReason reason, String text) {
        client.session().abort(reason);

        assertDeparted(text);
        server.assertNothingIsLeft("/");
    }

    @Test
    void tellsOfAClientThatClosesItsSession() {
        client.transport().receive(EnginePacket.CLOSE);

        assertDeparted("transport close");
    }

    @Test
    void findsAClientThatHasFallenSilent() {
        server.time()
                .advance(TestEngine.PING_INTERVAL.plus(TestEngine.PING_TIMEOUT).plusSeconds(1));

        assertDeparted("ping timeout");
        server.assertNothingIsLeft("/");
    }

    @Test
    void tellsTheRoomsThatTheSocketWasIn() {
        client.vanishes();

        Set<String> rooms = new TreeSet<>(Set.of("a", "b", socket.id()));
        assertThat(connections.departures().get(0).rooms()).isEqualTo(rooms);
        assertThat(connections.departures().get(0).socket()).isSameAs(socket);
    }

    @Test
    void hasRemovedTheSocketWhenItTellsOfItsEnd() {
        List<Object> seen = new ArrayList<>();
        server.main().listen(new ConnectionListener() {
            @Override
            public void disconnected(Socket gone, DisconnectReason reason, Set<String> rooms) {
                seen.add(gone.isConnected());
                seen.add(gone.rooms());
                seen.add(server.main().socket(gone.id()).isPresent());
            }
        });

        client.vanishes();

        assertThat(seen).containsExactly(false, Set.of(), false);
    }

    @Test
    void endsTheOtherSocketsOfAClientWhenAListenerFailsBadly() {
        ConnectionListener failing = new ConnectionListener() {
            @Override
            public void disconnected(Socket gone, DisconnectReason reason, Set<String> rooms) {
                throw new LinkageError("no such class");
            }
        };
        server.main().listen(failing);
        server.of("/custom").listen(failing).listen(connections);
        client.join("/custom");

        client.vanishes();

        assertThat(connections.departures()).hasSize(2);
        server.assertNothingIsLeft("/", "/custom");
    }

    @Test
    void tellsOfOneEndWhenSeveralRace() {
        for (int round = 0; round < 300; round++) {
            TestServer racing = new TestServer();
            RecordingConnections told = new RecordingConnections();
            racing.main().listen(told);
            racing.of("/custom").listen(told);
            TestClient racer = racing.joins().join("/custom");
            Socket raced = racing.socket(racer);

            Race.between(
                    () -> raced.disconnect(false),
                    () -> raced.disconnect(true),
                    () -> racer.says("1"),
                    racer::vanishes,
                    () -> raced.join(List.of("room")));

            assertThat(told.events()).hasSize(4).doesNotHaveDuplicates();
            racing.assertNothingIsLeft("/", "/custom");
        }
    }

    @Test
    void endsOnThePollingTransportToo() {
        RecordingTransport polling = RecordingTransport.polling();
        polling.poll();
        TestClient poller = server.opens(polling);
        polling.poll();
        poller.join("/");

        server.socket(poller).disconnect(true);
        polling.poll();

        assertThat(poller.heard()).containsExactly("1");
        assertThat(poller.isGone()).isTrue();
    }

    private void assertDeparted(String reason) {
        assertThat(connections.events()).containsExactly("connected " + socket.id(), "disconnected " + socket.id());
        assertThat(connections.reasons()).containsExactly(reason);
        assertThat(socket.isConnected()).isFalse();
        assertThat(socket.rooms()).isEmpty();
        assertThat(server.main().adapter().localRooms()).isEmpty();
        assertThat(server.main().socket(socket.id())).isEmpty();
    }
}
