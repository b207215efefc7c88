package dev.parley.redis.messaging.cluster;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.redis.messaging.MalformedMessageException;
import dev.parley.redis.messaging.MessagePackWriter;
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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages between nodes on the wires sharded and streams, against bytes that Node has made. */
class ClusterMessageTest {

    private static final BroadcastOptions TEA = new BroadcastOptions(Set.of("tea"), Set.of(), false, false);

    private final ClusterMessageReader reader = new ClusterMessageReader("me", "/");
    private final ClusterMessageWriter asking = new ClusterMessageWriter(RecordedMessages.ASKING, "/");
    private final ClusterMessageWriter answering = new ClusterMessageWriter(RecordedMessages.ANSWERING, "/");

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static JsonValue text(String text) {
        return JSON.createValue(text);
    }

    private static JsonArray data(JsonValue... values) {
        var array = JSON.createArrayBuilder();
        List.of(values).forEach(array::add);
        return array.build();
    }

    private static BinaryValue bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return new BinaryValue(bytes);
    }

    private static SocketPacket.Event event(JsonValue... values) {
        return new SocketPacket.Event("/", SocketPacket.NO_ID, data(values));
    }

    private static BroadcastOptions to(String... rooms) {
        return new BroadcastOptions(Set.of(rooms), Set.of(), false, false);
    }

    private static JsonValue parsed(String text) throws Exception {
        return JsonText.parse(text.replace('\'', '"'));
    }

    private List<Heard.Saying> read(List<byte[]> messages) throws MalformedMessageException {
        Heard heard = new Heard();
        for (byte[] message : messages) {
            reader.read(message, heard);
        }
        return heard.all;
    }

    private Object asked(String name) throws MalformedMessageException {
        Heard.Saying saying = read(RecordedMessages.of(name).subList(0, 1)).get(0);
        assertThat(saying.node()).isEqualTo(RecordedMessages.ASKING);
        return saying.content();
    }

    private List<Object> answers(String name) throws MalformedMessageException {
        List<byte[]> all = RecordedMessages.of(name);
        List<Heard.Saying> sayings = read(all.subList(1, all.size()));
        assertThat(sayings).extracting(Heard.Saying::node).containsOnly(RecordedMessages.ANSWERING);
        return sayings.stream().map(Heard.Saying::content).toList();
    }

    private static String idOf(Object asked) {
        if (asked instanceof ClusterRequest.BroadcastWithAck broadcast) {
            return broadcast.id();
        }
        return asked instanceof ClusterRequest.FetchSockets fetch
                ? fetch.id()
                : ((ClusterRequest.ServerSideEmit) asked).id();
    }

    @Test
    void readsTheEventsOfNode() throws Exception {
        assertThat(asked("all"))
                .isEqualTo(new Heard.Event(
                        event(text("hi"), JSON.createValue(1), parsed("{'a':[1,2.5]}")), BroadcastOptions.EVERYBODY));
        assertThat(asked("room"))
                .isEqualTo(new Heard.Event(
                        event(text("hi")), new BroadcastOptions(Set.of("tea"), Set.of("x"), false, false)));
        assertThat(asked("rooms volatile"))
                .isEqualTo(new Heard.Event(
                        event(text("hi")), new BroadcastOptions(Set.of("tea", "y"), Set.of(), false, true)));
        assertThat(asked("private")).isEqualTo(new Heard.Event(event(text("hi")), to("abcdefghijklmnopqrst")));
        assertThat(asked("compress")).isEqualTo(new Heard.Event(event(text("hi")), TEA));
        assertThat(asked("binary")).isEqualTo(new Heard.Event(event(text("hi"), bytes(1, 2)), TEA));
    }

    @Test
    void whatIsNoJsonIsTheSameWithAndWithoutBytes() throws Exception {
        JsonValue date = text("1970-01-01T00:00:00.000Z");

        assertThat(asked("odd"))
                .isEqualTo(new Heard.Event(event(text("d"), date, JsonValue.NULL, JsonValue.NULL), TEA));
        assertThat(asked("odd binary"))
                .isEqualTo(new Heard.Event(event(text("d"), date, JsonValue.NULL, JsonValue.NULL, bytes(7)), TEA));
    }

    @Test
    void readsRequestsForAcknowledgementsOfNode() throws Exception {
        Object plain = asked("ack");
        Object binary = asked("ack binary");

        assertThat(plain)
                .isEqualTo(new ClusterRequest.BroadcastWithAck(
                        idOf(plain), event(text("q"), text("x")), TEA, Duration.ofSeconds(1)));
        assertThat(binary)
                .isEqualTo(new ClusterRequest.BroadcastWithAck(
                        idOf(binary), event(text("q"), bytes(5)), BroadcastOptions.EVERYBODY, Duration.ofSeconds(1)));
    }

    @Test
    void readsTheAcknowledgementsOfNode() throws Exception {
        assertThat(answers("ack"))
                .containsExactly(
                        new ClusterResponse.ClientCount(idOf(asked("ack")), 1),
                        new ClusterResponse.ClientAck(idOf(asked("ack")), data(text("x"))));
        assertThat(answers("ack binary"))
                .containsExactly(
                        new ClusterResponse.ClientCount(idOf(asked("ack binary")), 1),
                        new ClusterResponse.ClientAck(idOf(asked("ack binary")), data(bytes(5))));
        assertThat(answers("ack nothing"))
                .containsExactly(
                        new ClusterResponse.ClientCount(idOf(asked("ack nothing")), 1),
                        new ClusterResponse.ClientAck(idOf(asked("ack nothing")), data()));
    }

    @Test
    void readsTheRequestsOfNode() throws Exception {
        assertThat(asked("join")).isEqualTo(new ClusterRequest.JoinRooms(TEA, List.of("m", "n")));
        assertThat(asked("leave")).isEqualTo(new ClusterRequest.LeaveRooms(BroadcastOptions.EVERYBODY, List.of("m")));
        assertThat(asked("disconnect")).isEqualTo(new ClusterRequest.Disconnect(TEA, false));
        assertThat(asked("disconnect close"))
                .isEqualTo(new ClusterRequest.Disconnect(BroadcastOptions.EVERYBODY, true));
        assertThat(asked("fetch")).isEqualTo(new ClusterRequest.FetchSockets(idOf(asked("fetch")), TEA));
        assertThat(asked("tell"))
                .isEqualTo(new ClusterRequest.ServerSideEmit(null, data(text("ask"), JSON.createValue(1), text("x"))));
        assertThat(asked("tell binary"))
                .isEqualTo(new ClusterRequest.ServerSideEmit(null, data(text("tell"), bytes(1))));
        assertThat(asked("ask"))
                .isEqualTo(new ClusterRequest.ServerSideEmit(idOf(asked("ask")), data(text("ask"), text("x"))));
        assertThat(asked("ask binary"))
                .isEqualTo(new ClusterRequest.ServerSideEmit(idOf(asked("ask binary")), data(text("ask"), bytes(3))));
    }

    @Test
    void readsTheAnswersOfNode() throws Exception {
        assertThat(answers("ask")).containsExactly(new ClusterResponse.EmitAnswer(idOf(asked("ask")), text("x")));
        assertThat(answers("ask binary"))
                .containsExactly(new ClusterResponse.EmitAnswer(idOf(asked("ask binary")), bytes(3)));
        assertThat(answers("ask nothing"))
                .containsExactly(new ClusterResponse.EmitAnswer(idOf(asked("ask nothing")), JsonValue.NULL));
    }

    @Test
    void readsTheSocketsOfNode() throws Exception {
        for (String name : List.of("fetch", "fetch binary")) {
            ClusterResponse.Sockets sockets =
                    (ClusterResponse.Sockets) answers(name).get(0);

            assertThat(sockets.requestId()).isEqualTo(idOf(asked(name)));
            assertThat(sockets.sockets()).singleElement().satisfies(socket -> {
                assertThat(socket.id()).hasSize(20);
                assertThat(socket.rooms()).containsExactlyInAnyOrder(socket.id(), "tea", "n");
                assertThat(socket.handshake().getString("address")).isEqualTo("127.0.0.1");
                assertThat(socket.data())
                        .isEqualTo(
                                name.equals("fetch")
                                        ? parsed("{'x':1}")
                                        : JSON.createObjectBuilder()
                                                .add("b", bytes(9))
                                                .build());
            });
        }
    }

    /** All but those with a flag that Parley has not, with what is no JSON, and of a handler that answers nothing. */
    static Stream<RecordedMessages.Recorded> whatParleySendsAsWell() {
        return RecordedMessages.all().stream()
                .filter(recorded -> !Set.of("compress", "odd binary").contains(recorded.name()))
                .filter(recorded -> !recorded.name().equals("ask nothing")
                        || recorded.channel().equals("socket.io#/#"));
    }

    @ParameterizedTest
    @MethodSource("whatParleySendsAsWell")
    void writesTheVeryBytesOfNode(RecordedMessages.Recorded recorded) throws Exception {
        Heard.Saying said = read(List.of(recorded.message())).get(0);
        ClusterMessageWriter writer = said.node().equals(RecordedMessages.ASKING) ? asking : answering;

        byte[] written = written(writer, said.content());

        boolean severalRooms = Set.of("rooms volatile", "fetch", "fetch binary").contains(recorded.name());
        assertThat(printable(severalRooms ? sorted(written) : written))
                .isEqualTo(printable(severalRooms ? sorted(recorded.message()) : recorded.message()));
    }

    /** The rooms of a socket, and those of a message, are a set: they have another order in each run. */
    private static byte[] sorted(byte[] message) {
        byte[] sorted = message.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static byte[] written(ClusterMessageWriter writer, Object content) {
        if (content instanceof Heard.Event event) {
            return writer.broadcast(event.packet(), event.options());
        }
        return content instanceof ClusterRequest request
                ? writer.request(request)
                : writer.response((ClusterResponse) content);
    }

    private static String printable(byte[] message) {
        return message[0] == '{'
                ? new String(message, StandardCharsets.UTF_8)
                : HexFormat.of().formatHex(message);
    }

    @Test
    void aNodeKnowsItsOwnMessagesInBothForms() {
        for (RecordedMessages.Recorded recorded : RecordedMessages.all()) {
            boolean isOfTheAskingOne = recorded.channel().equals("socket.io#/#")
                    || recorded.channel().equals("socket.io#/#tea#");
            assertThat(asking.isOwn(recorded.message())).as("%s", recorded).isEqualTo(isOfTheAskingOne);
            assertThat(answering.isOwn(recorded.message())).as("%s", recorded).isEqualTo(!isOfTheAskingOne);
        }
        assertThat(asking.isOwn(new byte[0])).isFalse();
    }

    @Test
    void whatTheNodeHasSentItselfIsPassedOverEvenInAnotherOrder() throws Exception {
        Heard heard = new Heard();

        reader.read(json("{'nsp':'/','uid':'me','type':5,'data':{'opts':{},'rooms':['m']}}"), heard);

        assertThat(heard.all).isEmpty();
    }

    @Test
    void whatIsForAnotherNamespaceIsPassedOver() throws Exception {
        Heard heard = new Heard();
        ClusterMessageReader chat = new ClusterMessageReader("me", "/chat");

        for (RecordedMessages.Recorded recorded : RecordedMessages.all()) {
            chat.read(recorded.message(), heard);
        }

        assertThat(heard.all).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'type':1", "{'type':2", "{'type':13"})
    void heartbeatsOfItsRelativesArePassedOver(String beginning) throws Exception {
        Heard heard = new Heard();

        reader.read(json(beginning + ",'uid':'n','nsp':'/'}"), heard);

        assertThat(heard.all).isEmpty();
    }

    /** A sender without a name can be answered on the main channel, where all understand answers. */
    @Test
    void whoDoesNotTellItsNameIsServed() throws Exception {
        Heard heard = new Heard();

        reader.read(json("{'type':7,'data':{'requestId':'1','opts':{}},'nsp':'/'}"), heard);

        assertThat(heard.all)
                .containsExactly(
                        new Heard.Saying(null, new ClusterRequest.FetchSockets("1", BroadcastOptions.EVERYBODY)));
    }

    @ParameterizedTest
    @BadInput(72)
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "{'type':3,'uid':'n','data':{'opts':{},'packet':{'type':2,'data':['x']}}}",
                "{'type':3,'nsp':'/','uid':'n'}",
                "{'type':'3','nsp':'/','uid':'n','data':{'opts':{},'packet':{'type':2,'data':['x']}}}",
                "{'type':3,'nsp':'/','uid':{},'data':{'opts':{},'packet':{'type':2,'data':['x']}}}",
                "{'type':3,'nsp':'/','uid':'n','data':{'packet':{'type':2,'data':['x']}}}",
                "{'type':3,'nsp':'/','uid':'n','data':{'opts':{}}}",
                "{'type':3,'nsp':'/','uid':'n','data':{'opts':{},'packet':{'type':3,'data':['x']}}}",
                "{'type':3,'nsp':'/','uid':'n','data':{'opts':{},'packet':{'type':2,'data':[]}}}",
                "{'type':3,'nsp':'/','uid':'n','data':{'opts':{},'packet':{'type':2,'data':['connect']}}}",
                "{'type':3,'nsp':'/','uid':'n','data':{'opts':{'rooms':'tea'},'packet':{'type':2,'data':['x']}}}",
                "{'type':3,'nsp':'/','uid':'n','data':{'requestId':7,'opts':{},'packet':{'type':2,'data':['x']}}}",
                "{'type':3,'nsp':'/','uid':'n','data':{'requestId':null,'opts':{},'packet':{'type':2,'data':['x']}}}",
                "{'type':4,'nsp':'/','uid':'n','data':{'opts':{},'rooms':'m'}}",
                "{'type':4,'nsp':'/','uid':'n','data':{'rooms':['m']}}",
                "{'type':5,'nsp':'/','uid':'n','data':{'opts':{},'rooms':[{}]}}",
                "{'type':6,'nsp':'/','uid':'n','data':{}}",
                "{'type':7,'nsp':'/','uid':'n','data':{'opts':{}}}",
                "{'type':8,'nsp':'/','uid':'n','data':{'sockets':[]}}",
                "{'type':8,'nsp':'/','uid':'n','data':{'requestId':'1'}}",
                "{'type':8,'nsp':'/','uid':'n','data':{'requestId':'1','sockets':['s']}}",
                "{'type':8,'nsp':'/','uid':'n','data':{'requestId':'1','sockets':[{}]}}",
                "{'type':9,'nsp':'/','uid':'n','data':{'packet':[]}}",
                "{'type':9,'nsp':'/','uid':'n','data':{}}",
                "{'type':10,'nsp':'/','uid':'n','data':{}}",
                "{'type':11,'nsp':'/','uid':'n','data':{'requestId':'1'}}",
                "{'type':11,'nsp':'/','uid':'n','data':{'requestId':'1','clientCount':-1}}",
                "{'type':12,'nsp':'/','uid':'n','data':{}}",
                "{'type':12,'nsp':'/','uid':'n','data':null}",
                "{'type':0,'nsp':'/','uid':'n','data':{}}",
                "{'type':14,'nsp':'/','uid':'n','data':{}}",
                "{'type':1,'nsp':'/','uid':'n'} x",
            })
    void refusesWhatIsNoMessage(String text) {
        assertThatThrownBy(() -> reader.read(json(text), new Heard())).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @BadInput(72)
    void everyBeginningOfAMessageIsRefused() {
        for (RecordedMessages.Recorded recorded : RecordedMessages.all()) {
            for (int length = 0; length < recorded.message().length; length++) {
                byte[] beginning = Arrays.copyOf(recorded.message(), length);
                assertThatThrownBy(() -> reader.read(beginning, new Heard()))
                        .as("%s, %d bytes", recorded, length)
                        .isInstanceOf(MalformedMessageException.class);
            }
        }
    }

    /** An application that throws is no malformed message. */
    @Test
    void whatTheListenerThrowsIsNotTakenForABadMessage() {
        Heard failing = new Heard() {
            @Override
            public void request(String node, ClusterRequest request) {
                throw new IllegalArgumentException("of the application");
            }
        };

        assertThatThrownBy(() -> reader.read(RecordedMessages.of("join").get(0), failing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("of the application");
    }

    @Test
    void anExceptionAndAVolatileFlagAreWritten() {
        BroadcastOptions options = new BroadcastOptions(Set.of("tea"), Set.of("x"), false, true);

        assertThat(printable(asking.broadcast(event(text("hi")), options)))
                .contains("\"opts\":{\"rooms\":[\"tea\"],\"except\":[\"x\"],\"flags\":{\"volatile\":true}}");
        assertThat(printable(asking.request(new ClusterRequest.BroadcastWithAck(
                        "1", event(text("hi")).withId(7), options, Duration.ofMillis(1500)))))
                .contains("\"packet\":{\"type\":2,\"data\":[\"hi\"]},\"requestId\":\"1\"")
                .contains("\"flags\":{\"volatile\":true,\"timeout\":1500}");
    }

    /** They would be in the lists of rooms that a Node server shows its operators. */
    @Test
    void ofHiddenRoomsNodeIsNotToldAndParleyIs() throws Exception {
        ClusterResponse.Sockets sockets = new ClusterResponse.Sockets(
                "1",
                List.of(new SocketDescription(
                        "s", JsonValue.EMPTY_JSON_OBJECT, Set.of("s", "\u0001user:ann"), JsonValue.TRUE)));
        byte[] message = answering.response(sockets);

        assertThat(printable(message)).contains("\"rooms\":[\"s\"]");
        assertThat(read(List.of(message))).containsExactly(new Heard.Saying(RecordedMessages.ANSWERING, sockets));
    }

    @Test
    void whatThisWireDoesNotHaveIsNotWritten() {
        assertThatThrownBy(() -> asking.request(new ClusterRequest.AllRooms("1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> asking.response(new ClusterResponse.Done("1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMessageInMessagePackWithoutBytesIsReadAsWell() throws Exception {
        byte[] message = new MessagePackWriter()
                .value(JsonText.parse(printable(RecordedMessages.of("join").get(0))))
                .toBytes();

        assertThat(read(List.of(message)))
                .containsExactly(new Heard.Saying(
                        RecordedMessages.ASKING, new ClusterRequest.JoinRooms(TEA, List.of("m", "n"))));
    }
}
