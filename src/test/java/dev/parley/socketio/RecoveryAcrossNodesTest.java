package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import dev.parley.engine.RecordingTransport;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.MemoryStream;
import dev.parley.socketio.codec.SocketPacket;
import dev.parley.socketio.recovery.RecoveryObserver;
import dev.parley.socketio.recovery.RecoveryRefusal;
import dev.parley.socketio.recovery.RecoverySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that share a stream: a client that comes back to any of them misses nothing and gets nothing twice, or is told. */
class RecoveryAcrossNodesTest {

    private static final Duration WINDOW = Duration.ofMinutes(2);

    private final ManualTime time = new ManualTime();
    private final MemoryStream cluster = new MemoryStream();
    private final MemoryStream.Bus busA = cluster.node("a");
    private final MemoryStream.Bus busB = cluster.node("b");
    private final MemoryStream.Bus busC = cluster.node("c");
    private final List<RecoveryRefusal> refusals = new ArrayList<>();
    private final TestServer a = node(busA);
    private final TestServer b = node(busB);
    private final TestServer c = node(busC);
    private ReturningClient client;

    private TestServer node(MemoryStream.Bus bus) {
        return node(bus, new RecoverySettings(WINDOW, 1_000_000));
    }

    private TestServer node(MemoryStream.Bus bus, RecoverySettings settings) {
        TestServer server = TestServer.recoveringAcross(bus, time, settings, new RecoveryObserver() {
            @Override
            public void recovered(int replayed) {}

            @Override
            public void refused(RecoveryRefusal reason) {
                refusals.add(reason);
            }
        });
        Namespace main = server.main();
        main.guard(request -> CompletableFuture.completedStage(ConnectDecision.Admitted.with(
                TestAttributes.USER, request.auth().getString("user"))));
        main.ownedBy(attributes -> (String) attributes.get(TestAttributes.USER));
        main.open();
        return server;
    }

    @BeforeEach
    void start() {
        client = connects(new ReturningClient(a, "ann"));
        joins(a, "red");
    }

    private ReturningClient connects(ReturningClient coming) {
        coming.asks();
        cluster.deliver();
        return coming.reads();
    }

    private void joins(TestServer node, String... rooms) {
        node.main().socket(client.sid()).orElseThrow().join(Set.of(rooms));
        cluster.deliver();
    }

    private static void says(TestServer node, String room, int number) {
        node.main().to(room).emit("m", JSON.createValue(number));
    }

    private void sends(TestServer node, String room, int number) {
        says(node, room, number);
        cluster.deliver();
    }

    @Test
    void onAnotherNodeAClientGetsItsIdItsRoomsAndWhatItMissed() {
        String sid = client.sid();
        sends(a, "red", 1);
        client.reads().breaks();
        sends(a, "red", 2);
        sends(b, "red", 3);
        sends(c, "blue", 4);
        c.main().to(sid).emit("mine", JSON.createValue(5));
        cluster.deliver();

        connects(client.goesTo(b));

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.sid()).isEqualTo(sid);
        assertThat(client.events()).containsExactly("m1", "m2", "m3", "mine5");
        assertThat(client.socket().isIn("red")).isTrue();
        assertThat(a.main().recovery().waiting()).isZero();
        sends(a, "red", 6);
        assertThat(client.reads().events()).endsWith("m6").hasSize(5);
    }

    /** The session and the end of the stream are asked for one after the other, and no answer is waited for in between. */
    @Test
    void aReturnAsksForItsSessionAndForTheStreamAtOnce() {
        client.reads().breaks();
        sends(a, "red", 1);
        while (busB.writes()) {
            // Nothing waits.
        }

        client.goesTo(b).asks();

        assertThat(busB.waits()).isEqualTo(2);
        cluster.deliver();
        client.reads();
        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m1");
    }

    /** What the old node sent until it lost the session is part of what was missed. */
    @Test
    void whatWasSentBeforeTheSessionWasTakenIsWaitedFor() {
        client.reads().breaks();
        client.goesTo(b).asks();
        says(a, "red", 1);
        busA.writes();

        busB.writes();
        client.reads();
        assertThat(client.events()).isEmpty();
        assertThat(client.isRecovered()).isFalse();

        cluster.deliver();
        client.reads();
        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m1");
    }

    @Test
    void theConnectAndWhatWasMissedAreOneAnswerToAPoll() {
        client.reads().breaks();
        sends(a, "red", 1);
        sends(b, "red", 2);

        client.goesTo(b).asksByPolling();
        cluster.deliver();
        client.reads();

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m1", "m2");
    }

    @Test
    void againAndAgainFromNodeToNode() {
        List<String> expected = new ArrayList<>();
        TestServer[] nodes = {b, c, a, a, c, b};
        int number = 0;
        for (TestServer node : nodes) {
            client.reads().breaks();
            for (TestServer sender : List.of(a, b, c)) {
                expected.add("m" + ++number);
                sends(sender, "red", number);
            }
            connects(client.goesTo(node));
            assertThat(client.isRecovered()).isTrue();
            expected.add("m" + ++number);
            sends(a, "red", number);
            client.reads();
        }
        assertThat(client.events()).isEqualTo(expected);
    }

    @Test
    void whatItHadFromItsNodeBeforeItWasInTheStreamDoesNotComeAgain() {
        says(a, "red", 1);
        client.reads().breaks();
        connects(client.goesTo(b));
        assertThat(client.isRecovered()).isTrue();
        cluster.deliver();
        sends(b, "red", 2);

        assertThat(client.reads().events()).containsExactly("m1", "m2");
    }

    /** The client is back on another node before its own has said what it has sent. */
    @Test
    void whatIsStillOnItsWayFromTheOldNodeDoesNotComeAgainLater() {
        says(a, "red", 1);
        client.reads().breaks().goesTo(b).asks();
        busB.writes();
        busB.reads();
        busB.writes();
        client.reads();
        assertThat(client.isRecovered()).isTrue();
        sends(c, "red", 2);
        cluster.deliver();
        assertThat(client.reads().events()).containsExactlyInAnyOrder("m1", "m2");

        client.breaks();
        connects(client.goesTo(c));
        sends(c, "red", 3);

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.reads().events()).containsExactlyInAnyOrder("m1", "m2", "m3");
    }

    @Test
    void aClientThatIsCutOffInTheMiddleOfWhatItMissedGetsTheRestElsewhere() {
        says(b, "red", 1);
        sends(a, "red", 2);
        client.reads().breaks();
        for (int i = 3; i <= 9; i++) {
            sends(i % 2 == 0 ? a : b, "red", i);
        }
        client.goesTo(b).asks();
        cluster.deliver();
        client.reads(4).breaks();
        connects(client.goesTo(c));
        sends(c, "red", 10);

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.reads().events())
                .containsExactlyInAnyOrder("m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10");
    }

    @Test
    void aDeadNodeIsNoLoss() {
        sends(b, "red", 1);
        client.reads();
        busA.dies();
        sends(b, "red", 2);

        connects(client.goesTo(b));

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m1", "m2");
    }

    @Test
    void aHalfDeadConnectionOnTheOldNodeEndsWithoutAGoodbye() {
        RecordingTransport old = client.transport();
        int sent = old.sent().size();

        connects(client.goesTo(b));

        assertThat(client.isRecovered()).isTrue();
        assertThat(old.isOver()).isTrue();
        assertThat(old.sent()).hasSize(sent);
        assertThat(a.main().sockets()).isEmpty();
        assertThat(a.main().waiting()).isEmpty();
    }

    @Test
    void whatTheOldNodeWritesLateHasNoEffect() {
        Socket old = a.main().socket(client.sid()).orElseThrow();
        old.join(Set.of("late"));
        client.goesTo(b).asks();
        busB.writes();
        busA.writes();
        cluster.deliver();
        client.reads();

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.socket().rooms()).doesNotContain("late");
        assertThat(cluster.content(client.pid())).doesNotContain("late");
        assertThat(a.main().sockets()).isEmpty();
    }

    @Test
    void aRoomIsOnlyJoinedForSureWhenTheOtherNodesKnow() {
        Socket socket = client.socket();
        socket.join(Set.of("green"));
        CompletableFuture<Void> ready = socket.ready(Set.of("green")).toCompletableFuture();
        assertThat(ready).isNotDone();
        cluster.deliver();
        assertThat(ready).isDone();
    }

    @Test
    void roomsThatWereLeftAndJoinedCountOnlyForTheirTime() {
        sends(b, "red", 1);
        client.reads();
        sends(b, "red", 2);
        a.main().socket(client.sid()).orElseThrow().leave("red");
        cluster.deliver();
        sends(b, "red", 3);
        joins(a, "blue");
        sends(b, "blue", 4);
        client.breaks();
        sends(b, "red", 5);

        connects(client.goesTo(c));

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m1", "m2", "m4");
        assertThat(client.socket().rooms()).containsExactlyInAnyOrder("blue", client.sid());
    }

    @Test
    void theSecretOfSomebodyElseAndAGuessedOneOpenNothing() {
        String pid = client.pid();
        ReturningClient thief = new ReturningClient(b, "bob").shows(pid, client.offset());
        connects(thief);
        assertThat(thief.isRecovered()).isFalse();
        assertThat(thief.sid()).isNotEqualTo(client.sid());

        ReturningClient guesser = new ReturningClient(b, "ann").shows("AAAAAAAAAAAAAAAAAAAAAA", null);
        connects(guesser);
        assertThat(guesser.isRecovered()).isFalse();

        client.breaks();
        connects(client.goesTo(c));
        assertThat(client.isRecovered()).isTrue();
        assertThat(refusals).hasSize(2).containsOnly(RecoveryRefusal.UNKNOWN_SESSION);
    }

    @Test
    void aGoodbyeEndsTheSessionEverywhere() {
        client.says("1");
        cluster.deliver();
        assertThat(cluster.sessions()).doesNotContain(client.pid());

        assertThat(connects(client.goesTo(b)).isRecovered()).isFalse();
    }

    @Test
    void whenTheSessionsAreLostAClientIsToldOnEveryNode() {
        client.breaks();
        cluster.deliver();
        cluster.forgetsSessions();
        assertThat(connects(client).isRecovered()).isFalse();

        ReturningClient other = connects(new ReturningClient(a, "bob"));
        other.breaks();
        cluster.deliver();
        cluster.forgetsSessions();
        assertThat(connects(other.goesTo(b)).isRecovered()).isFalse();
    }

    /** A Redis that keeps nothing is restarted: those who are there stay, and are known again after a while. */
    @Test
    void sessionsThatAreLostAreWrittenAgainAndNobodyIsCutOff() {
        cluster.forgetsSessions();
        time.advance(Duration.ofSeconds(20));
        client.pongs();
        time.advance(Duration.ofSeconds(20));
        cluster.deliver();
        time.advance(Duration.ofSeconds(1));
        cluster.deliver();
        assertThat(client.session().isOpen()).isTrue();
        assertThat(cluster.sessions()).contains(client.pid());
        sends(b, "red", 1);
        client.breaks();
        cluster.deliver();

        assertThat(connects(client.goesTo(b)).isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m1");
    }

    @Test
    void whoReturnsWhileRedisIsAwayIsTold() {
        client.breaks();
        cluster.deliver();
        busB.connected(false);

        client.goesTo(b).asks().reads();

        assertThat(client.isRecovered()).isFalse();
        busB.connected(true);
    }

    @Test
    void whoNeedsMoreThanTheNodeHasKeptIsTold() {
        MemoryStream.Bus small = cluster.node("small");
        TestServer server = node(small, new RecoverySettings(WINDOW, 1_000_000, 2, 10));
        sends(b, "red", 1);
        client.reads().breaks();
        sends(b, "red", 2);
        sends(b, "red", 3);
        sends(b, "red", 4);

        connects(client.goesTo(server));

        assertThat(client.isRecovered()).isFalse();
        assertThat(refusals).containsExactly(RecoveryRefusal.LOG_EXCEEDED);
    }

    @Test
    void whoseOffsetIsOlderThanTheNodeIsTold() {
        sends(b, "red", 1);
        client.reads();
        sends(b, "red", 2);
        client.breaks();
        sends(b, "red", 3);
        TestServer young = node(cluster.node("young"));

        connects(client.goesTo(young));

        assertThat(client.isRecovered()).isFalse();
    }

    @Test
    void aNodeThatHasReadWhatWasSentBeforeItWasThereRecoversFromThat() {
        sends(b, "red", 1);
        client.reads();
        sends(b, "red", 2);
        sends(a, "blue", 3);
        client.breaks();
        sends(a, "red", 4);
        MemoryStream.Bus bus = cluster.node("young");
        bus.readsThePast();

        connects(client.goesTo(node(bus)));

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m1", "m2", "m4");
    }

    @Test
    void whoWasIdleForLongIsRecoveredOnANodeThatHasNothingOfThatTime() {
        sends(b, "red", 1);
        client.reads();
        for (int i = 0; i < 40; i++) {
            time.advance(Duration.ofSeconds(10));
            cluster.pass(Duration.ofSeconds(10));
            client.pongs();
            sends(b, "blue", i);
        }
        busA.dies();
        sends(b, "red", 2);

        connects(client.goesTo(b));

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m1", "m2");
    }

    @Test
    void whoDidNotGetTheLastEventBeforeALongIdleTimeIsTold() {
        sends(b, "red", 1);
        client.reads();
        sends(b, "red", 2);
        for (int i = 0; i < 40; i++) {
            time.advance(Duration.ofSeconds(10));
            cluster.pass(Duration.ofSeconds(10));
            client.pongs();
            sends(b, "blue", i);
        }
        busA.dies();

        connects(client.goesTo(b));

        assertThat(client.isRecovered()).isFalse();
    }

    @Test
    void aGapOfANodeIsTold() {
        sends(b, "red", 1);
        client.reads().breaks();
        b.main().adapter().node().missed();

        assertThat(connects(client.goesTo(b)).isRecovered()).isFalse();
        assertThat(refusals).containsExactly(RecoveryRefusal.OTHER_NODES_MISSED);
    }

    @Test
    void whatAnotherKindOfServerSendsIsMissedAndReplayedLikeTheRest() {
        SocketPacket.Event event = new SocketPacket.Event(
                "/",
                SocketPacket.NO_ID,
                JSON.createArrayBuilder().add("m").add(7).build());
        BroadcastOptions toRed = new BroadcastOptions(Set.of("red"), Set.of(), false, false);
        client.breaks();
        cluster.foreign(event, toRed);
        cluster.deliver();

        connects(client.goesTo(b));
        cluster.foreign(event, toRed);
        cluster.deliver();

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.reads().events()).containsExactly("m7", "m7");
    }

    @Test
    void eventsForOneSocketAreKeptByAllNodes() {
        client.breaks();
        connects(client);
        client.breaks();
        cluster.deliver();
        connects(client);
        client.socket().emit("mine", JSON.createValue(1));
        client.breaks();
        cluster.deliver();

        connects(client.goesTo(b));

        assertThat(client.events()).containsExactly("mine1");
    }

    @Test
    void volatileEventsSpoilNothing() {
        sends(b, "red", 1);
        a.main().to("red").droppable().emit("v", JSON.createValue("text"));
        cluster.deliver();
        client.reads().breaks();
        sends(b, "red", 2);

        connects(client.goesTo(b));

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m1", "v\"text\"", "m2");
    }

    @Test
    void aRoomThatMayNoLongerBeSeenIsNotJoinedAndNotReplayed() {
        joins(a, "blue");
        client.breaks();
        sends(a, "red", 1);
        sends(a, "blue", 2);
        b.main().listen(new ConnectionListener() {
            @Override
            public java.util.concurrent.CompletionStage<Set<String>> returning(Socket socket, Set<String> rooms) {
                return CompletableFuture.completedStage(Set.of("blue"));
            }
        });

        connects(client.goesTo(b));

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m2");
        assertThat(client.socket().isIn("red")).isFalse();
    }

    @Test
    void whatTheApplicationKeepsIsThereOnTheOtherNode() {
        client.socket().attribute(TestAttributes.NOTE, "x");
        client.breaks();
        cluster.deliver();

        connects(client.goesTo(b));

        assertThat(client.socket().computeAttributeIfAbsent(TestAttributes.NOTE, () -> "none"))
                .isEqualTo("x");
        client.breaks();
        cluster.deliver();
        connects(client.goesTo(c));
        assertThat(client.socket().computeAttributeIfAbsent(TestAttributes.NOTE, () -> "none"))
                .isEqualTo("x");
    }

    @Test
    void whoEndsASessionThatWaitsEndsItEverywhere() {
        client.breaks();
        cluster.deliver();
        assertThat(a.main().endWaiting(client.sid())).isTrue();
        cluster.deliver();

        assertThat(connects(client.goesTo(b)).isRecovered()).isFalse();
    }

    @Test
    void ofTwoReturnsAtOnceTheLastOneWins() {
        client.breaks();
        client.goesTo(b).asks();
        busB.writes();
        var first = client.session();
        client.goesTo(c).asks();
        cluster.deliver();
        client.reads();
        sends(a, "red", 1);

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.reads().events()).containsExactly("m1");
        assertThat(first.isOpen()).isFalse();
        assertThat(b.main().sockets()).isEmpty();
        assertThat(c.main().sockets()).hasSize(1);
    }

    @Test
    void whatWasSentWhileNobodyWasThereIsKept() {
        TestServer[] senders = {a, b};
        client.breaks();
        for (int i = 1; i <= 4; i++) {
            sends(senders[i % 2], "red", i);
        }
        assertThat(c.main().sockets()).isEmpty();

        assertThat(connects(client.goesTo(c)).events()).containsExactly("m1", "m2", "m3", "m4");
    }

    /** Keys that only these tests use. */
    private static final class TestAttributes {
        static final AttributeKey<String> USER = new AttributeKey<>("user", String.class);
        static final AttributeKey<String> NOTE = AttributeKey.lasting(
                "note",
                String.class,
                value -> JSON.createObjectBuilder().add("v", value).build(),
                json -> json.getString("v"));

        private TestAttributes() {}
    }
}
