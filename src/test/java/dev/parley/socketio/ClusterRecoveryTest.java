package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import dev.parley.socketio.adapter.MemoryCluster;
import dev.parley.socketio.recovery.RecoveryObserver;
import dev.parley.socketio.recovery.RecoveryRefusal;
import dev.parley.socketio.recovery.RecoverySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes of a cluster: a client that comes back to its node misses nothing that the other one has sent, or is told. */
class ClusterRecoveryTest {

    private static final Duration WINDOW = Duration.ofMinutes(2);
    /** Longer than a room without members is kept. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ManualTime time = new ManualTime();
    private final MemoryCluster cluster = new MemoryCluster();
    private final MemoryCluster.Bus busA = cluster.node("a");
    private final MemoryCluster.Bus busB = cluster.node("b");
    private final List<RecoveryRefusal> refusals = new ArrayList<>();
    private final TestServer a = node(busA);
    private final TestServer b = node(busB);
    private ReturningClient client;

    private TestServer node(MemoryCluster.Bus bus) {
        RecoverySettings settings = new RecoverySettings(WINDOW, 1_000_000);
        return TestServer.recoveringOnBus(bus, time, settings, new RecoveryObserver() {
            @Override
            public void recovered(int replayed) {}

            @Override
            public void refused(RecoveryRefusal reason) {
                refusals.add(reason);
            }
        });
    }

    @BeforeEach
    void start() {
        a.main();
        b.main();
        client = connects(new ReturningClient(a, "ann"));
    }

    private ReturningClient connects(ReturningClient coming) {
        coming.asks();
        cluster.deliver();
        return coming.reads();
    }

    private void joins(String... rooms) {
        client.socket().join(Set.of(rooms));
        cluster.deliver();
    }

    private void sends(TestServer node, String room, int number) {
        node.main().to(room).emit("m", JSON.createValue(number));
        cluster.deliver();
    }

    private void pass(Duration duration) {
        time.advance(duration);
        cluster.deliver();
    }

    @Test
    void whatAnotherNodeSendsIsKeptThoughNobodyIsInTheRoomForLong() {
        joins("red");
        sends(b, "red", 1);
        client.reads().breaks();
        pass(LONG);
        sends(b, "red", 2);
        sends(a, "red", 3);
        b.main().to(client.sid()).emit("mine", JSON.createValue(4));
        b.main().emit("all", JSON.createValue(5));
        b.main().to("blue").emit("m", JSON.createValue(6));
        cluster.deliver();

        connects(client);

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m1", "m2", "m3", "mine4", "all5");
        assertThat(client.socket().isIn("red")).isTrue();
    }

    @Test
    void theRoomsOfASessionThatHasEndedAreGivenUp() {
        joins("red");
        client.breaks();
        pass(LONG);
        assertThat(busA.rooms()).contains("red", client.sid());

        pass(WINDOW);
        pass(LONG);

        assertThat(busA.rooms()).isEmpty();
        assertThat(time.pending()).isZero();
    }

    @Test
    void eachEventOfAnotherNodeIsInTheLogOnceAndHasOneOffset() {
        ReturningClient other = connects(new ReturningClient(a, "bob"));
        joins("red");
        other.socket().join(Set.of("red"));
        sends(b, "red", 1);

        assertThat(client.reads().offset()).isNotNull().isEqualTo(other.reads().offset());
    }

    @Test
    void onAnotherNodeAClientIsToldThatItIsNotRecovered() {
        ReturningClient elsewhere = new ReturningClient(b, "ann").shows(client.pid(), client.offset());
        client.breaks();

        connects(elsewhere);

        assertThat(elsewhere.isRecovered()).isFalse();
        assertThat(elsewhere.sid()).isNotEqualTo(client.sid());
        assertThat(refusals).containsExactly(RecoveryRefusal.UNKNOWN_SESSION);
    }

    @Test
    void whatIsUnderWayWhenAClientReturnsComesBeforeItIsTold() {
        joins("red");
        client.breaks();
        b.main().to("red").emit("m", JSON.createValue(1));

        connects(client);

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m1");
    }

    @Test
    void whoIsAwayDuringAGapIsTold() {
        joins("red");
        sends(b, "red", 1);
        client.reads().breaks();
        busA.connected(false);
        sends(b, "red", 2);
        busA.connected(true);

        connects(client);

        assertThat(client.isRecovered()).isFalse();
        assertThat(client.events()).containsExactly("m1");
        assertThat(refusals).containsExactly(RecoveryRefusal.OTHER_NODES_MISSED);
    }

    @Test
    void whoReturnsDuringAGapIsTold() {
        client.breaks();
        busA.connected(false);

        connects(client);

        assertThat(client.isRecovered()).isFalse();
        assertThat(refusals).containsExactly(RecoveryRefusal.OTHER_NODES_MISSED);
        busA.connected(true);
    }

    @Test
    void whoGoesAfterAGapAndReturnsIsRecoveredWithAndWithoutEventsInBetween() {
        joins("red");
        busA.connected(false);
        busA.connected(true);
        client.breaks();
        assertThat(connects(client).isRecovered()).isTrue();
        sends(b, "red", 1);
        client.reads().breaks();
        sends(b, "red", 2);

        connects(client);

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m1", "m2");
    }

    @Test
    void whoHasNotGotWhatWasSentBeforeAGapIsTold() {
        joins("red");
        sends(b, "red", 1);
        busA.connected(false);
        busA.connected(true);
        client.breaks();

        assertThat(connects(client).isRecovered()).isFalse();
    }

    @Test
    void lossesOfAnotherNodeAreAGap() {
        client.breaks();
        busA.missed();

        assertThat(connects(client).isRecovered()).isFalse();
        assertThat(refusals).containsExactly(RecoveryRefusal.OTHER_NODES_MISSED);
    }

    @Test
    void otherNodesMoveWhoIsAwayIntoRoomsAndOutOfThem() {
        joins("red");
        client.breaks();
        b.main().to("red").joinRooms("blue");
        cluster.deliver();
        sends(b, "blue", 1);
        b.main().to("blue").leaveRooms("red");
        cluster.deliver();
        sends(b, "red", 2);
        pass(LONG);
        sends(b, "blue", 3);

        connects(client);

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m1", "m3");
        assertThat(client.socket().isIn("blue")).isTrue();
        assertThat(client.socket().isIn("red")).isFalse();
    }

    @Test
    void thisNodeMovesWhoIsAwayIntoARoomThatNobodyElseIsIn() {
        client.breaks();
        a.main().to(client.sid()).joinRooms("blue");
        cluster.deliver();
        sends(b, "blue", 1);

        assertThat(connects(client).events()).containsExactly("m1");
    }

    @Test
    void whoIsDisconnectedByAnotherNodeWhileAwayIsNotRecovered() {
        joins("red");
        client.breaks();
        b.main().to("red").disconnect(true);
        cluster.deliver();

        assertThat(connects(client).isRecovered()).isFalse();
    }

    @Test
    void aClientThatIsCutOffWhileItReturnsAndReturnsAgainIsRecoveredByTheLastConnection() {
        joins("red");
        client.breaks();
        client.asks();
        var first = client.session();
        client.asks();
        b.main().to("red").emit("m", JSON.createValue(1));
        cluster.deliver();
        client.reads();

        assertThat(client.isRecovered()).isTrue();
        assertThat(client.events()).containsExactly("m1");
        assertThat(first.isOpen()).isFalse();
        assertThat(client.session().isOpen()).isTrue();
        assertThat(a.main().sockets()).hasSize(1);
        assertThat(refusals).isEmpty();
    }
}
