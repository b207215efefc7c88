package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.robustness.BadInput;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Clients that stop to read cost the others nothing, and are let go in time: when more waits for them than the send buffer
 * holds, at once; otherwise within ten seconds from when the server can notice. What the kernel and the container take before
 * that is bounded.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class StalledClientIT {

    private static final int STALLED = 100;
    private static final int READERS = 3;
    private static final int MESSAGES = 40;
    private static final int BYTES = 500_000;
    /** More than the kernel and the container may keep of it, and less than the queue of a client holds. */
    private static final int FEW_MESSAGES = 16;

    private static final int FEW_BYTES = 40_000;
    /** The promise is ten seconds; a busy machine may take some more. */
    private static final Duration GONE = Duration.ofSeconds(20);

    private static final Duration QUESTIONS = Duration.ofMillis(250);

    @ArquillianResource
    private URL url;

    private final String room = "room-" + UUID.randomUUID();
    private final List<AutoCloseable> clients = new ArrayList<>();
    private long asked = System.nanoTime();

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
    }

    @Test
    @BadInput(60)
    void areLetGoWhileTheOthersGoOn() {
        List<ProtocolClient> readers = readersAmongStalled();

        say(readers, MESSAGES, BYTES);

        awaitTheirEnd(readers);
    }

    @Test
    @BadInput(60)
    void areLetGoThoughTheirQueuesAreNotFull() {
        List<ProtocolClient> readers = readersAmongStalled();

        say(readers, FEW_MESSAGES, FEW_BYTES);
        assertThat(members(readers.get(0))).isEqualTo(READERS + STALLED);

        awaitTheirEnd(readers);
    }

    private List<ProtocolClient> readersAmongStalled() {
        URI server = Deployed.server(url);
        List<ProtocolClient> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            ProtocolClient reader = ProtocolClient.connect(server, TestIssuer.token("reader-" + i + room));
            clients.add(reader);
            readers.add(reader);
            reader.join(room);
        }
        for (int i = 0; i < STALLED; i++) {
            clients.add(StallingClient.in(server, TestIssuer.token("stalled-" + i + room), room));
        }
        assertThat(members(readers.get(0))).isEqualTo(READERS + STALLED);
        return readers;
    }

    private void say(List<ProtocolClient> readers, int messages, int bytes) {
        for (int i = 0; i < messages; i++) {
            JsonObject message = Json.of("{'room':'%s','type':'text','content':'%s'}", room, i + "x".repeat(bytes));
            assertThat(readers.get(0).ask("message", message).getBoolean("success"))
                    .isTrue();
            String number = Integer.toString(i);
            for (ProtocolClient reader : readers) {
                reader.await("message", payload -> payload.getString("content").startsWith(number + "x"));
            }
        }
    }

    private void awaitTheirEnd(List<ProtocolClient> readers) {
        long filled = System.nanoTime();
        Waiting.until("the stalled clients have been let go", () -> isDue() && members(readers.get(0)) == READERS);

        assertThat(Duration.ofNanos(System.nanoTime() - filled)).isLessThan(GONE);
        readers.forEach(reader -> assertThat(reader.call("ping")).isEmpty());
    }

    /** Now and then, because of the rate limit. */
    private boolean isDue() {
        boolean due = System.nanoTime() - asked > QUESTIONS.toNanos();
        if (due) {
            asked = System.nanoTime();
        }
        return due;
    }

    private int members(ProtocolClient reader) {
        return reader.ask("join-room", Json.of("{'room':'%s'}", room)).getInt("memberCount");
    }
}
