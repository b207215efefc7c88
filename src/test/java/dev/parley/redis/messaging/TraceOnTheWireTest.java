package dev.parley.redis.messaging;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.codec.SocketPacket;
import dev.parley.tracing.TraceContext;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The span of the sender goes to the other nodes in the options of an event, where servers of Node do not look for it. */
class TraceOnTheWireTest {

    private static final SocketPacket.Event EVENT = new SocketPacket.Event(
            "/", SocketPacket.NO_ID, JSON.createArrayBuilder().add("e").build());
    private static final TraceContext SPAN =
            TraceContext.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a=1");
    private static final BroadcastOptions PLAIN = new BroadcastOptions(Set.of("r"), Set.of("x"), false, true);

    @Test
    void anEventKeepsItByTheClassicWire() throws MalformedMessageException {
        BroadcastCodec codec = new BroadcastCodec("me");
        BroadcastOptions traced = PLAIN.within(SPAN);

        assertThat(codec.decode(codec.encode(EVENT, traced)).content().options())
                .isEqualTo(traced);
        assertThat(codec.decode(codec.encode(EVENT, PLAIN)).content().options()).isEqualTo(PLAIN);
    }

    @Test
    void anEventThatIsAcknowledgedKeepsItToo() throws MalformedMessageException {
        RequestCodec codec = new RequestCodec("me");
        BroadcastOptions traced = new BroadcastOptions(Set.of("r"), Set.of(), false, false).within(SPAN);
        ClusterRequest request = new ClusterRequest.BroadcastWithAck("1", EVENT, traced, Duration.ofSeconds(1));

        assertThat(codec.decode(codec.encode(request)).content()).isEqualTo(request);
    }

    @Test
    void theOtherWiresHaveItInTheOptionsToo() throws MalformedMessageException {
        JsonObject written = MessageFields.options(PLAIN.within(SPAN)).build();

        assertThat(MessageFields.options(written).trace()).isEqualTo(SPAN);
        assertThat(MessageFields.options(PLAIN).build()).containsOnlyKeys("rooms", "except");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "{}", "[]", "\"zz\"", "\"\""})
    void whatIsWrongWithItDoesNotMatterToTheEvent(String value) throws MalformedMessageException {
        JsonObject options = MessageFields.object(
                ("{\"rooms\":[],\"except\":[],\"traceparent\":" + value + ",\"tracestate\":" + value + "}").getBytes());

        assertThat(MessageFields.options(options)).isEqualTo(BroadcastOptions.EVERYBODY);
    }
}
