package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.ManualTime;
import dev.parley.socketio.adapter.ClusterReply;
import dev.parley.socketio.adapter.MemoryCluster;
import dev.parley.socketio.adapter.SocketDescription;
import dev.parley.socketio.codec.BinaryValue;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three servers, and clients on each: what one of them does reaches all. */
class ClusterTest {

    private static final Duration ACK_PATIENCE = Duration.ofSeconds(3);
    private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(5);

    private final ManualTime time = new ManualTime();
    private final MemoryCluster cluster = new MemoryCluster();
    private final MemoryCluster.Bus busA = cluster.node("a");
    private final MemoryCluster.Bus busB = cluster.node("b");
    private final MemoryCluster.Bus busC = cluster.node("c");
    private final TestServer a = TestServer.onBus(busA, time);
    private final TestServer b = TestServer.onBus(busB, time);
    private final TestServer c = TestServer.onBus(busC, time);
    private final List<TestClient> clients = new ArrayList<>();

    private TestClient ada;
    private TestClient bob;
    private TestClient cyd;

    @BeforeEach
    void oneClientOnEachServer() {
        ada = connects(a);
        bob = connects(b);
        cyd = connects(c);
        List.of(busA, busB, busC).forEach(MemoryCluster.Bus::heard);
    }

    @AfterEach
    void nothingIsLeft() {
        clients.forEach(TestClient::vanishes);
        time.advance(Duration.ofSeconds(20));
        cluster.deliver();

        List.of(a, b, c).forEach(server -> server.assertNothingIsLeft("/"));
        List.of(busA, busB, busC).forEach(bus -> assertThat(bus.rooms()).isEmpty());
    }

    private TestClient connects(TestServer server) {
        server.main();
        TestClient client = server.opens();
        client.says("0");
        cluster.deliver();
        client.joined("/");
        clients.add(client);
        return client;
    }

    private void join(TestServer server, TestClient client, String... rooms) {
        server.socket(client).join(List.of(rooms));
        cluster.deliver();
    }

    private static JsonValue text(String text) {
        return JSON.createValue(text);
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().getNow(null);
    }

    @Test
    void aBroadcastReachesEverybodyOnce() {
        a.main().emit("hi", text("all"));
        cluster.deliver();

        assertThat(List.of(ada, bob, cyd))
                .allSatisfy(client -> assertThat(client.heard()).containsExactly("2['hi','all']"));
    }

    @Test
    void bytesArriveAsBytes() {
        a.main().emit("hi", new BinaryValue(new byte[] {1, 2}));
        cluster.deliver();

        assertThat(bob.heard()).containsExactly("51-['hi',{'_placeholder':true,'num':0}]", "0x0102");
    }

    @Test
    void aRoomIsTheSameOnAllServers() {
        join(a, ada, "tea");
        join(b, bob, "tea");

        b.main().to("tea").emit("hi");
        cluster.deliver();

        assertThat(ada.heard()).containsExactly("2['hi']");
        assertThat(bob.heard()).containsExactly("2['hi']");
        assertThat(cyd.heard()).isEmpty();
    }

    @Test
    void aServerWithoutAMemberDoesNotEvenHearOfARoomsMessages() {
        join(a, ada, "tea");
        join(b, bob, "tea");
        busB.heard();

        a.main().to("tea").emit("hi");
        cluster.deliver();

        assertThat(busB.heard()).containsExactly("hi");
        assertThat(busC.heard()).isEmpty();
    }

    @Test
    void whoIsInTwoOfTheRoomsGetsOne() {
        join(b, bob, "tea", "milk");
        join(c, cyd, "milk", "sugar");

        a.main().to("tea", "milk").except("sugar").emit("hi");
        cluster.deliver();

        assertThat(bob.heard()).containsExactly("2['hi']");
        assertThat(cyd.heard()).isEmpty();
    }

    @Test
    void whatIsLocalStaysHere() {
        a.main().everybody().local().emit("hi");
        a.main().everybody().local().joinRooms("tea");
        a.main().everybody().local().leaveRooms("none");
        now(a.main().everybody().local().fetchSockets());
        a.main().everybody().local().emitWithAck(ACK_PATIENCE, "ask", List.of());
        cluster.deliver();

        assertThat(ada.heard()).containsExactly("2['hi']", "20['ask']");
        assertThat(busB.heard()).isEmpty();
        assertThat(b.socket(bob).isIn("tea")).isFalse();
    }

    @Test
    void oneSocketIsReachedByItsIdFromAnywhere() {
        a.main().to(cyd.sid()).emit("psst");
        cluster.deliver();

        assertThat(cyd.heard()).containsExactly("2['psst']");
        assertThat(busB.heard()).isEmpty();
    }

    @Test
    void theOrderOfOneSenderIsKeptAcrossRoomsAndEverybody() {
        join(b, bob, "tea");

        a.main().to("tea").emit("1");
        a.main().emit("2");
        a.main().to("tea", "milk").emit("3");
        a.main().to("tea").emit("4");
        cluster.deliver();

        assertThat(bob.heard()).containsExactly("2['1']", "2['2']", "2['3']", "2['4']");
    }

    @Test
    void acknowledgementsComeFromTheClientsOfAllServers() {
        CompletableFuture<List<JsonArray>> answers = ask(a);
        cluster.deliver();
        ada.says("3" + id(ada) + "['ada']");
        bob.says("3" + id(bob) + "['bob','more']");
        cluster.deliver();
        assertThat(answers).isNotDone();
        cyd.says("3" + id(cyd) + "[]");
        cluster.deliver();

        assertThat(now(answers)).extracting(JsonArray::toString).containsExactly("[\"ada\"]", "[\"bob\"]", "[]");
    }

    @Test
    void acknowledgementIdsOfDifferentServersDoNotMeet() {
        CompletableFuture<List<JsonArray>> ofA = ask(a);
        CompletableFuture<List<JsonArray>> ofB = ask(b);
        cluster.deliver();

        assertThat(cyd.heard()).containsExactly("20['ask']", "21['ask']");
        cyd.says("31['b']", "30['a']");
        answerAll(ada, bob);
        cluster.deliver();

        assertThat(now(ofA)).hasSize(3).anySatisfy(ack -> assertThat(ack).hasToString("[\"a\"]"));
        assertThat(now(ofB)).hasSize(3).anySatisfy(ack -> assertThat(ack).hasToString("[\"b\"]"));
    }

    @Test
    void aClientOfAnotherServerThatDoesNotAcknowledgeIsMissed() {
        CompletableFuture<List<JsonArray>> answers = ask(a);
        cluster.deliver();
        answerAll(ada, bob);
        cluster.deliver();
        time.advance(ACK_PATIENCE);
        cluster.deliver();

        assertThat(received(answers)).hasSize(2);
    }

    @Test
    void aServerThatDoesNotSayHowManyClientsItHasIsMissed() {
        busC.deaf();

        CompletableFuture<List<JsonArray>> answers = ask(a);
        cluster.deliver();
        answerAll(ada, bob);
        cluster.deliver();
        assertThat(answers).isNotDone();
        time.advance(ACK_PATIENCE);

        assertThat(received(answers)).hasSize(2);
    }

    @Test
    void aRoomWithoutClientsAnywhereIsAnsweredAtOnce() {
        CompletableFuture<List<JsonArray>> answers = a.main()
                .to("nobody")
                .emitWithAck(ACK_PATIENCE, "ask", List.of())
                .toCompletableFuture();
        cluster.deliver();

        assertThat(now(answers)).isEmpty();
    }

    private static CompletableFuture<List<JsonArray>> ask(TestServer server) {
        return server.main()
                .everybody()
                .emitWithAck(ACK_PATIENCE, "ask", List.of())
                .toCompletableFuture();
    }

    private static String id(TestClient client) {
        String packet = client.heard().get(0);
        return packet.substring(1, packet.indexOf('['));
    }

    private static void answerAll(TestClient... clients) {
        for (TestClient client : clients) {
            for (String packet : client.heard()) {
                client.says("3" + packet.substring(1, packet.indexOf('[')) + "['x']");
            }
        }
    }

    private static List<JsonArray> received(CompletableFuture<List<JsonArray>> answers) {
        assertThat(answers).isCompletedExceptionally();
        try {
            throw new AssertionError(answers.get());
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(AckTimeoutException.class);
            return ((AckTimeoutException) e.getCause()).received();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void socketsOfAllServersAreFetched() {
        a.main().describe(socket -> JSON.createObjectBuilder().add("on", "a").build());
        b.main().describe(socket -> JSON.createObjectBuilder().add("on", "b").build());
        join(b, bob, "tea");

        CompletionStage<ClusterReply<List<SocketDescription>>> everybody =
                a.main().fetchSockets();
        CompletionStage<ClusterReply<List<SocketDescription>>> inTea =
                a.main().to("tea").fetchSockets();
        assertThat(everybody.toCompletableFuture()).isNotDone();
        cluster.deliver();

        assertThat(now(everybody).isComplete()).isTrue();
        assertThat(now(everybody).value())
                .extracting(SocketDescription::id)
                .containsExactlyInAnyOrder(ada.sid(), bob.sid(), cyd.sid());
        assertThat(now(inTea).value()).singleElement().satisfies(socket -> {
            assertThat(socket.id()).isEqualTo(bob.sid());
            assertThat(socket.rooms()).containsExactlyInAnyOrder("tea", bob.sid());
            assertThat(socket.data()).hasToString("{\"on\":\"b\"}");
            assertThat(socket.handshake().getString("address")).isNotEmpty();
        });
    }

    @Test
    void whoDoesNotAnswerIsMissingByNameIfItHasOneThatIsKnown() {
        a.main().fetchSockets();
        cluster.deliver();
        busC.deaf();

        CompletionStage<ClusterReply<List<SocketDescription>>> answer = a.main().fetchSockets();
        cluster.deliver();
        time.advance(REQUEST_PATIENCE.minusMillis(100));
        assertThat(answer.toCompletableFuture()).isNotDone();
        time.advance(Duration.ofMillis(200));

        assertThat(now(answer).value()).hasSize(2);
        assertThat(now(answer).missing()).isEqualTo(1);
        assertThat(now(answer).missingNodes()).containsExactly("c");
    }

    @Test
    void aNodeThatTellsNoNameIsOnlyCounted() {
        busC.anonymous();
        CompletionStage<ClusterReply<Set<String>>> complete = a.main().allRooms();
        cluster.deliver();
        busC.deaf();

        CompletionStage<ClusterReply<Set<String>>> incomplete = a.main().allRooms();
        cluster.deliver();
        time.advance(REQUEST_PATIENCE);

        assertThat(now(complete).isComplete()).isTrue();
        assertThat(now(incomplete).missing()).isEqualTo(1);
        assertThat(now(incomplete).missingNodes()).isEmpty();
    }

    @Test
    void aNodeThatHasGoneIsNotMissed() {
        a.main().allRooms();
        cluster.deliver();
        busC.connected(false);

        CompletionStage<ClusterReply<Set<String>>> answer = a.main().allRooms();
        cluster.deliver();

        assertThat(now(answer).isComplete()).isTrue();
        busB.deaf();
        CompletionStage<ClusterReply<Set<String>>> second = a.main().allRooms();
        cluster.deliver();
        time.advance(REQUEST_PATIENCE);
        assertThat(now(second).missingNodes()).containsExactly("b");
        busC.connected(true);
    }

    @Test
    void withoutAConnectionTheAnswerIsWhatIsHereAndWhoIsKnownToBeElsewhere() {
        a.main().allRooms();
        cluster.deliver();
        busA.connected(false);

        CompletionStage<ClusterReply<List<SocketDescription>>> answer = a.main().fetchSockets();

        assertThat(now(answer).value()).extracting(SocketDescription::id).containsExactly(ada.sid());
        assertThat(now(answer).missingNodes()).containsExactlyInAnyOrder("b", "c");
        busA.connected(true);
    }

    @Test
    void allRoomsAreThoseOfAllServers() {
        join(a, ada, "tea");
        join(b, bob, "milk");

        CompletionStage<ClusterReply<Set<String>>> rooms = c.main().allRooms();
        cluster.deliver();

        assertThat(now(rooms).value()).containsExactlyInAnyOrder("tea", "milk", ada.sid(), bob.sid(), cyd.sid());
    }

    @Test
    void socketsOfOtherServersJoinAndLeaveRooms() {
        join(b, bob, "tea");

        a.main().to("tea").joinRooms("milk", "sugar");
        cluster.deliver();
        assertThat(b.socket(bob).rooms()).contains("milk", "sugar");
        assertThat(c.socket(cyd).rooms()).containsExactly(cyd.sid());
        a.main().to("milk").emit("hi");
        cluster.deliver();
        assertThat(bob.heard()).containsExactly("2['hi']");

        a.main().everybody().leaveRooms("milk", "tea");
        cluster.deliver();
        assertThat(b.socket(bob).rooms()).containsExactlyInAnyOrder("sugar", bob.sid());
    }

    @Test
    void socketsOfOtherServersAreDisconnected() {
        a.main().except(ada.sid()).disconnect(false);
        cluster.deliver();

        assertThat(ada.heard()).isEmpty();
        assertThat(bob.heard()).containsExactly("1");
        assertThat(cyd.heard()).containsExactly("1");
        assertThat(bob.isGone()).isFalse();
    }

    @Test
    void aWholeConnectionOfAnotherServerIsClosed() {
        a.main().to(bob.sid()).disconnect(true);
        cluster.deliver();

        assertThat(bob.session().isOpen()).isFalse();
        assertThat(cyd.heard()).isEmpty();
    }

    @Test
    void serversTellEachOtherThings() {
        List<String> told = new ArrayList<>();
        for (TestServer server : List.of(a, b, c)) {
            server.main().onServerSideEmit("news", (arguments, answer) -> {
                told.add(arguments.toString());
                answer.accept(text("nobody asked"));
            });
        }

        a.main().serverSideEmit("news", text("x"), JSON.createValue(1));
        a.main().serverSideEmit("nobody listens");
        cluster.deliver();

        assertThat(told).containsExactly("[\"x\", 1]", "[\"x\", 1]");
    }

    @Test
    void serversAnswerEachOther() {
        b.main().onServerSideEmit("double", (arguments, answer) -> {
            answer.accept(JSON.createValue(2 * ((JsonNumber) arguments.get(0)).intValue()));
            answer.accept(text("again"));
        });
        c.main().onServerSideEmit("double", (arguments, answer) -> answer.accept(JsonValue.NULL));

        CompletionStage<ClusterReply<List<JsonValue>>> answers =
                a.main().serverSideEmitWithAck("double", JSON.createValue(21));
        cluster.deliver();

        assertThat(now(answers).isComplete()).isTrue();
        assertThat(now(answers).value()).containsExactlyInAnyOrder(JSON.createValue(42), JsonValue.NULL);
    }

    @Test
    void aServerWhoseHandlerFailsIsMissing() {
        b.main().onServerSideEmit("fail", (arguments, answer) -> {
            throw new IllegalStateException("on purpose");
        });
        c.main().onServerSideEmit("fail", (arguments, answer) -> answer.accept(text("fine")));

        CompletionStage<ClusterReply<List<JsonValue>>> answers = a.main().serverSideEmitWithAck("fail");
        cluster.deliver();
        time.advance(REQUEST_PATIENCE);

        assertThat(now(answers).value()).containsExactly(text("fine"));
        assertThat(now(answers).missing()).isEqualTo(1);
    }

    @Test
    void onlyTheNodesThatAreNamedAreWaitedFor() {
        b.main().onServerSideEmit("size", (arguments, answer) -> answer.accept(JSON.createValue(2)));

        CompletionStage<ClusterReply<List<JsonValue>>> answers = a.main().serverSideEmitWithAck(Set.of("b"), "size");
        cluster.deliver();

        assertThat(now(answers).isComplete()).isTrue();
        assertThat(now(answers).value()).containsExactly(JSON.createValue(2));
    }

    @Test
    void aNodeThatIsWaitedForInVainIsNamed() {
        b.main().onServerSideEmit("size", (arguments, answer) -> answer.accept(JSON.createValue(2)));

        CompletionStage<ClusterReply<List<JsonValue>>> answers =
                a.main().serverSideEmitWithAck(Set.of("b", "c"), "size");
        cluster.deliver();
        assertThat(answers.toCompletableFuture()).isNotCompleted();
        time.advance(REQUEST_PATIENCE);

        assertThat(now(answers).value()).containsExactly(JSON.createValue(2));
        assertThat(now(answers).missing()).isEqualTo(1);
        assertThat(now(answers).missingNodes()).containsExactly("c");
    }

    @Test
    void withoutAConnectionTheNodesThatAreNamedAreMissingAtOnce() {
        busA.connected(false);

        CompletionStage<ClusterReply<List<JsonValue>>> answers = a.main().serverSideEmitWithAck(Set.of("b"), "size");

        assertThat(now(answers).missingNodes()).containsExactly("b");
    }

    @Test
    void whatWouldEndAServerOfNodeIsNotSent() {
        for (String name : List.of("error", "connect", "connection", "new_namespace")) {
            assertThatThrownBy(() -> a.main().serverSideEmit(name)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> a.main().serverSideEmit("x", new BinaryValue(new byte[1])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClientHearsThatItHasJoinedOnlyWhenOthersCanReachIt() {
        TestClient dan = a.opens();
        dan.says("0");
        assertThat(dan.heard()).isEmpty();
        cluster.deliver();

        dan.joined("/");
        b.main().to(dan.sid()).emit("psst");
        cluster.deliver();
        assertThat(dan.heard()).containsExactly("2['psst']");
        clients.add(dan);
    }

    @Test
    void aClientThatGoesBeforeThatWasNeverThere() {
        RecordingConnections connections = new RecordingConnections();
        a.main().listen(connections);
        TestClient dan = a.opens();
        dan.says("0");
        dan.vanishes();
        cluster.deliver();

        assertThat(dan.heard()).isEmpty();
        assertThat(connections.events()).isEmpty();
        assertThat(a.main().sockets()).hasSize(1);
    }

    @Test
    void aClientThatSpeaksBeforeThatIsClosed() {
        TestClient dan = a.opens();
        dan.says("0", "2['hi']");
        cluster.deliver();

        assertThat(dan.session().isOpen()).isFalse();
        assertThat(a.main().sockets()).hasSize(1);
        clients.add(dan);
    }

    @Test
    void inAnOutageEverythingHereGoesOn() {
        busA.connected(false);

        TestClient dan = a.opens();
        dan.says("0");
        dan.joined("/");
        a.socket(dan).join(List.of("tea"));
        assertThat(a.socket(dan).ready(List.of("tea")).toCompletableFuture()).isDone();
        a.main().to("tea").emit("hi");

        assertThat(dan.heard()).containsExactly("2['hi']");
        busA.connected(true);
        clients.add(dan);
    }
}
