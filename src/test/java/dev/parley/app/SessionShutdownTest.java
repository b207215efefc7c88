package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineSession;
import dev.parley.engine.Race;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.TestEngine;
import dev.parley.engine.codec.EnginePacket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionShutdownTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final TestEngine engine = TestEngine.create();

    @Test
    void isOverAtOnceWhereAllClientsRead() {
        RecordingTransport webSocket = RecordingTransport.webSocket();
        engine.open(webSocket).send(EnginePacket.message("last"));
        RecordingTransport polling = RecordingTransport.polling();
        engine.open(polling);
        polling.poll();
        polling.poll();

        SessionShutdown.to(engine.server(), LONG);

        assertThat(engine.server().sessions()).isEmpty();
        assertThat(webSocket.frames()).contains("4last");
        assertThat(polling.frames()).endsWith("1");
        assertThat(engine.listener().closes())
                .containsExactly(CloseReason.SERVER_SHUTTING_DOWN, CloseReason.SERVER_SHUTTING_DOWN);
    }

    @Test
    void waitsForAClientThatIsLate() {
        RecordingTransport polling = RecordingTransport.polling();
        EngineSession session = engine.open(polling);

        Race.between(() -> SessionShutdown.to(engine.server(), LONG), () -> {
            while (session.isOpen()) {
                Thread.onSpinWait();
            }
            while (!engine.server().sessions().isEmpty()) {
                polling.poll();
            }
        });

        assertThat(polling.frames()).endsWith("1");
        assertThat(engine.server().sessions()).isEmpty();
    }

    @Test
    void waitsForNobodyLongerThanItsPatience() {
        RecordingTransport stalled = RecordingTransport.polling();
        engine.open(stalled);

        SessionShutdown.to(engine.server(), Duration.ZERO);

        assertThat(stalled.terminated()).contains(CloseReason.SERVER_SHUTTING_DOWN);
        assertThat(engine.server().sessions()).isEmpty();
        assertThat(engine.listener().closes()).containsExactly(CloseReason.SERVER_SHUTTING_DOWN);
        assertThat(engine.time().pending()).isZero();
    }

    /** Its guards had let it in before the end began. */
    @Test
    void whatIsOpenedAfterTheEndEndsAtOnce() {
        SessionShutdown.to(engine.server(), Duration.ZERO);
        RecordingTransport late = RecordingTransport.webSocket();

        engine.open(late);

        assertThat(late.terminated()).contains(CloseReason.SERVER_SHUTTING_DOWN);
        assertThat(engine.server().sessions()).isEmpty();
    }
}
