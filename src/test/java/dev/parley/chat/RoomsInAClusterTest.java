package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.socketio.adapter.MemoryCluster;
import org.junit.jupiter.api.Test;

/** Who is told of having joined a room misses nothing that is said in it, on whatever node. */
class RoomsInAClusterTest {

    private final MemoryCluster cluster = new MemoryCluster();
    private final MemoryCluster.Bus bus = cluster.node("a");
    private final TestChat chat = new TestChat().onBus(bus);
    private final TestChat otherNode = new TestChat().onBus(cluster.node("b"));
    private final ChatClient alice = joinsWhileNobodyIsInReach("alice");

    private ChatClient joinsWhileNobodyIsInReach(String user) {
        chat.namespace();
        bus.connected(false);
        ChatClient client = chat.joins(user);
        bus.connected(true);
        return client;
    }

    @Test
    void joiningIsConfirmedOnceTheRoomIsInReach() {
        assertThat(alice.askPatiently("join-room", "{'room':'tea'}")).isNull();
        assertThat(chat.socket(alice).isIn("tea")).isTrue();

        cluster.deliver();
        otherNode.publisher().notifyRoom("tea", ChatClient.parse("{}"));
        cluster.deliver();

        assertThat(alice.lastAck()).hasSize(1);
        assertThat(alice.heard()).containsExactly("room-joined", "notification");
    }

    @Test
    void theSecondMemberOfTheNodeNeedNotWait() {
        ChatClient bob = joinsWhileNobodyIsInReach("bob");
        alice.askPatiently("join-room", "{'room':'tea'}");
        cluster.deliver();

        assertThat(bob.askFor("join-room", "{'room':'tea'}").getInt("memberCount"))
                .isEqualTo(2);
    }

    @Test
    void leavingAtOnceIsConfirmedAfterTheJoining() {
        alice.emit("join-room", "{'room':'tea'}");
        alice.emit("leave-room", "{'room':'tea'}");
        assertThat(chat.socket(alice).isIn("tea")).isFalse();
        assertThat(alice.heard()).isEmpty();

        cluster.deliver();

        assertThat(alice.heard()).containsExactly("room-joined", "room-left");
    }

    @Test
    void inAnOutageJoiningSucceedsAtOnce() {
        bus.connected(false);

        assertThat(alice.askFor("join-room", "{'room':'tea'}").getBoolean("success"))
                .isTrue();
    }
}
