package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.DisconnectReason;
import dev.parley.engine.CloseReason;
import dev.parley.events.emit.CommitQueue;
import dev.parley.events.emit.EmitServices;
import dev.parley.events.emit.EventSocket;
import dev.parley.events.emit.UndeclaredEvents;
import dev.parley.events.json.JsonBinding;
import dev.parley.socketio.recovery.RecoveryObserver;
import dev.parley.socketio.recovery.RecoveryRefusal;
import dev.parley.socketio.recovery.RecoverySettings;
import dev.parley.socketio.recovery.WaitingClient;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static final AttributeKey<String> USER = new AttributeKey<>("user", String.class);
    private static final AttributeKey<String> DRAFT = AttributeKey.lasting("draft", String.class);
    private static final Duration WINDOW = Duration.ofMinutes(2);

    private final List<RecoveryRefusal> refusals = new ArrayList<>();
    private final List<Integer> replays = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private TestServer server;
    private ReturningClient client;

    @BeforeEach
    void start() {
        start(new RecoverySettings(WINDOW, 1_000_000));
    }

    private void start(RecoverySettings settings) {
        server = TestServer.recovering(settings, new RecoveryObserver() {
            @Override
            public void recovered(int replayed) {
                replays.add(replayed);
            }

            @Override
            public void refused(RecoveryRefusal reason) {
                refusals.add(reason);
            }
        });
        server.main().guard(RecoveryTest::admit).ownedBy(RecoveryTest::ownerOf).listen(new ConnectionListener() {
            @Override
            public void connected(Socket socket) {
                heard.add("connected " + socket.isRecovered());
            }

            @Override
            public void disconnected(Socket socket, DisconnectReason reason, Set<String> rooms) {
                heard.add("disconnected " + reason);
            }
        });
        client = new ReturningClient(server, "ann").connects();
    }

    private static CompletionStage<ConnectDecision> admit(ConnectRequest request) {
        String user = request.auth().getString("user");
        return CompletableFuture.completedStage(
                user.startsWith("refused")
                        ? new ConnectDecision.Refused("no", null)
                        : ConnectDecision.Admitted.with(USER, user));
    }

    private static String ownerOf(Map<AttributeKey<?>, Object> attributes) {
        return (String) attributes.get(USER);
    }

    private static JsonString text(String text) {
        return JSON.createValue(text);
    }

    private static JsonValue number(int number) {
        return JSON.createValue(number);
    }

    private void emit(int number) {
        server.main().emit("m", number(number));
    }

    @Test
    void aClientThatComesBackGetsWhatItMissedAfterItsConnectWithItsOldIdRoomsAndData() {
        String sid = client.sid();
        client.socket().join(Set.of("red"));
        client.socket().attribute(DRAFT, "dear");
        emit(1);
        client.reads().breaks();
        emit(2);
        server.main().to("red").emit("m", number(3));
        server.main().to("blue").emit("m", number(4));
        server.main().except("red").emit("m", number(5));

        client.connects();

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.sid()).isEqualTo(sid);
        assertThat(client.events()).containsExactly("m1", "m2", "m3");
        assertThat(client.socket().isIn("red")).isTrue();
        assertThat(client.socket().attribute(DRAFT)).isEqualTo("dear");
        assertThat(client.socket().attribute(USER)).isEqualTo("ann");
        assertThat(replays).containsExactly(2);
        assertThat(heard).containsExactly("connected false", "disconnected TRANSPORT_ERROR", "connected true");
        assertThat(client.transport().sent().get(1).text()).startsWith("0{");
    }

    @Test
    void anApplicationFindsItsDataAgainAndIsTold() {
        EmitServices services = new EmitServices(new JsonBinding(), CommitQueue.ofServer(), UndeclaredEvents.IGNORED);
        EventSocket first = EventSocket.of(client.socket(), "/", services);
        first.data().put("cart", "tea");
        client.reads().breaks();

        client.connects();

        EventSocket second = EventSocket.of(client.socket(), "/", services);
        assertThat(first.isRecovered()).isFalse();
        assertThat(second).isNotSameAs(first);
        assertThat(second.isRecovered()).isTrue();
        assertThat(second.data()).containsEntry("cart", "tea");
    }

    @Test
    void whatWasLostOnTheWayIsSentAgainAndWhatArrivedIsNot() {
        emit(1);
        emit(2);
        emit(3);
        client.reads(2).breaks();
        emit(4);

        client.connects();

        assertThat(client.events()).containsExactly("m1", "m2", "m3", "m4");
    }

    @Test
    void anEventForOneSocketIsSentAgainToItOnly() {
        ReturningClient other = new ReturningClient(server, "bob").connects();
        client.socket().emit("mine", number(1));
        other.socket().join(Set.of(client.sid()));
        client.socket().emit("mine", number(2));
        client.breaks();
        other.breaks();

        assertThat(client.connects().events()).containsExactly("mine1", "mine2");
        assertThat(other.connects().events()).isEmpty();
        assertThat(other.isRecovered()).isTrue();
    }

    @Test
    void aClientIsRecoveredAgainAndAgain() {
        for (int i = 0; i < 10; i++) {
            client.breaks();
            emit(i);
            client.connects();
            assertThat(client.isRecovered()).isTrue();
        }
        assertThat(client.events()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void aClientThatWasIdleForLongerThanTheWindowAndMissedNothingIsRecovered() {
        emit(1);
        client.reads();
        server.main().to("others").emit("m", number(2));
        server.pass(Duration.ofMinutes(5), new TestClient(client.session(), client.transport()));
        server.main().to("others").emit("m", number(3));
        client.breaks();
        server.pass(WINDOW);

        client.connects();

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m1");
    }

    @Test
    void aClientThatNeverGotAnEventIsRecovered() {
        client.breaks();
        emit(1);

        client.connects();

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m1");
    }

    @Test
    void volatileEventsAreNotSentAgainAndDoNotDestroyTheOffset() {
        emit(1);
        server.main().everybody().droppable().emit("text", text("x"));
        server.main().everybody().droppable().emit("nothing");
        server.main().everybody().droppable().emit("number", number(7));
        client.reads().breaks();
        server.main().everybody().droppable().emit("text", text("y"));
        emit(2);

        client.connects();

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events())
                .containsExactly(
                        "m1", "text\"x\"", "nothing\"" + client.events().get(2).substring(8), "number7", "m2");
    }

    @Test
    void aVolatileEventWithoutATextHasNoOffset() {
        server.main().everybody().droppable().emit("number", number(7));

        assertThat(client.transport().sent().get(2).text()).isEqualTo("2[\"number\",7]");
    }

    @Test
    void anEventThatWaitsForAnAcknowledgementHasNoOffsetAndIsNotSentAgain() {
        client.socket().emitWithAck(Duration.ofSeconds(1), "asked", List.of(number(1)));
        assertThat(client.transport().sent().get(2).text()).endsWith("[\"asked\",1]");
        client.breaks();

        assertThat(client.connects().events()).isEmpty();
        assertThat(client.isRecovered()).isTrue();
    }

    @Test
    void aClientThatIsBackBeforeTheServerKnowsTakesItsSocketOver() {
        String sid = client.sid();
        var halfDead = client.session();
        emit(1);

        client.connects();
        emit(2);
        client.reads();

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.sid()).isEqualTo(sid);
        assertThat(client.events()).containsExactly("m1", "m2");
        assertThat(halfDead.isOpen()).isFalse();
        assertThat(server.main().sockets()).hasSize(1);
    }

    @Test
    void whoComesBackAfterTheWindowIsToldByANewId() {
        String sid = client.sid();
        client.breaks();
        server.pass(WINDOW.plusMillis(1));
        client.connects();

        assertThat(client.isRecovered()).isFalse();
        assertThat(client.sid()).isNotEqualTo(sid);
        assertThat(refusals).containsExactly(RecoveryRefusal.UNKNOWN_SESSION);
    }

    @Test
    void whoMissedMoreThanTheLogHoldsIsTold() {
        start(new RecoverySettings(WINDOW, 1_000_000, 3, 10));
        client.breaks();
        for (int i = 0; i < 4; i++) {
            emit(i);
        }

        client.connects();

        assertThat(client.isRecovered()).isFalse();
        assertThat(client.events()).isEmpty();
        assertThat(refusals).containsExactly(RecoveryRefusal.LOG_EXCEEDED);
    }

    @Test
    void whoMissedExactlyWhatTheLogHoldsIsRecovered() {
        start(new RecoverySettings(WINDOW, 1_000_000, 3, 10));
        client.breaks();
        for (int i = 0; i < 3; i++) {
            emit(i);
        }

        assertThat(client.connects().isRecovered()).isTrue();
        assertThat(client.events()).hasSize(3);
    }

    @Test
    void whoMissedMoreThanMayWaitInOneQueueIsTold() {
        client.breaks();
        server.main().emit("large", text("x".repeat(60_000)));

        assertThat(client.connects().isRecovered()).isFalse();
        assertThat(refusals).containsExactly(RecoveryRefusal.TOO_MUCH_MISSED);
    }

    @Test
    void theSecretIsGoodForItsUserOnly() {
        ReturningClient thief = new ReturningClient(server, "eve").shows(client.pid(), client.offset());
        client.breaks();

        thief.connects();

        assertThat(thief.isRecovered()).isFalse();
        assertThat(thief.sid()).isNotEqualTo(client.sid());
        assertThat(refusals).containsExactly(RecoveryRefusal.OTHER_USER);
        assertThat(client.connects().isRecovered()).isTrue();
    }

    @Test
    void aThiefOfTheSecretDoesNotEndALiveSocket() {
        new ReturningClient(server, "eve").shows(client.pid(), client.offset()).connects();

        assertThat(client.session().isOpen()).isTrue();
    }

    @Test
    void aGuessedSecretAndAnOffsetOfAnotherLogAreRefused() {
        client.shows("AAAAAAAAAAAAAAAAAAAAAA", null).connects();
        assertThat(client.isRecovered()).isFalse();
        emit(1);
        client.reads().breaks();
        client.shows(client.pid(), "zzzz.1").connects();
        assertThat(client.isRecovered()).isFalse();
        String offset = client.offset();
        emit(2);
        client.reads().breaks();
        client.shows(client.pid(), client.offset() + "000").connects();

        assertThat(offset).isNotNull();
        assertThat(refusals)
                .containsExactly(
                        RecoveryRefusal.UNKNOWN_SESSION,
                        RecoveryRefusal.UNKNOWN_OFFSET,
                        RecoveryRefusal.UNKNOWN_OFFSET);
    }

    @Test
    void theSecretHas128Bits() {
        assertThat(java.util.Base64.getUrlDecoder().decode(client.pid())).hasSize(16);
    }

    @Test
    void aGoodbyeOfEitherSideEndsTheSession() {
        client.says("1").breaks().connects();
        assertThat(client.isRecovered()).isFalse();

        client.socket().disconnect(false);
        client.breaks().connects();
        assertThat(client.isRecovered()).isFalse();
        assertThat(refusals).containsOnly(RecoveryRefusal.UNKNOWN_SESSION);
    }

    @Test
    void aRefusedReturnEndsTheSession() {
        client.breaks();
        ReturningClient refused = new ReturningClient(server, "refused ann").shows(client.pid(), client.offset());
        refused.connects();
        assertThat(refused.error()).isEqualTo("no");

        assertThat(client.connects().isRecovered()).isFalse();
    }

    @Test
    void whatMayNoLongerBeSeenIsLeftOut() {
        server.main().listen(new ConnectionListener() {
            @Override
            public CompletionStage<Set<String>> returning(Socket socket, Set<String> rooms) {
                return CompletableFuture.completedStage(Set.of("red", socket.id()));
            }
        });
        client.socket().join(Set.of("red", "secret", "left"));
        server.main().to("left").emit("m", number(1));
        client.socket().leave("left");
        client.breaks();
        server.main().to("secret").emit("m", number(2));
        server.main().to("red").emit("m", number(3));

        client.connects();

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m3");
        assertThat(client.socket().rooms()).containsExactlyInAnyOrder(client.sid(), "red");
    }

    @Test
    void anEventIsForThoseWhoWereInTheRoomWhenItWasSent() {
        server.main().to("red").emit("m", number(1));
        client.socket().join(Set.of("red"));
        server.main().to("red").emit("m", number(2));
        client.socket().leave("red");
        server.main().to("red").emit("m", number(3));
        client.breaks();

        assertThat(client.connects().events()).containsExactly("m2");
    }

    @Test
    void whoIsPutOutOfARoomWhileAwayIsOutOfIt() {
        client.socket().join(Set.of("red"));
        client.breaks();
        server.main().to("red").emit("m", number(1));
        server.main().to("red").leaveRooms("red");
        server.main().to("red").emit("m", number(2));

        client.connects();

        assertThat(client.events()).containsExactly("m1");
        assertThat(client.socket().isIn("red")).isFalse();
    }

    @Test
    void whoIsDisconnectedWhileAwayIsNotRecovered() {
        client.socket().join(Set.of("red"));
        client.breaks();
        server.main().to("red").disconnect(true);

        assertThat(client.connects().isRecovered()).isFalse();
    }

    @Test
    void whatIsSentWhileListenersDecideComesOnceAndInOrder() {
        CompletableFuture<Set<String>> allowed = new CompletableFuture<>();
        server.main().listen(new ConnectionListener() {
            @Override
            public CompletionStage<Set<String>> returning(Socket socket, Set<String> rooms) {
                return allowed;
            }
        });
        client.socket().join(Set.of("red"));
        client.breaks();
        emit(1);
        client.asks();
        emit(2);
        server.main().to("red").emit("m", number(3));
        allowed.complete(Set.of("red", client.sid()));
        server.main().to("red").emit("m", number(4));
        client.reads();

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m1", "m2", "m3", "m4");
    }

    @Test
    void aClientThatIsLostAgainBeforeItsAnswerIsStillRecovered() {
        CompletableFuture<Set<String>> allowed = new CompletableFuture<>();
        List<CompletionStage<Set<String>>> answers = new ArrayList<>(List.of(allowed));
        server.main().listen(new ConnectionListener() {
            @Override
            public CompletionStage<Set<String>> returning(Socket socket, Set<String> rooms) {
                return answers.isEmpty() ? CompletableFuture.completedStage(rooms) : answers.remove(0);
            }
        });
        client.breaks();
        emit(1);
        client.asks().breaks();
        allowed.complete(Set.of());
        emit(2);
        client.connects();

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m1", "m2");
    }

    @Test
    void aHandshakeCanDeclineAndThenGetsNeitherSecretNorOffsets() {
        TestServer plain = server;
        var transport = dev.parley.engine.RecordingTransport.webSocket();
        var handshake = new dev.parley.engine.Handshake(
                "/socket.io/",
                Map.of("recovery", "false"),
                "192.0.2.1",
                false,
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.time.Instant.EPOCH);
        TestClient other = new TestClient(plain.engine().open(handshake, transport), transport);
        other.heard();
        other.says("0{'user':'old'}").joined("/");
        emit(1);

        assertThat(other.heard()).containsExactly("2['m',1]");
    }

    @Test
    void theWaitingSessionsAreBoundedAndTheOldestGo() {
        start(new RecoverySettings(WINDOW, 1_000_000, 100, 1));
        ReturningClient other = new ReturningClient(server, "bob").connects();
        client.breaks();
        other.breaks();

        assertThat(other.connects().isRecovered()).isTrue();
        assertThat(client.connects().isRecovered()).isFalse();
    }

    @Test
    void aBinaryEventIsSentAgainWithItsAttachments() {
        client.breaks();
        server.main().emit("b", new dev.parley.socketio.codec.BinaryValue(new byte[] {1, 2}));
        client.asks();

        List<String> frames = client.transport().sent().stream()
                .map(packet -> packet.isBinary() ? "bytes" : packet.text())
                .toList();
        assertThat(frames).hasSize(4);
        assertThat(frames.get(2)).startsWith("51-[\"b\",{\"_placeholder\":true,\"num\":0},\"");
        assertThat(frames.get(3)).isEqualTo("bytes");
    }

    @Test
    void whoWaitsIsShownWithoutTheSecretAndCanBeEnded() {
        client.breaks();
        server.pass(Duration.ofSeconds(30));

        assertThat(server.main().waiting()).hasSize(1);
        WaitingClient waiting = server.main().waiting().get(0);
        assertThat(waiting.socketId()).isEqualTo(client.sid());
        assertThat(waiting.waited()).isEqualTo(Duration.ofSeconds(30));
        assertThat(waiting.toString()).doesNotContain(client.pid());
        assertThat(server.main().endWaiting("nobody")).isFalse();

        assertThat(server.main().endWaiting(waiting.socketId())).isTrue();
        assertThat(server.main().waiting()).isEmpty();
        assertThat(server.main().endWaiting(waiting.socketId())).isFalse();
        assertThat(client.connects().isRecovered()).isFalse();
    }

    @Test
    void aDeadClientIsKeptAsOneWhoseConnectionBroke() {
        emit(1);
        client.reads();
        server.pass(Duration.ofMinutes(1));
        assertThat(client.session().isOpen()).isFalse();
        assertThat(heard).contains("disconnected " + DisconnectReason.PING_TIMEOUT);

        assertThat(client.connects().isRecovered()).isTrue();
        client.session().close(CloseReason.SERVER_SHUTTING_DOWN);
    }
}
