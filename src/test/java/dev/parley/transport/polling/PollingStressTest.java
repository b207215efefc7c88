package dev.parley.transport.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineSession;
import dev.parley.engine.Race;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.TestEngine;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.EnginePacketType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/** A client that polls and posts by the rules, many that send to it, and ends of all kinds, on many threads at once. */
class PollingStressTest {

    private static final int MESSAGES = 300;
    private static final int SENDERS = 2;

    private final TestEngine engine = TestEngine.create();
    private final PollingTransport polling = new PollingTransport(engine.time().timers(), Runnable::run);
    private final EngineSession session = engine.open(polling);
    private final List<RecordingExchange> exchanges = new CopyOnWriteArrayList<>();
    private final List<String> received = new ArrayList<>();

    @RepeatedTest(40)
    void nothingIsLostDoubledOrReordered() {
        Race.between(sender(0), sender(1), poster(), this::pollUntilAllIsThere);

        for (int sender = 0; sender < SENDERS; sender++) {
            String mark = "4" + sender + ":";
            assertThat(received.stream().filter(frame -> frame.startsWith(mark)))
                    .containsExactlyElementsOf(sentBy(sender));
        }
        assertThat(engine.listener().events()).hasSize(MESSAGES);
        assertEachAnsweredOnce();
    }

    @RepeatedTest(40)
    void everyRequestHasOneAnswerHoweverTheSessionEnds() {
        Race.between(
                sender(0),
                poster(),
                this::pollUntilRefused,
                () -> session.close(CloseReason.SERVER_SHUTTING_DOWN),
                () -> {
                    polling.pause();
                    polling.resume();
                },
                () -> session.abort(CloseReason.FORCED_CLOSE));

        assertEachAnsweredOnce();
        assertThat(engine.listener().closes()).hasSize(1);
        assertThat(engine.server().sessions()).isEmpty();
    }

    @RepeatedTest(40)
    void everyRequestHasOneAnswerWhenTheSessionLeavesForAWebSocket() {
        RecordingTransport webSocket = RecordingTransport.webSocket();
        Race.between(sender(0), poster(), this::pollUntilRefused, () -> {
            assertThat(session.upgradeTo(webSocket)).isTrue();
            webSocket.receive(EnginePacket.of(EnginePacketType.PING, "probe"));
            webSocket.receive(EnginePacket.UPGRADE);
        });

        assertEachAnsweredOnce();
        webSocket.frames().stream().filter(frame -> frame.startsWith("40:")).forEach(received::add);
        assertThat(received.stream().filter(frame -> frame.startsWith("40:"))).containsExactlyElementsOf(sentBy(0));
    }

    private Race.Runner sender(int name) {
        return () -> {
            for (int i = 0; i < MESSAGES; i++) {
                session.send(EnginePacket.message(name + ":" + i));
            }
        };
    }

    private static List<String> sentBy(int sender) {
        return IntStream.range(0, MESSAGES)
                .mapToObj(i -> "4" + sender + ":" + i)
                .toList();
    }

    private Race.Runner poster() {
        return () -> {
            for (int i = 0; i < MESSAGES; i++) {
                RecordingExchange exchange = newExchange();
                if (polling.beginPost(exchange)) {
                    polling.receive(exchange, "4p" + i);
                }
            }
        };
    }

    private RecordingExchange newExchange() {
        RecordingExchange exchange = new RecordingExchange();
        exchanges.add(exchange);
        return exchange;
    }

    private void pollUntilAllIsThere() {
        while (received.size() < SENDERS * MESSAGES) {
            received.addAll(poll());
            received.removeIf(frame -> !frame.startsWith("4"));
        }
    }

    private void pollUntilRefused() {
        List<String> frames = poll();
        while (!frames.isEmpty()) {
            received.addAll(frames);
            frames = poll();
        }
    }

    /** Polls and waits for the answer; the packets in it, none if it was refused. */
    private List<String> poll() {
        RecordingExchange exchange = newExchange();
        polling.poll(exchange);
        while (exchange.answers().isEmpty()) {
            Thread.onSpinWait();
        }
        String answer = exchange.answers().get(0);
        return answer.startsWith("200 ") ? List.of(answer.substring(4).split("\u001e")) : List.of();
    }

    private void assertEachAnsweredOnce() {
        assertThat(exchanges)
                .allSatisfy(exchange -> assertThat(exchange.answers()).hasSize(1));
    }
}
