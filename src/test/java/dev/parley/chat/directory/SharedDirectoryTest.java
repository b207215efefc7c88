package dev.parley.chat.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatClient;
import dev.parley.chat.TestChat;
import dev.parley.chat.directory.ClusterDirectory.Scope;
import dev.parley.presence.WallClock;
import dev.parley.socketio.adapter.ClusterReply;
import dev.parley.socketio.adapter.MemoryCluster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Two nodes of Parley, and what one of them tells of both. */
class SharedDirectoryTest {

    private final MemoryCluster cluster = new MemoryCluster();
    private final Side a = new Side("a");
    private final Side b = new Side("b");
    private Set<String> alive = Set.of("a", "b");

    private final class Side {

        final MemoryCluster.Bus bus;
        final TestChat chat;
        final SharedDirectory directory;

        Side(String name) {
            bus = cluster.node(name);
            chat = new TestChat().onBus(bus);
            NodeId id = new NodeId(name);
            LocalDirectory local = new LocalDirectory(chat.namespace(), chat.rooms(), id);
            chat.namespace().describe(local::describe);
            directory = new SharedDirectory(
                    chat.namespace(),
                    local,
                    chat.presence()::originsOf,
                    () -> alive,
                    new SocketDescriptionMapper(chat.wall()),
                    id);
        }

        ChatClient joins(String user, String... rooms) {
            bus.connected(false);
            ChatClient client = chat.joins(user).in(rooms);
            bus.connected(true);
            return client;
        }
    }

    private <T> ClusterReply<T> ask(CompletionStage<ClusterReply<T>> question) {
        cluster.deliver();
        assertThat(question.toCompletableFuture()).isCompleted();
        return question.toCompletableFuture().join();
    }

    @Test
    void socketsOfAllNodesAreFound() {
        ChatClient ann = a.joins("ann", "tea");
        ChatClient bob = b.joins("bob", "tea", "milk");

        ClusterReply<List<ConnectionInfo>> all = ask(a.directory.connections(ConnectionFilter.ALL, Scope.CLUSTER));

        assertThat(all.missingNodes()).isEmpty();
        assertThat(all.value()).extracting(ConnectionInfo::socketId).containsExactlyInAnyOrder(ann.sid(), bob.sid());
        ConnectionInfo far =
                ask(a.directory.connection(bob.sid(), Scope.CLUSTER)).value().orElseThrow();
        assertThat(far.userId()).isEqualTo("bob");
        assertThat(far.node()).isEqualTo("b");
        assertThat(far.rooms()).containsExactlyInAnyOrder("tea", "milk");
        assertThat(far.transport()).isEqualTo("websocket");
        assertThat(far.remoteAddress()).isEqualTo("192.0.2.1");
        assertThat(far.connectedAt())
                .isBetween(WallClock.START.minusMillis(1), b.chat.wall().instant());
        assertThat(ask(a.directory.connections(ConnectionFilter.ALL, Scope.NODE))
                        .value())
                .extracting(ConnectionInfo::socketId)
                .containsExactly(ann.sid());
        assertThat(ask(a.directory.connection(bob.sid(), Scope.NODE)).value()).isEmpty();
        assertThat(ask(a.directory.connection("nobody", Scope.CLUSTER)).value()).isEmpty();
    }

    @Test
    void socketsAreFoundByUserAndRoom() {
        ChatClient ann = a.joins("ann", "tea");
        ChatClient annElsewhere = b.joins("ann");
        b.joins("bob", "tea");

        assertThat(ask(b.directory.connections(filter("ann", null), Scope.CLUSTER))
                        .value())
                .extracting(ConnectionInfo::socketId)
                .containsExactlyInAnyOrder(ann.sid(), annElsewhere.sid());
        assertThat(ask(b.directory.connections(filter("ann", "tea"), Scope.CLUSTER))
                        .value())
                .extracting(ConnectionInfo::socketId)
                .containsExactly(ann.sid());
        assertThat(ask(b.directory.connections(filter(null, "tea"), Scope.CLUSTER))
                        .value())
                .hasSize(2);
        assertThat(ask(b.directory.connections(filter(null, PrivateRooms.ofUser("ann")), Scope.CLUSTER))
                        .value())
                .isEmpty();
    }

    private static ConnectionFilter filter(String user, String room) {
        return new ConnectionFilter(Optional.ofNullable(user), Optional.ofNullable(room));
    }

    @Test
    void aRoomHasItsMembersOfAllNodes() {
        ChatClient ann = a.joins("ann", "tea");
        ChatClient bob = b.joins("bob", "tea", "milk");

        RoomInfo tea = ask(a.directory.room("tea", Scope.CLUSTER)).value().orElseThrow();
        assertThat(tea.members()).containsExactlyInAnyOrder(ann.sid(), bob.sid());
        assertThat(ask(a.directory.rooms(Scope.CLUSTER)).value())
                .extracting(RoomInfo::name)
                .containsExactlyInAnyOrder("tea", "milk");
        assertThat(ask(a.directory.rooms(Scope.NODE)).value())
                .extracting(RoomInfo::name)
                .containsExactly("tea");
        for (String none : List.of("beer", bob.sid(), PrivateRooms.ofUser("bob"))) {
            assertThat(ask(a.directory.room(none, Scope.CLUSTER)).value()).isEmpty();
        }
    }

    @Test
    void aSocketOfAnotherNodeIsDisconnected() {
        ChatClient bob = b.joins("bob");

        assertThat(ask(a.directory.disconnect(bob.sid(), Scope.NODE)).value()).isFalse();
        assertThat(bob.isDisconnected()).isFalse();
        assertThat(ask(a.directory.disconnect(bob.sid(), Scope.CLUSTER)).value())
                .isTrue();
        cluster.deliver();
        assertThat(bob.isDisconnected()).isTrue();
        assertThat(ask(a.directory.disconnect("nobody", Scope.CLUSTER)).value()).isFalse();
    }

    @Test
    void allSocketsOfAUserOrInARoomAreDisconnectedWhereverTheyAre() {
        ChatClient ann = a.joins("ann", "tea");
        ChatClient annElsewhere = b.joins("ann", "tea");
        ChatClient annWithoutTea = b.joins("ann");
        ChatClient bob = b.joins("bob", "tea");
        ChatClient eve = b.joins("eve");

        assertThat(disconnectAll("ann", "tea", Scope.NODE)).isEqualTo(1);
        assertThat(ann.isDisconnected()).isTrue();
        assertThat(disconnectAll("ann", "tea", Scope.CLUSTER)).isEqualTo(1);
        assertThat(annElsewhere.isDisconnected()).isTrue();
        assertThat(annWithoutTea.isDisconnected()).isFalse();
        assertThat(disconnectAll("ann", null, Scope.CLUSTER)).isEqualTo(1);
        assertThat(annWithoutTea.isDisconnected()).isTrue();
        assertThat(disconnectAll(null, "tea", Scope.CLUSTER)).isEqualTo(1);
        assertThat(bob.isDisconnected()).isTrue();
        for (String notForPeople : List.of(PrivateRooms.ofUser("eve"), PrivateRooms.ofSocket(eve.sid()), eve.sid())) {
            assertThat(disconnectAll(null, notForPeople, Scope.CLUSTER)).isZero();
        }
        assertThat(eve.isDisconnected()).isFalse();
    }

    private int disconnectAll(String user, String room, Scope scope) {
        int count = ask(a.directory.disconnectAll(filter(user, room), scope)).value();
        cluster.deliver();
        return count;
    }

    @Test
    void aNodeThatDoesNotAnswerInTimeIsNamed() {
        ChatClient ann = a.joins("ann", "tea");
        b.joins("bob");
        b.bus.deaf();

        CompletionStage<ClusterReply<List<ConnectionInfo>>> question =
                a.directory.connections(ConnectionFilter.ALL, Scope.CLUSTER);
        cluster.deliver();
        assertThat(question.toCompletableFuture()).isNotCompleted();
        a.chat.time().advance(ClusterDirectory.PATIENCE.plus(Duration.ofMillis(100)));

        ClusterReply<List<ConnectionInfo>> answer = ask(question);
        assertThat(answer.value()).extracting(ConnectionInfo::socketId).containsExactly(ann.sid());
        assertThat(answer.missingNodes()).containsExactly("b");
    }

    @Test
    void aNodeOfWhichNobodyKnowsTheNameIsMissingAllTheSame() {
        alive = Set.of("a");
        b.bus.deaf();

        CompletionStage<ClusterReply<Boolean>> question = a.directory.disconnect("gone", Scope.CLUSTER);
        cluster.deliver();
        a.chat.time().advance(ClusterDirectory.PATIENCE.plus(Duration.ofMillis(100)));

        assertThat(ask(question).value()).isFalse();
        assertThat(ask(question).missingNodes()).containsExactly(SharedDirectory.UNKNOWN_NODE);
    }

    @Test
    void aSocketThatIsHereNeedsNobodyElse() {
        ChatClient ann = a.joins("ann");
        a.bus.connected(false);

        ClusterReply<Optional<ConnectionInfo>> answer = ask(a.directory.connection(ann.sid(), Scope.CLUSTER));

        assertThat(answer.value()).isPresent();
        assertThat(answer.missingNodes()).isEmpty();
    }
}
