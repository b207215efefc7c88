package dev.parley.redis.messaging;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.robustness.BadInput;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.adapter.SocketDescription;
import dev.parley.socketio.codec.BinaryValue;
import dev.parley.socketio.codec.JsonText;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages between nodes, against bytes that Node has made. */
class WireFormatTest {

    private static final BroadcastOptions TEA = new BroadcastOptions(Set.of("tea"), Set.of("x"), false, false);

    private final BroadcastCodec broadcasts = new BroadcastCodec("me");
    private final RequestCodec requests = new RequestCodec("me");
    private final ResponseCodec responses = new ResponseCodec("me");

    private static byte[] ofNode(String message) throws Exception {
        return MessagePackTest.sample(message).bytes();
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String readable(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).replace('"', '\'');
    }

    private static JsonArray data(JsonValue... values) {
        var array = JSON.createArrayBuilder();
        List.of(values).forEach(array::add);
        return array.build();
    }

    private static JsonValue text(String text) {
        return JSON.createValue(text);
    }

    private static BinaryValue bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return new BinaryValue(bytes);
    }

    @Test
    void readsAnEventOfNode() throws Exception {
        ReceivedMessage<BroadcastCodec.Broadcast> received = broadcasts.decode(ofNode("broadcast"));

        assertThat(received.node()).isEqualTo("k1Nd9_");
        assertThat(received.content().packet().namespace()).isEqualTo("/");
        assertThat(received.content().packet().data().get(0)).isEqualTo(text("hi"));
        assertThat(received.content().packet().data().get(1)).hasToString("{\"a\":[1,2.5]}");
        assertThat(received.content().packet().data().get(2)).isEqualTo(bytes(1, 2));
        assertThat(received.content().options())
                .isEqualTo(new BroadcastOptions(Set.of("tea"), Set.of("x", "y"), false, true));
    }

    @Test
    void readsAnEventOfTheEmitterWithADateAndARoomThatIsANumber() throws Exception {
        ReceivedMessage<BroadcastCodec.Broadcast> received = broadcasts.decode(ofNode("emitter"));

        assertThat(received.content().packet().data().get(1)).isEqualTo(text("1970-01-01T00:00:00.000Z"));
        assertThat(received.content().options())
                .isEqualTo(new BroadcastOptions(Set.of("tea", "42"), Set.of(), false, false));
    }

    @Test
    void writesAnEventAsNode() throws Exception {
        SocketPacket.Event packet = new SocketPacket.Event("/chat", SocketPacket.NO_ID, data(text("hi")));

        byte[] message = new BroadcastCodec("k1Nd9_").encode(packet, BroadcastOptions.EVERYBODY);

        assertThat(HexFormat.of().formatHex(message)).isEqualTo(HexFormat.of().formatHex(ofNode("plain")));
    }

    @Test
    void anEventSurvivesTheTrip() throws Exception {
        SocketPacket.Event packet = new SocketPacket.Event("/", SocketPacket.NO_ID, data(text("hi"), bytes(7)));
        BroadcastOptions options = new BroadcastOptions(Set.of("a", "b"), Set.of("c"), false, true);

        assertThat(broadcasts.decode(broadcasts.encode(packet, options)))
                .isEqualTo(new ReceivedMessage<>("me", new BroadcastCodec.Broadcast(packet, options)));
    }

    @Test
    @BadInput(73)
    void knowsItsOwnEvents() throws Exception {
        byte[] own = new BroadcastCodec("k1Nd9_")
                .encode(new SocketPacket.Event("/", -1, data(text("hi"))), BroadcastOptions.EVERYBODY);

        assertThat(new BroadcastCodec("k1Nd9_").isOwn(own)).isTrue();
        assertThat(new BroadcastCodec("k1Nd9_").isOwn(ofNode("plain"))).isTrue();
        assertThat(broadcasts.isOwn(own)).isFalse();
        assertThat(broadcasts.isOwn(new byte[0])).isFalse();
    }

    @Test
    void readsARequestForAcknowledgementsOfNode() throws Exception {
        ReceivedMessage<ClusterRequest> received = requests.decode(ofNode("ask"));

        assertThat(received)
                .isEqualTo(new ReceivedMessage<>(
                        "k1Nd9_",
                        new ClusterRequest.BroadcastWithAck(
                                "q7Wx2a",
                                new SocketPacket.Event("/", -1, data(text("ask"), bytes(5))),
                                new BroadcastOptions(Set.of("tea"), Set.of(), false, false),
                                Duration.ofSeconds(3))));
    }

    @Test
    void writesARequestForAcknowledgementsAsNode() throws Exception {
        byte[] message = new RequestCodec("k1Nd9_")
                .encode(new ClusterRequest.BroadcastWithAck(
                        "q7Wx2a",
                        new SocketPacket.Event("/", 17, data(text("ask"), bytes(5))),
                        new BroadcastOptions(Set.of("tea"), Set.of(), false, false),
                        Duration.ofSeconds(3)));

        assertThat(HexFormat.of().formatHex(message)).isEqualTo(HexFormat.of().formatHex(ofNode("ask")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1e999 | PT10M",
                "99999999 | PT10M",
                "0 | PT0.001S",
                "-5 | PT0.001S",
                "2500.7 | PT2.5S",
                "true | PT5S",
                "null | PT5S",
            })
    void aTimeoutIsBounded(String timeout, Duration kept) throws Exception {
        ReceivedMessage<ClusterRequest> received = requests.decode(
                json("{'requestId':'1','type':7,'packet':{'type':2,'data':['x']},'opts':{'flags':{'timeout':" + timeout
                        + "}}}"));

        assertThat(((ClusterRequest.BroadcastWithAck) received.content()).timeout())
                .isEqualTo(kept);
    }

    @Test
    void writesRequestsAsNode() {
        assertThat(readable(requests.encode(new ClusterRequest.AllRooms("1"))))
                .isEqualTo("{'uid':'me','requestId':'1','type':1}");
        assertThat(readable(requests.encode(new ClusterRequest.FetchSockets("1", TEA))))
                .isEqualTo("{'uid':'me','requestId':'1','type':5,'opts':{'rooms':['tea'],'except':['x']}}");
        assertThat(readable(requests.encode(new ClusterRequest.JoinRooms(TEA, List.of("milk")))))
                .isEqualTo("{'uid':'me','type':2,'opts':{'rooms':['tea'],'except':['x']},'rooms':['milk']}");
        assertThat(readable(requests.encode(new ClusterRequest.LeaveRooms(TEA, List.of("milk")))))
                .isEqualTo("{'uid':'me','type':3,'opts':{'rooms':['tea'],'except':['x']},'rooms':['milk']}");
        assertThat(readable(requests.encode(new ClusterRequest.Disconnect(TEA, true))))
                .isEqualTo("{'uid':'me','type':4,'opts':{'rooms':['tea'],'except':['x']},'close':true}");
        assertThat(readable(requests.encode(new ClusterRequest.ServerSideEmit(null, data(text("e"))))))
                .isEqualTo("{'uid':'me','type':6,'data':['e']}");
        assertThat(readable(requests.encode(new ClusterRequest.ServerSideEmit("1", data(text("e"))))))
                .isEqualTo("{'uid':'me','requestId':'1','type':6,'data':['e']}");
    }

    @Test
    void readsWhatItWrites() throws Exception {
        for (ClusterRequest request : List.of(
                new ClusterRequest.AllRooms("1"),
                new ClusterRequest.FetchSockets("1", TEA),
                new ClusterRequest.JoinRooms(TEA, List.of("milk")),
                new ClusterRequest.LeaveRooms(TEA, List.of("milk")),
                new ClusterRequest.Disconnect(TEA, true),
                new ClusterRequest.ServerSideEmit(null, data(text("e"))),
                new ClusterRequest.ServerSideEmit("1", data(text("e"))))) {
            assertThat(requests.decode(requests.encode(request))).isEqualTo(new ReceivedMessage<>("me", request));
        }
    }

    @Test
    void readsTheRequestsOfOlderServersAndOfTheEmitter() throws Exception {
        assertThat(request("{'uid':'n','requestId':'1','type':0,'rooms':['tea']}"))
                .isEqualTo(new ClusterRequest.ListSockets("1", Set.of("tea")));
        assertThat(request("{'requestId':'1','type':2,'sid':'s','room':'tea'}"))
                .isEqualTo(new ClusterRequest.JoinOne("1", "s", "tea"));
        assertThat(request("{'requestId':'1','type':3,'sid':'s','room':'tea'}"))
                .isEqualTo(new ClusterRequest.LeaveOne("1", "s", "tea"));
        assertThat(request("{'requestId':'1','type':4,'sid':'s','close':true}"))
                .isEqualTo(new ClusterRequest.DisconnectOne("1", "s", true));
        assertThat(request("{'type':4,'opts':{'rooms':[],'except':[]}}"))
                .isEqualTo(new ClusterRequest.Disconnect(BroadcastOptions.EVERYBODY, false));
    }

    private ClusterRequest request(String json) throws MalformedMessageException {
        return requests.decode(json(json)).content();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "{'type':'1'}",
                "{'type':1}",
                "{'type':1,'requestId':7}",
                "{'type':99,'requestId':'1'}",
                "{'type':-1,'requestId':'1'}",
                "{'type':1.5,'requestId':'1'}",
                "{'type':5,'requestId':'1'}",
                "{'type':5,'requestId':'1','opts':null}",
                "{'type':5,'requestId':'1','opts':{'rooms':'tea'}}",
                "{'type':5,'requestId':'1','opts':{'rooms':[null]}}",
                "{'type':5,'requestId':'1','opts':{'rooms':[{}]}}",
                "{'type':2,'opts':{},'rooms':'tea'}",
                "{'type':2,'requestId':'1','sid':'s'}",
                "{'type':6,'data':[]}",
                "{'type':6,'data':'x'}",
                "{'type':6}",
                "{'type':7,'requestId':'1','packet':{'type':2,'data':['x']}}",
                "{'type':7,'requestId':'1','opts':{},'packet':{'type':3,'data':['x']}}",
                "{'type':7,'requestId':'1','opts':{},'packet':{'type':2,'data':['connect']}}",
                "{'type':7,'requestId':'1','opts':{},'packet':{'type':2,'data':[]}}",
                "{'type':7,'opts':{},'packet':{'type':2,'data':['x']}}",
                "{'type':1,'requestId':'1','uid':{}}",
                "{'type':1,'requestId':'1'} x",
            })
    void refusesWhatIsNoRequest(String text) {
        assertThatThrownBy(() -> requests.decode(json(text))).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "[]",
                "['a',{'type':2,'data':['x']}]",
                "['a',{'type':2,'data':['x']},{},1]",
                "['a',null,{}]",
                "['a',{'type':2,'data':['x']},null]",
                "['a',{'type':2,'data':{}},{}]",
                "['a',{'type':0,'data':['x']},{}]",
                "[{},{'type':2,'data':['x']},{}]",
                "['a',{'type':2,'data':['x'],'nsp':1},{}]",
            })
    void refusesWhatIsNoEvent(String text) throws Exception {
        JsonValue value = JsonText.parse(text.replace('\'', '"'));
        byte[] message = new MessagePackWriter().value(value).toBytes();

        assertThatThrownBy(() -> broadcasts.decode(message)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void writesAnswersAsNodeAndTellsItsName() {
        assertThat(readable(responses.encode(new ClusterResponse.Rooms("1", Set.of("tea")))))
                .isEqualTo("{'rooms':['tea'],'requestId':'1','uid':'me'}");
        assertThat(readable(responses.encode(new ClusterResponse.SocketIds("1", Set.of("s")))))
                .isEqualTo("{'sockets':['s'],'requestId':'1','uid':'me'}");
        assertThat(readable(responses.encode(new ClusterResponse.Done("1")))).isEqualTo("{'requestId':'1','uid':'me'}");
        assertThat(readable(responses.encode(new ClusterResponse.EmitAnswer("1", JsonValue.NULL))))
                .isEqualTo("{'type':6,'data':null,'requestId':'1','uid':'me'}");
        assertThat(readable(responses.encode(new ClusterResponse.ClientCount("1", 3))))
                .isEqualTo("{'type':8,'clientCount':3,'requestId':'1','uid':'me'}");
        assertThat(readable(responses.encode(new ClusterResponse.Sockets("1", List.of(socket(JsonValue.TRUE))))))
                .isEqualTo("{'sockets':[{'id':'s','handshake':{},'rooms':['s'],'data':true}],"
                        + "'requestId':'1','uid':'me'}");
    }

    /** They would be in the lists of rooms that a Node server shows its operators. */
    @Test
    void ofHiddenRoomsNodeIsNotToldAndParleyIs() throws MalformedMessageException {
        Set<String> rooms = Set.of("s", "tea", "\u0001user:ann");
        ClusterResponse.Sockets sockets = new ClusterResponse.Sockets(
                "1", List.of(new SocketDescription("s", JsonValue.EMPTY_JSON_OBJECT, rooms, JsonValue.TRUE)));
        byte[] message = responses.encode(sockets);

        assertThat(MessageFields.rooms(MessageFields.object(message)
                        .getJsonArray("sockets")
                        .getJsonObject(0)
                        .get("rooms")))
                .containsExactlyInAnyOrder("s", "tea");
        assertThat(responses.decode(message).content()).isEqualTo(sockets);
        assertThat(readable(responses.encode(new ClusterResponse.Rooms("1", rooms))))
                .doesNotContain("user:ann");
    }

    private static SocketDescription socket(JsonValue data) {
        return new SocketDescription("s", JsonValue.EMPTY_JSON_OBJECT, Set.of("s"), data);
    }

    @Test
    void bytesInWhatIsToldOfASocketAreTextInJson() {
        JsonValue data = JSON.createObjectBuilder().add("a", data(bytes(1))).build();

        assertThat(readable(responses.encode(new ClusterResponse.Sockets("1", List.of(socket(data))))))
                .contains("'data':{'a':['AQ==']}");
    }

    /** Or one client could hide all sockets of its node from the others. */
    @ParameterizedTest
    @MethodSource("dev.parley.redis.presence.PresenceFieldsTest#extremes")
    void readsWhatItTellsOfASocketWhateverItsClientSaid(String value) throws Exception {
        JsonValue auth = JsonText.parse("{\"metadata\":" + value + "}");
        ClusterResponse response = new ClusterResponse.Sockets("1", List.of(socket(auth)));

        assertThat(responses.decode(responses.encode(response))).isEqualTo(new ReceivedMessage<>("me", response));
    }

    @Test
    void readsTheAnswersThatItWrites() throws Exception {
        for (ClusterResponse response : List.of(
                new ClusterResponse.Rooms("1", Set.of("tea")),
                new ClusterResponse.SocketIds("1", Set.of("s")),
                new ClusterResponse.Sockets("1", List.of()),
                new ClusterResponse.Sockets("1", List.of(socket(JsonValue.TRUE))),
                new ClusterResponse.Done("1"),
                new ClusterResponse.EmitAnswer("1", text("x")),
                new ClusterResponse.ClientCount("1", 3),
                new ClusterResponse.ClientAck("1", data(bytes(5))),
                new ClusterResponse.ClientAck("1", data()))) {
            assertThat(responses.decode(responses.encode(response))).isEqualTo(new ReceivedMessage<>("me", response));
        }
    }

    @Test
    void readsTheAnswersOfNode() throws Exception {
        assertThat(responses.decode(ofNode("ack")).content())
                .isEqualTo(new ClusterResponse.ClientAck(
                        "q7Wx2a",
                        data(JSON.createObjectBuilder().add("b", bytes(5)).build())));
        assertThat(responses.decode(ofNode("ack without arguments")).content())
                .isEqualTo(new ClusterResponse.ClientAck("q7Wx2a", data()));
        assertThat(responses.decode(json("{'type':6,'requestId':'1'}")))
                .isEqualTo(new ReceivedMessage<>(null, new ClusterResponse.EmitAnswer("1", JsonValue.NULL)));
        assertThat(responses
                        .decode(json("{'requestId':'1','sockets':[{'id':'s','rooms':['s',7]}]}"))
                        .content())
                .isEqualTo(new ClusterResponse.Sockets(
                        "1",
                        List.of(new SocketDescription(
                                "s", JsonValue.EMPTY_JSON_OBJECT, Set.of("s", "7"), JsonValue.NULL))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'requestId':null,'rooms':[]}",
                "{'requestId':'1','rooms':{}}",
                "{'requestId':'1','sockets':{}}",
                "{'requestId':'1','sockets':[{}]}",
                "{'requestId':'1','sockets':[1]}",
                "{'requestId':'1','type':8}",
                "{'requestId':'1','type':8,'clientCount':-1}",
                "{'requestId':'1','type':8,'clientCount':1e10}",
                "{'requestId':'1','type':7}",
            })
    void refusesWhatIsNoAnswer(String text) {
        assertThatThrownBy(() -> responses.decode(json(text))).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void channelsAreThoseOfNode() {
        ChannelNames channels = new ChannelNames("socket.io", "/chat");

        assertThat(channels.broadcasts()).isEqualTo("socket.io#/chat#");
        assertThat(channels.room("tea")).isEqualTo("socket.io#/chat#tea#");
        assertThat(channels.requests()).isEqualTo("socket.io-request#/chat#");
        assertThat(channels.responses()).isEqualTo("socket.io-response#/chat#");
        assertThat(channels.responses("n")).isEqualTo("socket.io-response#/chat#n#");
    }
}
