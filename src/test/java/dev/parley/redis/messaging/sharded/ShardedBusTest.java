package dev.parley.redis.messaging.sharded;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import dev.parley.redis.messaging.cluster.Heard;
import dev.parley.redis.messaging.cluster.RecordingExchange;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterListener;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.adapter.SocketDescription;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which message of the sharded wire goes to which channel. */
class ShardedBusTest {

    private static final String MAIN = "socket.io#/#";
    private static final String TEA = "socket.io#/#tea#";
    private static final String OWN = "socket.io#/#me#";

    private final ManualTime time = new ManualTime();
    private final RecordingExchange exchange = new RecordingExchange("me", time.clock());
    private final Heard heard = new Heard();
    private final ShardedBus bus = new ShardedBus("/", exchange);

    @BeforeEach
    void open() {
        bus.open(heard);
    }

    private String channelOf(BroadcastOptions options) {
        bus.publish(
                new SocketPacket.Event(
                        "/",
                        SocketPacket.NO_ID,
                        JSON.createArrayBuilder().add("hi").build()),
                options);
        return exchange.lastChannel();
    }

    private static BroadcastOptions to(String... rooms) {
        return new BroadcastOptions(Set.of(rooms), Set.of(), false, false);
    }

    @Test
    void aRoomHasAChannelAndAllElseTheMainOne() {
        assertThat(channelOf(BroadcastOptions.EVERYBODY)).isEqualTo(MAIN);
        assertThat(channelOf(to("tea", "milk"))).isEqualTo(MAIN);
        assertThat(channelOf(to("tea"))).isEqualTo(TEA);
        assertThat(channelOf(new BroadcastOptions(Set.of("tea"), Set.of("x"), false, false)))
                .isEqualTo(TEA);
    }

    /** Node tells rooms of a single socket from others by their length, and listens to the main channel for them. */
    @Test
    void aNameOfTwentyUnitsIsTakenForASocketAsNodeDoes() {
        assertThat(channelOf(to("abcdefghijklmnopqrst"))).isEqualTo(MAIN);
        assertThat(channelOf(to("\ud83d\ude00".repeat(10)))).isEqualTo(MAIN);
        assertThat(channelOf(to("abcdefghijklmnopqrs"))).isEqualTo("socket.io#/#abcdefghijklmnopqrs#");
        assertThat(channelOf(to("abcdefghijklmnopqrstu"))).isEqualTo("socket.io#/#abcdefghijklmnopqrstu#");
    }

    @Test
    void onlyWhatIsVolatileMayBeDropped() {
        channelOf(to("tea"));
        channelOf(new BroadcastOptions(Set.of("tea"), Set.of(), false, true));
        bus.publish(new ClusterRequest.Disconnect(BroadcastOptions.EVERYBODY, true));

        assertThat(exchange.published())
                .extracting(RecordingExchange.Published::droppable)
                .containsExactly(false, true, false);
    }

    /** Whatever the sender's rule is, its messages arrive: also for a room of one socket, and for names of 20 units. */
    @Test
    void everyRoomWithAMemberIsListenedTo() throws Exception {
        bus.subscribe("tea");
        bus.subscribe("abcdefghijklmnopqrst");

        assertThat(exchange.readers()).containsOnlyKeys(OWN, MAIN, TEA, "socket.io#/#abcdefghijklmnopqrst#");
        for (String channel : List.copyOf(exchange.readers().keySet())) {
            exchange.say(
                    channel,
                    "{'type':3,'data':{'packet':{'type':2,'data':['hi']},'opts':{'rooms':[]}},'uid':'n','nsp':'/'}");
        }
        assertThat(heard.all).hasSize(4);
    }

    /** Node sends them there. Its servers would throw away what comes for such a room, this one does not. */
    @Test
    void theChannelForAnswersIsNeverLeftWhateverRoomsAreCalled() {
        CompletableFuture<Void> ready = bus.subscribe("me").toCompletableFuture();
        assertThat(ready).isNotDone();
        exchange.confirmations().get(OWN).complete(null);
        assertThat(ready).isCompleted();

        bus.unsubscribe("me");

        assertThat(exchange.readers()).containsKey(OWN);
        bus.close();
        assertThat(exchange.readers()).isEmpty();
    }

    @Test
    void aRoomIsReadyWhenRedisHasConfirmedIt() {
        CompletableFuture<Void> ready = bus.subscribe("tea").toCompletableFuture();
        assertThat(ready).isNotDone();

        exchange.confirmations().get(TEA).complete(null);

        assertThat(ready).isCompleted();
        bus.unsubscribe("tea");
        assertThat(exchange.readers()).doesNotContainKey(TEA);
    }

    @Test
    void answersGoToTheChannelOfWhoHasAskedOrToAllIfItHasNoName() {
        bus.respond("n", new ClusterResponse.ClientCount("1", 2));
        assertThat(exchange.lastChannel()).isEqualTo("socket.io#/#n#");

        bus.respond(null, new ClusterResponse.ClientCount("1", 2));
        assertThat(exchange.lastChannel()).isEqualTo(MAIN);
    }

    @Test
    void requestsAndBroadcastsWithAcknowledgementsUseTheMainChannel() {
        bus.publish(new ClusterRequest.BroadcastWithAck(
                "1",
                new SocketPacket.Event(
                        "/", 7, JSON.createArrayBuilder().add("hi").build()),
                to("tea"),
                Duration.ofSeconds(1)));
        bus.publish(new ClusterRequest.FetchSockets("2", to("tea")));

        assertThat(exchange.published())
                .extracting(RecordingExchange.Published::channel)
                .containsOnly(MAIN);
    }

    /** The others need a moment to subscribe. */
    @Test
    void aRoomThatOthersHaveJustJoinedIsReachedOnTheMainChannel() {
        bus.publish(new ClusterRequest.JoinRooms(BroadcastOptions.EVERYBODY, List.of("tea")));
        assertThat(channelOf(to("tea"))).isEqualTo(MAIN);

        time.advance(Duration.ofSeconds(6));
        assertThat(channelOf(to("tea"))).isEqualTo(TEA);
    }

    /** The wire has no question for rooms; sockets tell theirs. */
    @Test
    void allRoomsAreAskedAsAllSockets() throws Exception {
        bus.publish(new ClusterRequest.AllRooms("1"));
        assertThat(exchange.published().get(0).text())
                .isEqualTo("{\"type\":7,\"data\":{\"opts\":{\"rooms\":[],\"except\":[],\"flags\":{}},"
                        + "\"requestId\":\"1\"},\"uid\":\"me\",\"nsp\":\"/\"}");

        String sockets = "'sockets':[{'id':'s','handshake':{},'rooms':['s','tea'],'data':{}},"
                + "{'id':'t','handshake':{},'rooms':['t','tea'],'hiddenRooms':['\\u0001user:ann'],'data':{}}]";
        exchange.say(OWN, "{'type':8,'data':{'requestId':'1'," + sockets + "},'uid':'n','nsp':'/'}");
        exchange.say(OWN, "{'type':8,'data':{'requestId':'2','sockets':[]},'uid':'n','nsp':'/'}");

        assertThat(heard.all)
                .containsExactly(
                        new Heard.Saying("n", new ClusterResponse.Rooms("1", Set.of("s", "t", "tea"))),
                        new Heard.Saying("n", new ClusterResponse.Sockets("2", List.of())));
    }

    @Test
    void itsOwnMessagesAreNotHeard() throws Exception {
        channelOf(BroadcastOptions.EVERYBODY);
        bus.respond(
                null,
                new ClusterResponse.Sockets(
                        "1",
                        List.of(new SocketDescription("s", JsonValue.EMPTY_JSON_OBJECT, Set.of("s"), JsonValue.TRUE))));

        for (RecordingExchange.Published own : exchange.published()) {
            exchange.say(MAIN, own.text());
        }

        assertThat(heard.all).isEmpty();
    }

    @Test
    void theOtherNodesAreThoseOnTheMainChannel() {
        assertThat(bus.others().toCompletableFuture()).isCompletedWithValue(3);
    }

    @Test
    void whatMayHaveBeenMissedIsToldUntilTheBusIsClosed() {
        exchange.missed().forEach(ClusterListener::missed);
        assertThat(heard.all).containsExactly(new Heard.Saying(null, "missed"));
        bus.close();

        assertThat(exchange.missed()).isEmpty();
    }
}
