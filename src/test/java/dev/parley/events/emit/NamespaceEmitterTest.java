package dev.parley.events.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.parley.api.Emitter;
import dev.parley.api.RemoteSocket;
import dev.parley.chat.directory.PrivateRooms;
import dev.parley.engine.ManualTime;
import dev.parley.events.emit.EmitNode.Client;
import dev.parley.socketio.adapter.MemoryCluster;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NamespaceEmitterTest {

    private final ManualTime time = new ManualTime();
    private final MemoryCluster cluster = new MemoryCluster();
    private final EmitNode a = new EmitNode(cluster, "a", time, EmitNode.services());
    private final EmitNode b = new EmitNode(cluster, "b", time, EmitNode.services());
    private final Emitter orders = a.emitter("/orders");
    private Client ann;
    private Client bob;
    private Client bobElsewhere;

    public record Receipt(String id, int count) {}

    /** Counts how often it is written. */
    public static final class Counted {

        private static final AtomicInteger WRITTEN = new AtomicInteger();

        public int getValue() {
            return WRITTEN.incrementAndGet();
        }
    }

    @BeforeEach
    void everybodyComes() {
        b.namespace("/orders");
        cluster.deliver();
        ann = a.joins("/orders", "ann");
        bob = a.joins("/orders", "bob");
        bobElsewhere = b.joins("/orders", "bob");
    }

    private <T> T settled(CompletionStage<T> stage) {
        cluster.deliver();
        return stage.toCompletableFuture().join();
    }

    @Test
    void aValueGoesToEverybodyOnAllNodesAndIsWrittenOnce() {
        Counted.WRITTEN.set(0);
        orders.emit("order:placed", new Receipt("r1", 2), "x", null, new Counted(), new byte[] {1});
        cluster.deliver();

        for (Client client : List.of(ann, bob, bobElsewhere)) {
            assertThat(client.heard())
                    .containsExactly(
                            "51-['order:placed',{'count':2,'id':'r1'},'x',null,{'value':1},{'_placeholder':true,'num':0}]",
                            "01");
        }
        assertThat(Counted.WRITTEN).hasValue(1);
    }

    @Test
    void aUserIsReachedOnAllNodes() {
        orders.toUser("bob").emit("hello");
        cluster.deliver();

        assertThat(ann.heard()).isEmpty();
        assertThat(bob.heard()).containsExactly("2['hello']");
        assertThat(bobElsewhere.heard()).containsExactly("2['hello']");
    }

    @Test
    void aUserIsAddedAsARoomIs() {
        orders.to(ann.id()).toUser("bob").except(bob.id()).local().emit("hello");
        cluster.deliver();

        assertThat(ann.heard()).containsExactly("2['hello']");
        assertThat(bob.heard()).isEmpty();
        assertThat(bobElsewhere.heard()).isEmpty();
    }

    @Test
    void noRoomsAreNobodyAndEachStepCanBeKept() {
        Emitter nobody = orders.to();
        Emitter annOnly = nobody.to(ann.id());
        nobody.emit("a");
        annOnly.emit("b");
        annOnly.droppable().emit("c");

        assertThat(ann.heard()).containsExactly("2['b']", "2['c']");
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void answersAreTyped() {
        CompletionStage<List<Receipt>> answers = orders.toUser("bob").emitWithAck(Receipt.class, "confirm?", 7);
        cluster.deliver();
        answer(bob, "[{'id':'one','count':1}]");
        answer(bobElsewhere, "[null]");

        assertThat(settled(answers)).containsExactly(new Receipt("one", 1), null);
    }

    /** Answers the one event that has been heard, whose packet begins with {@code 2/orders,<id>[}. */
    private static void answer(Client client, String arguments) {
        String event = client.heard().get(0);
        client.says("3/orders," + event.substring(1, event.indexOf('[')) + arguments);
    }

    @Test
    void aMissingAnswerIsATimeout() {
        CompletionStage<List<String>> answers =
                orders.timeout(Duration.ofSeconds(2)).emitWithAck(String.class, "confirm?");
        cluster.deliver();
        time.advance(Duration.ofSeconds(3));
        cluster.deliver();

        assertThatThrownBy(() -> settled(answers))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void anAnswerOfAnotherTypeIsAnIllegalArgument() {
        CompletionStage<List<Integer>> answers = orders.to(ann.id()).emitWithAck(Integer.class, "how many?");
        answer(ann, "['many']");

        assertThatThrownBy(() -> settled(answers)).hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void socketsOfAllNodesAreDescribedWithoutTheRoomsOfTheServer() {
        CompletionStage<List<RemoteSocket>> found = orders.fetchSockets();

        assertThat(settled(found))
                .extracting(RemoteSocket::id, RemoteSocket::user, RemoteSocket::rooms)
                .containsExactlyInAnyOrder(
                        tuple(ann.id(), Optional.of("ann"), Set.of(ann.id())),
                        tuple(bob.id(), Optional.of("bob"), Set.of(bob.id())),
                        tuple(bobElsewhere.id(), Optional.of("bob"), Set.of(bobElsewhere.id())));
    }

    @Test
    void socketsJoinLeaveAndAreDisconnectedOnAllNodes() {
        orders.toUser("bob").socketsJoin("room", "other");
        cluster.deliver();
        orders.to("room").emit("one");
        orders.toUser("bob").local().socketsLeave("room");
        orders.to("room").emit("two");
        cluster.deliver();
        assertThat(bob.heard()).containsExactly("2['one']");
        assertThat(bobElsewhere.heard()).containsExactly("2['one']", "2['two']");
        assertThat(ann.heard()).isEmpty();

        orders.toUser("bob").disconnectSockets(false);
        cluster.deliver();

        assertThat(bob.heard()).containsExactly("1");
        assertThat(bobElsewhere.heard()).containsExactly("1");
        assertThat(a.namespace("/orders").sockets()).hasSize(1);
    }

    @Test
    void serversHearAndAnswer() {
        b.namespace("/orders").onServerSideEmit("count", (arguments, answer) -> answer.accept(arguments.get(0)));

        assertThat(settled(orders.serverSideEmitWithAck(Receipt.class, "count", new Receipt("r", 3))))
                .containsExactly(new Receipt("r", 3));
        AtomicInteger heard = new AtomicInteger();
        b.namespace("/orders").onServerSideEmit("news", (arguments, answer) -> heard.incrementAndGet());
        orders.serverSideEmit("news", 1);
        cluster.deliver();
        assertThat(heard).hasValue(1);
        assertThatThrownBy(() -> orders.serverSideEmit("news", new byte[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobodyNamesARoomOfTheServer() {
        String secret = PrivateRooms.ofUser("bob");

        assertThatThrownBy(() -> orders.to(secret)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> orders.except("x", secret)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> orders.socketsJoin(secret)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> orders.socketsLeave(secret)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> a.socket(ann).join(secret)).isInstanceOf(IllegalArgumentException.class);
        assertThat(a.engineSocket(ann).isIn(secret)).isFalse();
    }

    @Test
    void nobodySendsWhatSocketIoReserves() {
        assertThatThrownBy(() -> orders.afterCommit().emit("disconnect")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> orders.emit("connect")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEmitterOfOneNamespaceIsOfNoOther() {
        orders.in("/orders").emit("x", JsonValue.TRUE);
        assertThat(ann.heard()).containsExactly("2['x',true]");
        assertThatThrownBy(() -> orders.in("/other")).isInstanceOf(IllegalArgumentException.class);
    }
}
