package dev.parley.redis.messaging.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import dev.parley.redis.messaging.StreamEntry;
import dev.parley.redis.messaging.cluster.Heard;
import dev.parley.redis.messaging.cluster.RecordingExchange;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.adapter.StreamId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The entries and the messages of the wire of streams, against what Node has appended and published. */
class StreamMessageTest {

    private static final String ASKING = "14202b7626ee51a0";
    private static final String ANSWERING = "281201a42ceacca7";
    private static final HexFormat HEX = HexFormat.of();

    private final ManualTime time = new ManualTime();

    /** What a server of Node has sent: an entry if there is a type, else a message. */
    record Recorded(String name, String channel, String type, String content) {

        boolean isEntry() {
            return channel.equals("stream");
        }

        String sender() {
            return isEntry() || channel.equals("socket.io#/#") ? ASKING : ANSWERING;
        }

        @Override
        public String toString() {
            return name + " to " + channel;
        }
    }

    static Stream<Recorded> whatNodeSends() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                StreamMessageTest.class.getResourceAsStream("messages.tsv"), StandardCharsets.UTF_8))) {
            return in
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(parts -> parts.length == 4
                            ? new Recorded(parts[0], parts[1], parts[2], parts[3])
                            : new Recorded(parts[0], parts[1], null, parts[2]))
                    .toList()
                    .stream();
        }
    }

    /** All but what Parley sends by the channel, and what is no JSON. */
    static Stream<Recorded> whatParleySendsAsWell() throws IOException {
        return whatNodeSends()
                .filter(recorded -> !Set.of("rooms volatile", "date binary").contains(recorded.name()));
    }

    private static List<byte[]> fields(Recorded recorded) {
        return Stream.of("uid", recorded.sender(), "nsp", "/", "type", recorded.type(), "data", recorded.content())
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private Heard.Saying heard(Recorded recorded) throws Exception {
        RecordingExchange exchange = new RecordingExchange("me", time.clock());
        Heard heard = new Heard();
        new StreamsBus("/", exchange).open(heard);
        if (recorded.isEntry()) {
            exchange.followers().get("/").read(new StreamEntry(StreamId.ZERO, fields(recorded), false));
        } else {
            exchange.readers().get("socket.io#/#").read(HEX.parseHex(recorded.content()));
        }
        assertThat(heard.all).hasSize(1);
        return heard.all.get(0);
    }

    @ParameterizedTest
    @MethodSource("whatNodeSends")
    void readsWhatNodeSends(Recorded recorded) throws Exception {
        Heard.Saying saying = heard(recorded);

        assertThat(saying.node()).isEqualTo(recorded.sender());
        if (recorded.name().equals("rooms volatile")) {
            assertThat(((Heard.Event) saying.content()).options().droppable()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("whatParleySendsAsWell")
    void sendsTheVeryBytesOfNode(Recorded recorded) throws Exception {
        Object content = heard(recorded).content();
        RecordingExchange exchange = new RecordingExchange(recorded.sender(), time.clock());
        StreamsBus bus = new StreamsBus("/", exchange);
        bus.open(new Heard());

        if (content instanceof Heard.Event event) {
            bus.publish(event.packet(), event.options());
        } else if (content instanceof ClusterRequest request) {
            bus.publish(request);
        } else {
            bus.respond(ASKING, (ClusterResponse) content);
        }

        if (recorded.isEntry()) {
            assertThat(texts(exchange.appended().get(0))).isEqualTo(texts(fields(recorded)));
        } else {
            assertThat(exchange.lastChannel()).isEqualTo(recorded.channel());
            assertThat(sortedIfRooms(recorded, exchange.published().get(0).message()))
                    .isEqualTo(sortedIfRooms(recorded, HEX.parseHex(recorded.content())));
        }
    }

    private static List<String> texts(List<byte[]> fields) {
        return fields.stream()
                .map(field -> new String(field, StandardCharsets.UTF_8))
                .toList();
    }

    /** The rooms of a socket are a set: they have another order in each run. */
    private static String sortedIfRooms(Recorded recorded, byte[] message) {
        byte[] bytes = message.clone();
        if (recorded.name().equals("fetch")) {
            Arrays.sort(bytes);
        }
        return HEX.formatHex(bytes);
    }
}
