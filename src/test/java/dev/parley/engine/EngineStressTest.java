package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.EnginePacketType;
import dev.parley.robustness.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many threads on one session while its transport changes. What must hold does so however they meet. */
class EngineStressTest {

    private static final int ROUNDS = 60;
    private static final int SENDERS = 3;
    private static final int MESSAGES = 200;

    private final TestEngine engine = TestEngine.create();
    private final RecordingTransport polling = RecordingTransport.polling();
    private final RecordingTransport webSocket = RecordingTransport.webSocket();
    private final EngineSession session = engine.open(polling);

    @Test
    @BadInput(33)
    void nothingIsLostDoubledOrReorderedByAnUpgrade() {
        for (int round = 0; round < ROUNDS; round++) {
            new EngineStressTest().upgradeUnderLoad();
        }
    }

    @Test
    void aCloseInMidUpgradeCutsEachSenderOffAtOnePoint() {
        for (int round = 0; round < ROUNDS; round++) {
            new EngineStressTest().closeUnderLoad(round);
        }
    }

    @Test
    void anEndByEveryoneAtOnceIsToldOnceAndLeavesNothing() {
        for (int round = 0; round < ROUNDS; round++) {
            new EngineStressTest().endUnderLoad();
        }
    }

    private void upgradeUnderLoad() {
        Race.between(sender(0), sender(1), sender(2), this::beTheClient);

        for (int sender = 0; sender < SENDERS; sender++) {
            assertThat(receivedFrom(sender)).isEqualTo(sentBy(sender, MESSAGES));
        }
        assertThat(engine.listener().events()).isEqualTo(sentBy(9, MESSAGES));
        assertThat(engine.listener().overlaps()).isZero();
        session.close(CloseReason.FORCED_CLOSE);
        assertEndedOnceAndNothingIsLeft();
    }

    private void closeUnderLoad(int round) {
        Race.between(sender(0), sender(1), sender(2), this::beTheClient, () -> {
            for (int i = 0; i < round * 10; i++) {
                session.execute(() -> {});
            }
            session.close(CloseReason.SERVER_SHUTTING_DOWN);
        });
        polling.poll();

        for (int sender = 0; sender < SENDERS; sender++) {
            List<String> received = receivedFrom(sender);
            assertThat(received).isEqualTo(sentBy(sender, received.size()));
        }
        engine.time().advance(TestEngine.CLOSE_TIMEOUT);
        assertEndedOnceAndNothingIsLeft();
    }

    private void endUnderLoad() {
        Race.between(
                sender(0),
                sender(1),
                this::beTheClient,
                () -> session.close(CloseReason.SERVER_SHUTTING_DOWN),
                () -> session.abort(CloseReason.FORCED_CLOSE),
                () -> polling.lose(CloseReason.TRANSPORT_CLOSE));

        assertEndedOnceAndNothingIsLeft();
    }

    private Race.Runner sender(int name) {
        return () -> {
            for (int i = 0; i < MESSAGES; i++) {
                session.send(EnginePacket.message(name + ":" + i));
            }
        };
    }

    /** Speaks half over polling, changes to the WebSocket by the rules, speaks the other half there. */
    private void beTheClient() {
        for (int i = 0; i < MESSAGES / 2; i++) {
            polling.poll();
            polling.receive(EnginePacket.message("9:" + i));
        }
        if (!session.upgradeTo(webSocket)
                || !webSocket.receive(EnginePacket.of(EnginePacketType.PING, "probe"))
                || !webSocket.receive(EnginePacket.UPGRADE)) {
            return;
        }
        for (int i = MESSAGES / 2; i < MESSAGES; i++) {
            webSocket.receive(EnginePacket.message("9:" + i));
        }
    }

    private List<String> receivedFrom(int sender) {
        List<String> frames = new ArrayList<>(polling.frames());
        frames.addAll(webSocket.frames());
        return frames.stream()
                .filter(frame -> frame.startsWith("4" + sender + ":"))
                .map(frame -> frame.substring(1))
                .toList();
    }

    private static List<String> sentBy(int sender, int count) {
        return IntStream.range(0, count).mapToObj(i -> sender + ":" + i).toList();
    }

    private void assertEndedOnceAndNothingIsLeft() {
        assertThat(engine.listener().closes()).hasSize(1);
        assertThat(engine.listener().overlaps()).isZero();
        assertThat(engine.server().sessions()).isEmpty();
        assertThat(engine.server().openSessions()).isZero();
        assertThat(engine.time().pending()).isZero();
        assertThat(Stream.of(polling, webSocket).filter(transport -> !transport.isOver()))
                .as("a transport that was attached and is still there")
                .allMatch(transport -> transport.journal().isEmpty());
    }
}
