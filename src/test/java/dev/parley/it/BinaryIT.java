package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.FreePort;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Binary data both ways with the official Java client. The contract's events have none, so this is the product's engine
 * with the handlers of the conformance application.
 */
class BinaryIT {

    private static final byte[] SOME = {0, 1, 2, (byte) 0xff, '"', '\\', 0x1e};

    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = ServerProcess.start("binary", "parley-conformance.war", FreePort.find(), Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void binaryArgumentsOfAnEventComeBack(String transport) throws JSONException {
        try (JavaClient client = connect(transport)) {
            client.emit("message", SOME, "text", new JSONObject().put("inner", new byte[] {7}), new byte[0]);

            Object[] back = client.await("message-back");

            assertThat(back).hasSize(4);
            assertThat(back[0]).isEqualTo(SOME);
            assertThat(back[1]).isEqualTo("text");
            assertThat(((JSONObject) back[2]).get("inner")).isEqualTo(new byte[] {7});
            assertThat(back[3]).isEqualTo(new byte[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void binaryArgumentsOfAnAcknowledgementComeBack(String transport) {
        byte[] large = new byte[500_000];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31);
        }
        try (JavaClient client = connect(transport)) {
            Object[] back = client.call("message-with-ack", SOME, large);

            assertThat(back).hasSize(2);
            assertThat(back[0]).isEqualTo(SOME);
            assertThat(back[1]).isEqualTo(large);
        }
    }

    private static JavaClient connect(String transport) {
        return new JavaClient(URI.create(server.url()), Map.of(), transport).connect();
    }
}
