package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.robustness.BadInput;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who has not shown a token yet may send 16 KiB at once, and so cannot fill the heap; who has may send all that is allowed. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class StrangersIT {

    private static final int STRANGERS_MESSAGE = 16 * 1024;
    private static final int TOO_BIG = 1009;

    @ArquillianResource
    private URL url;

    private URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war();
    }

    @BeforeEach
    void find() {
        server = Deployed.server(url);
    }

    @Test
    void aFrameOverTheLimitOfStrangersEndsTheirSession() {
        try (WebSocketWire stranger = WebSocketWire.open(server)) {
            stranger.send(new byte[STRANGERS_MESSAGE + 1]);

            assertThat(stranger.closeCode()).isEqualTo(TOO_BIG);
        }
    }

    @Test
    @BadInput(19)
    void aMessageInPiecesEndsTheirSessionWhenItsPiecesAreOverTheLimit() {
        try (WebSocketWire stranger = WebSocketWire.open(server)) {
            for (int sent = 0; sent <= STRANGERS_MESSAGE; sent += 4096) {
                stranger.sendPart(new byte[4096]);
            }

            assertThat(stranger.closeCode()).isEqualTo(TOO_BIG);
        }
    }

    /** A connection that is closed with bytes unread is reset, and a reset may overtake the close frame. */
    @RepeatedTest(30)
    void whoIsStillSendingLearnsWhyTheSessionEnds() {
        try (WebSocketWire stranger = WebSocketWire.open(server)) {
            // The client cuts it into frames of 16 KiB.
            stranger.send("4" + "x".repeat(100_000));

            assertThat(stranger.closeCode()).isEqualTo(TOO_BIG);
        }
    }

    @Test
    void aBodyOverTheLimitOfStrangersEndsTheirSession() {
        try (PollingWire stranger = PollingWire.openWithoutPolls(server)) {
            HttpResponse<String> answer = Http.send(HttpRequest.newBuilder(stranger.session())
                    .POST(BodyPublishers.ofString("4" + "x".repeat(STRANGERS_MESSAGE))));

            assertThat(answer.statusCode()).isEqualTo(413);
        }
    }

    @Test
    void whoHasShownATokenMaySendALargeMessage() {
        try (ProtocolClient client = ProtocolClient.connect(server, TestIssuer.token("ann"))) {
            String content = "x".repeat(500_000);
            client.join("strangers");

            assertThat(client.ask("message", Json.of("{'room':'strangers','content':'%s','type':'text'}", content))
                            .getBoolean("success"))
                    .isTrue();
        }
    }
}
