package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.codec.EnginePacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionDrainTest {

    private static final Duration OVER = Duration.ofSeconds(10);

    private final TestEngine engine = TestEngine.create();

    private SessionDrain drain(Duration over) {
        return SessionDrain.begin(
                engine.server(),
                engine.time().clock(),
                engine.time().timers(),
                new DirectExecutor(),
                over,
                new Random(1));
    }

    private List<EngineSession> open(int number) {
        List<EngineSession> sessions = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            sessions.add(engine.open(RecordingTransport.webSocket()));
        }
        return sessions;
    }

    @Test
    void clientsAreSentAwayBitByBitAndAllInTime() {
        open(1000);
        SessionDrain drain = drain(OVER);
        assertThat(drain.left()).isEqualTo(OVER);

        int before = engine.server().openSessions();
        for (int second = 1; second <= 10; second++) {
            engine.time().advance(Duration.ofSeconds(1));
            int now = engine.server().openSessions();
            assertThat(before - now).as("second " + second).isBetween(60, 140);
            before = now;
        }
        assertThat(engine.server().openSessions()).isZero();
        assertThat(drain.left()).isZero();
        assertThat(engine.listener().closes()).hasSize(1000).containsOnly(CloseReason.SERVER_SHUTTING_DOWN);
    }

    @Test
    void whatWaitsForAClientIsSentBefore() {
        RecordingTransport transport = RecordingTransport.webSocket();
        engine.open(transport).send(EnginePacket.message("last"));

        drain(Duration.ZERO);

        assertThat(transport.frames()).contains("4last");
        assertThat(engine.server().sessions()).isEmpty();
    }

    @Test
    void whoComesMeanwhileIsSentAwayAtTheEnd() {
        drain(OVER);
        engine.time().advance(Duration.ofSeconds(5));
        open(1);
        engine.time().advance(Duration.ofSeconds(4));
        assertThat(engine.server().openSessions()).isEqualTo(1);
        engine.time().advance(Duration.ofSeconds(2));
        assertThat(engine.server().openSessions()).isZero();

        open(1);
        engine.time().advance(SessionDrain.BATCH.multipliedBy(2));
        assertThat(engine.server().openSessions()).as("and later").isZero();
    }

    @Test
    void whenItIsTakenBackTheRestStays() {
        open(100);
        SessionDrain drain = drain(OVER);
        engine.time().advance(Duration.ofSeconds(5));
        int left = engine.server().openSessions();
        drain.cancel();
        engine.time().advance(OVER);

        assertThat(left).isBetween(20, 80);
        assertThat(engine.server().openSessions()).isEqualTo(left);
    }
}
