package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.socketio.codec.BinaryValue;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets what is sent to many. Alice is in the rooms a and b, Bob in b and c, Carol in none. */
class BroadcastTest {

    private final TestServer server = new TestServer();
    private final Namespace main = server.main();
    private final TestClient alice = server.joins();
    private final TestClient bob = server.joins();
    private final TestClient carol = server.joins();
    private final TestClient stranger = server.joins("/custom");

    @BeforeEach
    void rooms() {
        server.socket(alice).join(List.of("a", "b"));
        server.socket(bob).join(List.of("b", "c"));
    }

    @Test
    void goesToEverybodyInTheNamespace() {
        main.emit("e", JSON.createValue(1));

        assertHeard(alice, bob, carol);
    }

    @Test
    void goesToTheMembersOfARoom() {
        main.to("b").emit("e", JSON.createValue(1));

        assertHeard(alice, bob);
    }

    @Test
    void goesToEachMemberOfSeveralRoomsOnce() {
        main.to("a", "b").to("c").emit("e", JSON.createValue(1));

        assertHeard(alice, bob);
    }

    @Test
    void goesToASocketByTheRoomOfItsId() {
        main.to(carol.sid()).emit("e", JSON.createValue(1));

        assertHeard(carol);
    }

    @Test
    void goesToNobodyInAnUnknownRoom() {
        main.to("unknown").emit("e", JSON.createValue(1));

        assertHeard();
        assertThat(main.adapter().localRooms()).doesNotContain("unknown");
    }

    @Test
    void goesToNobodyWhenItIsToGoToNoRoomAtAll() {
        // A list of somebody's rooms that happens to be empty must not mean everybody.
        main.everybody().to(List.of()).emit("e", JSON.createValue(1));
        server.socket(alice).to().emit("e", JSON.createValue(1));
        main.everybody().to(Set.of()).except("a").local().droppable().emit("e", JSON.createValue(1));

        assertHeard();
        main.everybody().to(List.of()).to("a").emit("e", JSON.createValue(1));
        assertHeard(alice);
    }

    @Test
    void doesNothingToAnybodyWhenItIsToGoToNoRoomAtAll() {
        Broadcast nobody = main.everybody().to(List.of());

        nobody.joinRooms("d");
        nobody.leaveRooms("b");
        nobody.disconnect(true);

        assertThat(main.adapter().localRooms()).doesNotContain("d");
        assertThat(main.adapter().localMembers("b")).hasSize(2);
        assertThat(main.sockets()).hasSize(3);
    }

    @Test
    void leavesOutTheMembersOfOtherRooms() {
        main.except("c").emit("e", JSON.createValue(1));
        assertHeard(alice, carol);

        main.to("b").except("a", "unknown").emit("e", JSON.createValue(1));
        assertHeard(bob);

        main.to("a", "b").except("b").emit("e", JSON.createValue(1));
        assertHeard();

        main.everybody().except(List.of(alice.sid(), bob.sid())).emit("e", JSON.createValue(1));
        assertHeard(carol);
    }

    @Test
    void leavesOutTheSenderWhenASocketSends() {
        server.socket(alice).to("b").emit("e", JSON.createValue(1));
        assertHeard(bob);

        server.socket(alice).others().emit("e", JSON.createValue(1));
        assertHeard(bob, carol);
    }

    @Test
    void staysOnTheNodeWhenItIsLocal() {
        main.to("a").local().emit("e", JSON.createValue(1));

        assertHeard(alice);
    }

    @Test
    void isDroppedForThoseWhoCannotTakeItAtOnce() {
        alice.transport().stopReading();

        main.to("b").droppable().emit("e", JSON.createValue(1));
        alice.transport().readAgain();

        assertHeard(bob);
        main.to("b").emit("e", JSON.createValue(1));
        assertHeard(alice, bob);
    }

    @Test
    void waitsForThoseWhoCannotTakeItAtOnceUnlessItMayBeDropped() {
        alice.transport().stopReading();

        main.to("b").emit("e", JSON.createValue(1));
        alice.transport().readAgain();

        assertHeard(alice, bob);
    }

    @Test
    void isEncodedOnceForAll() {
        main.emit("file", new BinaryValue(new byte[] {1}), JSON.createValue(2));

        List<EnginePacket> first = alice.heardPackets();
        assertThat(first).hasSize(2);
        for (TestClient client : List.of(bob, carol)) {
            List<EnginePacket> others = client.heardPackets();
            assertThat(others.get(0)).isSameAs(first.get(0));
            assertThat(others.get(1)).isSameAs(first.get(1));
        }
    }

    @Test
    void comesInTheOrderInWhichItWasSent() {
        main.emit("1");
        main.to("a").emit("2");
        server.socket(alice).emit("3");
        main.emit("4");

        assertThat(alice.heard()).containsExactly("2['1']", "2['2']", "2['3']", "2['4']");
    }

    @Test
    void canBeKeptAndUsedAgain() {
        Broadcast toB = main.to("b");
        toB.except("a");
        toB.to("a");

        toB.emit("e", JSON.createValue(1));

        assertHeard(alice, bob);
    }

    @Test
    void makesThoseWhoAreMeantJoinRooms() {
        main.to("a").joinRooms("d", "e", "a");

        assertThat(server.socket(alice).rooms()).containsExactlyInAnyOrder(alice.sid(), "a", "b", "d", "e");
        assertThat(server.socket(bob).isIn("d")).isFalse();
    }

    @Test
    void makesThoseWhoAreMeantLeaveRooms() {
        main.to("b").leaveRooms("b", "a", "unknown");

        assertThat(server.socket(alice).rooms()).containsExactly(alice.sid());
        assertThat(server.socket(bob).rooms()).containsExactlyInAnyOrder(bob.sid(), "c");
        assertThat(main.adapter().localRooms()).doesNotContain("a", "b");
    }

    @Test
    void disconnectsThoseWhoAreMeant() {
        main.to("b").disconnect(false);

        assertThat(alice.heard()).containsExactly("1");
        assertThat(bob.heard()).containsExactly("1");
        assertThat(alice.isGone()).isFalse();
        assertThat(main.sockets()).extracting(Socket::id).containsExactly(carol.sid());
    }

    @Test
    void disconnectsThoseWhoAreMeantAltogether() {
        main.except(carol.sid()).disconnect(true);

        assertThat(Stream.of(alice, bob)).allMatch(TestClient::isGone);
        assertThat(carol.isGone()).isFalse();
        assertThat(stranger.isGone()).isFalse();
    }

    @Test
    void keepsTheOthersWhenTheQueueOfOneOverflows() {
        RecordingConnections connections = new RecordingConnections();
        main.listen(connections);
        alice.transport().stopReading();

        String large = "x".repeat(60_000);
        main.to("b").emit("e", JSON.createValue(large));
        main.to("b").emit("e", JSON.createValue(large));

        assertThat(connections.reasons()).containsExactly("transport error");
        assertThat(alice.isGone()).isTrue();
        assertThat(bob.heard()).hasSize(2);
        assertThat(main.adapter().localMembers("b")).hasSize(1);
    }

    private void assertHeard(TestClient... clients) {
        Set<TestClient> expected = Set.of(clients);
        for (TestClient client : List.of(alice, bob, carol, stranger)) {
            assertThat(client.heard()).isEqualTo(expected.contains(client) ? List.of("2['e',1]") : List.of());
        }
    }
}
