package dev.parley.engine;

import static dev.parley.engine.TestEngine.PING_INTERVAL;
import static dev.parley.engine.TestEngine.PING_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.EnginePacketType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session does while its input is paused. */
class ReceivePauseTest {

    private static final Duration MOMENT = Duration.ofMillis(1);
    /** Timers run a little late. */
    private static final Duration TICKS = Duration.ofMillis(20);

    private static final Duration LONGEST = PING_INTERVAL.plus(PING_TIMEOUT);
    private static final EnginePacket PROBE = EnginePacket.of(EnginePacketType.PING, "probe");

    private final TestEngine engine = TestEngine.create();
    private final RecordingListener listener = engine.listener();
    private final RecordingTransport webSocket = RecordingTransport.webSocket();

    @Test
    void stopsTheTransportAndLetsItReadAgain() {
        EngineSession session = engine.open(webSocket);
        assertThat(webSocket.isReceiving()).isTrue();

        session.pauseReceiving();
        assertThat(webSocket.isReceiving()).isFalse();
        assertThat(session.isReceivingPaused()).isTrue();
        session.resumeReceiving();

        assertThat(webSocket.isReceiving()).isTrue();
        assertThat(session.isReceivingPaused()).isFalse();
        assertThat(engine.time().pending()).as("the heartbeat's").isEqualTo(1);
    }

    @Test
    void lastsUntilEverybodyWhoPausedItHasResumed() {
        EngineSession session = engine.open(webSocket);
        session.pauseReceiving();
        session.pauseReceiving();

        session.resumeReceiving();
        assertThat(webSocket.isReceiving()).isFalse();
        session.resumeReceiving();

        assertThat(webSocket.isReceiving()).isTrue();
        assertThatIllegalStateException().isThrownBy(session::resumeReceiving);
    }

    @Test
    void whatHasBeenReadAlreadyStillArrives() {
        EngineSession session = engine.open(webSocket);
        session.pauseReceiving();

        webSocket.receive(EnginePacket.message("late"));

        assertThat(listener.events()).containsExactly("late");
    }

    @Test
    void mayBeginWhileAMessageIsHandledAndWhileTheSessionOpens() {
        listener.whenOpening(EngineSession::pauseReceiving);

        EngineSession session = engine.open(webSocket);

        assertThat(webSocket.isReceiving()).isFalse();
        session.resumeReceiving();
        assertThat(webSocket.isReceiving()).isTrue();
    }

    @Test
    void aPongThatCannotBeReadIsNotMissed() {
        EngineSession session = engine.open(webSocket);
        engine.time().advance(PING_INTERVAL);
        session.pauseReceiving();

        engine.time().advance(LONGEST.minus(MOMENT));
        assertThat(session.isOpen()).isTrue();
        session.resumeReceiving();
        engine.time().advance(PING_TIMEOUT.minus(MOMENT));
        assertThat(session.isOpen()).isTrue();
        engine.time().advance(TICKS);

        assertThat(listener.closes()).containsExactly(CloseReason.PING_TIMEOUT);
        assertThat(engine.time().pending()).isZero();
    }

    @Test
    void pingsContinueBecauseClientsEndAConnectionWithoutThem() {
        EngineSession session = engine.open(webSocket);
        engine.time().advance(PING_INTERVAL);
        session.pauseReceiving();

        engine.time().advance(PING_INTERVAL);

        assertThat(webSocket.frames()).hasSize(3).endsWith("2", "2");
    }

    @Test
    void theHeartbeatGoesOnAfterThePause() {
        EngineSession session = engine.open(webSocket);
        session.pauseReceiving();
        engine.time().advance(PING_INTERVAL);
        session.resumeReceiving();
        webSocket.receive(EnginePacket.PONG);
        engine.time().advance(PING_INTERVAL.minus(MOMENT));
        assertThat(webSocket.frames()).hasSize(2);

        engine.time().advance(MOMENT);

        assertThat(webSocket.frames()).hasSize(3);
        assertThat(session.roundTripNanos()).as("it would include the pause").isEqualTo(-1);
        assertThat(engine.time().pending()).isEqualTo(1);
    }

    @Test
    void endsASessionThatIsPausedForTooLong() {
        EngineSession session = engine.open(webSocket);
        session.pauseReceiving();
        engine.time().advance(LONGEST.minus(MOMENT));
        assertThat(session.isOpen()).isTrue();

        engine.time().advance(TICKS);

        assertThat(listener.closes()).containsExactly(CloseReason.BACK_PRESSURE);
        assertThat(webSocket.terminated()).contains(CloseReason.BACK_PRESSURE);
        assertNothingIsLeft();
        session.resumeReceiving();
        assertNothingIsLeft();
    }

    @Test
    void countsFromTheBeginningAfterABreak() {
        EngineSession session = engine.open(webSocket);
        for (int i = 0; i < 10; i++) {
            session.pauseReceiving();
            engine.time().advance(PING_INTERVAL);
            session.resumeReceiving();
            webSocket.receive(EnginePacket.PONG);
        }

        assertThat(session.isOpen()).isTrue();
        assertThat(engine.time().pending()).isEqualTo(1);
    }

    @Test
    void goesOverToTheNewTransport() {
        RecordingTransport polling = RecordingTransport.polling();
        EngineSession session = engine.open(polling);
        polling.poll();
        polling.poll();
        session.pauseReceiving();

        session.upgradeTo(webSocket);
        webSocket.receive(PROBE);
        assertThat(webSocket.isReceiving())
                .as("the upgrade itself must be read")
                .isTrue();
        webSocket.receive(EnginePacket.UPGRADE);

        assertThat(session.transport()).isSameAs(webSocket);
        assertThat(webSocket.isReceiving()).isFalse();
        session.resumeReceiving();
        assertThat(webSocket.isReceiving()).isTrue();
    }

    @Test
    void aTransportThatTookOverAfterThePauseReads() {
        RecordingTransport polling = RecordingTransport.polling();
        EngineSession session = engine.open(polling);
        session.pauseReceiving();
        session.upgradeTo(webSocket);
        webSocket.receive(PROBE);

        session.resumeReceiving();
        webSocket.receive(EnginePacket.UPGRADE);

        assertThat(webSocket.isReceiving()).isTrue();
    }

    @Test
    void endsWithTheSessionWhoeverEndsIt() {
        for (Ending ending : List.<Ending>of(
                session -> session.close(CloseReason.FORCED_CLOSE),
                session -> session.abort(CloseReason.FORCED_CLOSE),
                session -> session.transport().finish(CloseReason.FORCED_CLOSE, EnginePacket.CLOSE),
                session -> engine.server().close())) {
            RecordingTransport transport = RecordingTransport.webSocket();
            EngineSession session = engine.open(transport);
            session.pauseReceiving();

            ending.end(session);

            assertThat(session.isOpen()).isFalse();
            assertThat(session.isReceivingPaused()).isFalse();
            assertThat(transport.isReceiving()).as("the goodbye is read").isTrue();
            assertNothingIsLeft();
        }
    }

    @Test
    void aClientThatIsLostDuringAPauseLeavesNothing() {
        EngineSession session = engine.open(webSocket);
        session.pauseReceiving();

        webSocket.lose(CloseReason.TRANSPORT_CLOSE);

        assertThat(listener.closes()).containsExactly(CloseReason.TRANSPORT_CLOSE);
        assertNothingIsLeft();
    }

    @Test
    void manyThreadsLeaveTheTransportAsTheLastOfThemWants() {
        EngineSession session = engine.open(webSocket);
        Race.Runner toAndFro = () -> {
            for (int i = 0; i < 10_000; i++) {
                session.pauseReceiving();
                session.resumeReceiving();
            }
        };

        for (int i = 0; i < 5; i++) {
            Race.between(toAndFro, toAndFro, toAndFro);
            assertThat(webSocket.isReceiving()).isTrue();
            assertThat(engine.time().pending()).isEqualTo(1);
        }
        session.pauseReceiving();
        Race.between(toAndFro, toAndFro);
        assertThat(webSocket.isReceiving()).isFalse();
    }

    private void assertNothingIsLeft() {
        assertThat(engine.server().sessions()).isEmpty();
        assertThat(engine.time().pending()).isZero();
    }

    @FunctionalInterface
    private interface Ending {
        void end(EngineSession session);
    }
}
