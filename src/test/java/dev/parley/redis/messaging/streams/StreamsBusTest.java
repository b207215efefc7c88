package dev.parley.redis.messaging.streams;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.ManualTime;
import dev.parley.redis.messaging.MalformedMessageException;
import dev.parley.redis.messaging.MessageStream;
import dev.parley.redis.messaging.StreamEntry;
import dev.parley.redis.messaging.cluster.Heard;
import dev.parley.redis.messaging.cluster.RecordingExchange;
import dev.parley.robustness.BadInput;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.adapter.EventOrigin;
import dev.parley.socketio.adapter.StreamId;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes to the stream and what to a channel, and what is read from both. */
class StreamsBusTest {

    private static final String MAIN = "socket.io#/#";
    private static final String OWN = "socket.io#/#me#";
    private static final SocketPacket.Event HI = new SocketPacket.Event(
            "/", SocketPacket.NO_ID, JSON.createArrayBuilder().add("hi").build());

    private final ManualTime time = new ManualTime();
    private final RecordingExchange exchange = new RecordingExchange("me", time.clock());
    private final Heard heard = new Heard();
    private final StreamsBus bus = new StreamsBus("/", exchange);

    @BeforeEach
    void open() {
        bus.open(heard);
    }

    private static StreamEntry entry(boolean late, String... fields) {
        List<byte[]> bytes = new ArrayList<>();
        for (String field : fields) {
            bytes.add(field.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        }
        return new StreamEntry(new StreamId(1, 0), bytes, late);
    }

    private void append(boolean late, String... fields) throws MalformedMessageException {
        exchange.followers().get("/").read(entry(late, fields));
    }

    private static String data(String flags) {
        return "{'packet':{'type':2,'data':['hi']},'opts':{'rooms':[],'except':[],'flags':{" + flags + "}}}";
    }

    @Test
    void whatChangesSomethingAtTheClientsGoesToTheStream() {
        bus.publish(HI, BroadcastOptions.EVERYBODY);
        bus.publish(new ClusterRequest.JoinRooms(BroadcastOptions.EVERYBODY, List.of("tea")));
        bus.publish(new ClusterRequest.LeaveRooms(BroadcastOptions.EVERYBODY, List.of("tea")));
        bus.publish(new ClusterRequest.Disconnect(BroadcastOptions.EVERYBODY, true));

        assertThat(exchange.appended())
                .extracting(fields -> new String(fields.get(5), StandardCharsets.UTF_8))
                .containsExactly("3", "4", "5", "6");
        assertThat(exchange.published()).isEmpty();
    }

    @Test
    void whatIsAskedAndAnsweredGoesToChannels() {
        bus.publish(new ClusterRequest.BroadcastWithAck(
                "1", HI.withId(7), BroadcastOptions.EVERYBODY, Duration.ofSeconds(1)));
        bus.publish(new ClusterRequest.FetchSockets("2", BroadcastOptions.EVERYBODY));
        bus.publish(new ClusterRequest.ServerSideEmit(null, HI.data()));
        bus.respond("n", new ClusterResponse.ClientCount("1", 2));
        bus.respond(null, new ClusterResponse.ClientCount("1", 2));

        assertThat(exchange.published())
                .extracting(RecordingExchange.Published::channel)
                .containsExactly(MAIN, MAIN, MAIN, "socket.io#/#n#", MAIN);
        assertThat(exchange.published())
                .extracting(RecordingExchange.Published::droppable)
                .containsOnly(false);
        assertThat(exchange.appended()).isEmpty();
    }

    /** In the stream they would be kept, and replayed by a server of Node to whoever returns there. */
    @Test
    void volatileEventsAreNotKeptInTheStream() {
        bus.publish(HI, new BroadcastOptions(Set.of(), Set.of(), false, true));

        assertThat(exchange.appended()).isEmpty();
        assertThat(exchange.published()).singleElement().satisfies(message -> {
            assertThat(message.channel()).isEqualTo(MAIN);
            assertThat(message.droppable()).isTrue();
        });
    }

    @Test
    void volatileEventsAreReadFromBoth() throws Exception {
        exchange.readers()
                .get(MAIN)
                .read(("{\"type\":3,\"data\":" + data("'volatile':true").replace('\'', '"')
                                + ",\"uid\":\"n\",\"nsp\":\"/\"}")
                        .getBytes(StandardCharsets.UTF_8));
        append(false, "uid", "n", "nsp", "/", "type", "3", "data", data("'volatile':true"));

        assertThat(heard.all)
                .hasSize(2)
                .containsOnly(new Heard.Saying(
                        "n", new Heard.Event(HI, new BroadcastOptions(Set.of(), Set.of(), false, true))));
    }

    @Test
    void ofWhatWasAppendedDuringAnOutageVolatileEventsAreLeftOut() throws Exception {
        append(true, "uid", "n", "nsp", "/", "type", "3", "data", data("'volatile':true"));
        append(true, "uid", "n", "nsp", "/", "type", "3", "data", data(""));
        append(true, "uid", "n", "nsp", "/", "type", "13");

        assertThat(heard.all).containsExactly(new Heard.Saying("n", new Heard.Event(HI, BroadcastOptions.EVERYBODY)));
    }

    @Test
    void itsOwnMessagesAreNotHeard() throws Exception {
        bus.publish(HI, BroadcastOptions.EVERYBODY);
        bus.publish(HI, new BroadcastOptions(Set.of(), Set.of(), false, true));

        exchange.followers()
                .get("/")
                .read(new StreamEntry(StreamId.ZERO, exchange.appended().get(0), false));
        exchange.readers().get(MAIN).read(exchange.published().get(0).message());

        assertThat(heard.all).isEmpty();
    }

    /** Whoever makes sockets join and then asks for them expects them to be there. */
    @Test
    void aRequestWaitsForWhatIsInTheStreamBeforeItAndForTheRequestsBeforeIt() throws Exception {
        CompletableFuture<Boolean> stream = new CompletableFuture<>();
        exchange.behind(stream);
        exchange.say(MAIN, "{'type':7,'data':{'requestId':'1','opts':{}},'uid':'n','nsp':'/'}");
        exchange.behind(CompletableFuture.completedFuture(true));
        exchange.say(MAIN, "{'type':7,'data':{'requestId':'2','opts':{}},'uid':'n','nsp':'/'}");
        exchange.say(OWN, "{'type':11,'data':{'requestId':'3','clientCount':1},'uid':'n','nsp':'/'}");
        append(false, "uid", "n", "nsp", "/", "type", "4", "data", "{'opts':{},'rooms':['tea']}");
        assertThat(heard.all)
                .extracting(Heard.Saying::content)
                .containsExactly(
                        new ClusterResponse.ClientCount("3", 1),
                        new ClusterRequest.JoinRooms(BroadcastOptions.EVERYBODY, List.of("tea")));

        stream.complete(true);

        assertThat(heard.all)
                .extracting(Heard.Saying::content)
                .endsWith(
                        new ClusterRequest.FetchSockets("1", BroadcastOptions.EVERYBODY),
                        new ClusterRequest.FetchSockets("2", BroadcastOptions.EVERYBODY));
    }

    @Test
    void aRequestIsServedEvenIfTheStreamCannotBeRead() throws Exception {
        exchange.behind(CompletableFuture.completedFuture(false));

        exchange.say(MAIN, "{'type':7,'data':{'requestId':'1','opts':{}},'uid':'n','nsp':'/'}");

        assertThat(heard.all).hasSize(1);
    }

    @Test
    void aRequestThatFailsHoldsUpNoOther() throws Exception {
        Heard failing = new Heard() {
            @Override
            public void request(String node, ClusterRequest request) {
                super.request(node, request);
                throw new IllegalStateException("of the application");
            }
        };
        bus.open(failing);
        for (int i = 0; i < 2; i++) {
            exchange.say(MAIN, "{'type':7,'data':{'requestId':'1','opts':{}},'uid':'n','nsp':'/'}");
        }

        assertThat(failing.all).hasSize(2);
    }

    /** They are bounded by what can wait. */
    @Test
    void whenManyRequestsWaitTheNextOnesDoNot() throws Exception {
        exchange.behind(new CompletableFuture<>());
        for (int i = 0; i <= RequestOrder.MAX_WAITING; i++) {
            exchange.say(MAIN, "{'type':7,'data':{'requestId':'1','opts':{}},'uid':'n','nsp':'/'}");
        }

        assertThat(heard.all).hasSize(1);
    }

    @Test
    void aRoomIsInReachWhenTheStreamCanBeRead() {
        CompletableFuture<Void> ready = bus.subscribe("tea").toCompletableFuture();
        assertThat(ready).isNotDone();

        exchange.readable().complete(null);

        assertThat(ready).isCompleted();
    }

    @Test
    void aClosedBusReadsNothingMore() {
        assertThat(exchange.readers()).containsOnlyKeys(OWN, MAIN);

        bus.unsubscribe("tea");
        bus.close();

        assertThat(exchange.readers()).isEmpty();
        assertThat(exchange.followers()).isEmpty();
    }

    @Test
    void theOtherNodesAreThoseOnTheMainChannel() {
        assertThat(bus.others().toCompletableFuture()).isCompletedWithValue(3);
    }

    @Test
    void allRoomsAreAskedAsAllSockets() throws Exception {
        bus.publish(new ClusterRequest.AllRooms("1"));

        String sockets = "'sockets':[{'id':'s','handshake':{},'rooms':['s','tea'],'data':{}}]";
        exchange.say(OWN, "{'type':8,'data':{'requestId':'1'," + sockets + "},'uid':'n','nsp':'/'}");

        assertThat(heard.all)
                .containsExactly(new Heard.Saying("n", new ClusterResponse.Rooms("1", Set.of("s", "tea"))));
    }

    @ParameterizedTest
    @BadInput(72)
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "n|3|",
                "n|3|{",
                "n|3|null",
                "n|3|!!!!",
                "n|3|gqZw",
                "n|three|{}",
                "n||{}",
                "n|3|{}",
                "n|99|{}",
                "n|4|{'opts':{},'rooms':'m'}",
                "n|9999999999|{}",
            })
    void refusesWhatIsNoMessage(String uid, String type, String data) {
        List<String> fields = new ArrayList<>(List.of("uid", uid, "nsp", "/"));
        if (type != null) {
            fields.addAll(List.of("type", type));
        }
        if (data != null) {
            fields.addAll(List.of("data", data));
        }

        assertThatThrownBy(() -> append(false, fields.toArray(String[]::new)))
                .isInstanceOf(MalformedMessageException.class);
        assertThat(heard.all).isEmpty();
    }

    @Test
    @BadInput(72)
    void refusesAnEntryWithoutASenderOrWithAnEndlessOne() {
        assertThatThrownBy(() -> append(false, "nsp", "/", "type", "6", "data", "{'opts':{},'close':true}"))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> append(
                        false, "uid", "x".repeat(129), "nsp", "/", "type", "6", "data", "{'opts':{},'close':true}"))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void theReferenceDoesNotTellNothingFromNull() {
        bus.respond("n", new ClusterResponse.ClientAck("1", JsonValue.EMPTY_JSON_ARRAY));

        byte[] message = exchange.published().get(0).message();
        assertThat(new String(message, StandardCharsets.ISO_8859_1)).contains("packet\u00c0");
    }

    /** Servers of Node pass over a field that they do not know. */
    @Test
    void anEventThatALogHasNumberedSaysSoAndIsKnownAgainWhenItComesBack() throws Exception {
        bus.publish(HI, BroadcastOptions.EVERYBODY, EventOrigin.numbered("log_", 71));

        List<byte[]> fields = exchange.appended().get(0);
        assertThat(fields).hasSize(10);
        assertThat(new String(fields.get(8), StandardCharsets.UTF_8)).isEqualTo("origin");
        assertThat(new String(fields.get(9), StandardCharsets.UTF_8)).isEqualTo("log_.1z");
        exchange.followers().get("/").read(new StreamEntry(new StreamId(5, 1), fields, false));
        assertThat(heard.all).isEmpty();
        assertThat(heard.returned).containsExactly(new EventOrigin("log_", 71, new StreamId(5, 1)));
    }

    @Test
    void anEventOfAnotherNodeComesWithItsOrigin() throws Exception {
        append(false, "uid", "n", "nsp", "/", "type", "3", "data", data(""), "origin", "log_.1z");
        append(false, "uid", "n", "nsp", "/", "type", "3", "data", data(""));
        append(false, "uid", "n", "nsp", "/", "type", "3", "data", data(""), "origin", "no origin");

        assertThat(heard.all).hasSize(3);
        assertThat(heard.origins)
                .containsExactly(
                        new EventOrigin("log_", 71, new StreamId(1, 0)),
                        EventOrigin.unnumbered(new StreamId(1, 0)),
                        EventOrigin.unnumbered(new StreamId(1, 0)));
    }

    @Test
    void whatWasInTheStreamBeforeComesFirstAndIsNotForTheSocketsOfThisNode() throws Exception {
        RecordingExchange fresh = new RecordingExchange("me", time.clock());
        Heard keeping = new Heard();
        keeping.keeps = Duration.ofMinutes(2);
        StreamsBus own = new StreamsBus("/", fresh);
        own.open(keeping);
        fresh.position(new StreamId(9, 0));
        fresh.followers().get("/").read(entry(false, "uid", "n", "nsp", "/", "type", "3", "data", data("")));
        assertThat(keeping.inStream).isEmpty();
        assertThat(own.position()).isEmpty();
        CompletableFuture<Boolean> caughtUp = own.caughtUp().toCompletableFuture();
        assertThat(caughtUp).isNotDone();

        List<StreamEntry> before = new ArrayList<>();
        before.add(entry(true, "uid", "me", "nsp", "/", "type", "3", "data", data("")));
        before.add(entry(
                true, "uid", "n", "nsp", "/", "type", "4", "data", "{'opts':{'rooms':[],'except':[]},'rooms':['x']}"));
        before.add(entry(true, "uid", "n", "nsp", "/", "type", "x"));
        fresh.past().complete(new MessageStream.Past(new StreamId(0, 7), before));

        assertThat(keeping.inStream).containsExactly("begun 0-7", "past 1-0", "event 1-0");
        assertThat(keeping.all).hasSize(1);
        assertThat(caughtUp).isCompletedWithValue(true);
        assertThat(own.position()).contains(new StreamId(9, 0));
    }
}
