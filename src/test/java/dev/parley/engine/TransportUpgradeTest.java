package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.RecordingTransport.Call;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.EnginePacketType;
import dev.parley.robustness.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransportUpgradeTest {

    private static final EnginePacket PROBE = EnginePacket.of(EnginePacketType.PING, "probe");

    private final List<String> journal = new ArrayList<>();
    private final TestEngine engine = TestEngine.create();
    private final RecordingListener listener = engine.listener();
    private final RecordingTransport polling = RecordingTransport.polling().writingTo(journal);
    private final RecordingTransport candidate = RecordingTransport.webSocket().writingTo(journal);
    private final EngineSession session = engine.open(polling);

    @Test
    void changesTheTransportInThreeSteps() {
        polling.poll();
        polling.poll();

        assertThat(session.upgradeTo(candidate)).isTrue();
        assertThat(candidate.receive(PROBE)).isTrue();
        assertThat(candidate.frames()).containsExactly("3probe");
        assertThat(polling.frames()).hasSize(2).endsWith("6");
        assertThat(session.transportName()).isEqualTo(TransportName.POLLING);
        assertThat(candidate.receive(EnginePacket.UPGRADE)).isTrue();

        assertThat(session.transport()).isSameAs(candidate);
        assertThat(session.transportName()).isEqualTo(TransportName.WEBSOCKET);
        assertThat(journal)
                .containsExactly(
                        "polling attach", "websocket attach", "polling pause", "polling discard", "websocket attach");
        assertThat(session.isOpen()).isTrue();
        assertThat(engine.time().pending()).as("the heartbeat's").isEqualTo(1);
    }

    @Test
    void goesOnOverTheNewTransport() {
        upgrade();

        session.send(EnginePacket.message("to the client"));
        candidate.receive(EnginePacket.message("from the client"));
        engine.time().advance(TestEngine.PING_INTERVAL);

        assertThat(candidate.frames()).containsExactly("3probe", "4to the client", "2");
        assertThat(listener.events()).containsExactly("from the client");

        candidate.lose(CloseReason.TRANSPORT_CLOSE);
        assertThat(listener.closes()).containsExactly(CloseReason.TRANSPORT_CLOSE);
        assertNothingIsLeft();
    }

    @Test
    void theHeartbeatDoesNotNoticeTheChange() {
        engine.time().advance(TestEngine.PING_INTERVAL);
        upgrade();
        candidate.receive(EnginePacket.PONG);

        engine.time().advance(TestEngine.PING_TIMEOUT);

        assertThat(session.isOpen()).isTrue();
        assertThat(engine.time().pending()).isEqualTo(1);
    }

    @Test
    void whatIsSentMeanwhileIsNeitherLostNorDoubledNorReordered() {
        polling.poll();
        session.send(EnginePacket.message("1"));
        session.upgradeTo(candidate);
        session.send(EnginePacket.message("2"));
        polling.poll();
        candidate.receive(PROBE);
        session.send(EnginePacket.message("3"));
        polling.poll();
        session.send(EnginePacket.message("4"));
        polling.before(Call.DISCARD, () -> session.send(EnginePacket.message("5")));
        candidate.before(Call.FLUSH, () -> session.send(EnginePacket.message("6")));
        candidate.receive(EnginePacket.UPGRADE);
        session.send(EnginePacket.message("7"));

        assertThat(polling.frames()).hasSize(4).endsWith("41", "42", "43");
        assertThat(candidate.frames()).containsExactly("3probe", "44", "45", "46", "47");
    }

    @Test
    void theClientMayStillSpeakOverPollingUntilItHasUpgraded() {
        session.upgradeTo(candidate);
        polling.receive(EnginePacket.message("1"));
        candidate.receive(PROBE);
        polling.receive(EnginePacket.message("2"));
        candidate.receive(EnginePacket.UPGRADE);
        candidate.receive(EnginePacket.message("3"));

        assertThat(listener.events()).containsExactly("1", "2", "3");
    }

    @ParameterizedTest
    @MethodSource("wrongBeginnings")
    @BadInput(30)
    void aCandidateThatBeginsWronglyIsClosedAndPollingSurvives(EnginePacket wrong) {
        session.upgradeTo(candidate);

        assertThat(candidate.receive(wrong)).isFalse();

        assertThat(candidate.sent()).isEmpty();
        assertPollingSurvives(CloseReason.PARSE_ERROR);
    }

    static Stream<EnginePacket> wrongBeginnings() {
        return Stream.of(
                EnginePacket.UPGRADE,
                EnginePacket.PING,
                EnginePacket.of(EnginePacketType.PING, "prob"),
                EnginePacket.of(EnginePacketType.PONG, "probe"),
                EnginePacket.message("probe"),
                EnginePacket.message(new byte[] {1}),
                EnginePacket.CLOSE);
    }

    @ParameterizedTest
    @MethodSource("wrongEndings")
    void aProbedCandidateThatSendsAnythingButUpgradeIsClosedAndPollingSurvives(EnginePacket wrong) {
        session.upgradeTo(candidate);
        candidate.receive(PROBE);
        assertThat(polling.isPaused()).isTrue();

        assertThat(candidate.receive(wrong)).isFalse();

        assertPollingSurvives(CloseReason.PARSE_ERROR);
    }

    static Stream<EnginePacket> wrongEndings() {
        return Stream.of(PROBE, EnginePacket.message("early"), EnginePacket.PONG, EnginePacket.NOOP);
    }

    @Test
    void aCandidateThatSendsNoPacketIsClosedAndPollingSurvives() {
        session.upgradeTo(candidate);

        candidate.lose(CloseReason.PARSE_ERROR);

        assertPollingSurvives(CloseReason.PARSE_ERROR);
    }

    @Test
    void aCandidateThatIsLostAfterTheProbeLeavesPollingAsItWas() {
        session.upgradeTo(candidate);
        candidate.receive(PROBE);

        candidate.lose(CloseReason.TRANSPORT_CLOSE);

        assertPollingSurvives(CloseReason.TRANSPORT_CLOSE);
    }

    @Test
    @BadInput(32)
    void aCandidateThatIsSilentHasTenSeconds() {
        session.upgradeTo(candidate);

        engine.time().advance(TestEngine.UPGRADE_TIMEOUT.minus(TimerWheel.TICK));
        assertThat(candidate.terminated()).isEmpty();
        engine.time().advance(TimerWheel.TICK);

        assertPollingSurvives(CloseReason.TRANSPORT_ERROR);
    }

    @Test
    @BadInput(32)
    void aProbedCandidateThatIsSilentHasTheSameTenSeconds() {
        session.upgradeTo(candidate);
        engine.time().advance(TestEngine.UPGRADE_TIMEOUT.dividedBy(2));
        candidate.receive(PROBE);

        engine.time().advance(TestEngine.UPGRADE_TIMEOUT.dividedBy(2));

        assertPollingSurvives(CloseReason.TRANSPORT_ERROR);
    }

    @Test
    void aCandidateThatHasFailedIsNotListenedToAnyMore() {
        session.upgradeTo(candidate);
        candidate.lose(CloseReason.TRANSPORT_CLOSE);

        assertThat(candidate.receive(PROBE)).isFalse();
        assertThat(candidate.receive(EnginePacket.UPGRADE)).isFalse();

        assertThat(session.transport()).isSameAs(polling);
        assertThat(polling.isPaused()).isFalse();
    }

    @Test
    void aFailedCandidateMayBeFollowedByAnother() {
        session.upgradeTo(candidate);
        candidate.lose(CloseReason.TRANSPORT_CLOSE);
        RecordingTransport second = RecordingTransport.webSocket();

        assertThat(session.upgradeTo(second)).isTrue();
        second.receive(PROBE);
        second.receive(EnginePacket.UPGRADE);

        assertThat(session.transport()).isSameAs(second);
    }

    @Test
    @BadInput(31)
    void aSecondCandidateAtTheSameTimeIsRefused() {
        RecordingTransport second = RecordingTransport.webSocket();
        session.upgradeTo(candidate);

        assertThat(session.upgradeTo(second)).isFalse();
        assertThat(second.journal()).isEmpty();

        candidate.receive(PROBE);
        candidate.receive(EnginePacket.UPGRADE);
        assertThat(session.transport()).isSameAs(candidate);
    }

    @Test
    void anUpgradedSessionIsNotUpgradedAgain() {
        upgrade();

        assertThat(session.upgradeTo(RecordingTransport.webSocket())).isFalse();
        assertThat(session.upgradeTo(RecordingTransport.polling())).isFalse();
    }

    @Test
    void aSessionThatBeganOnAWebSocketIsNotUpgraded() {
        EngineSession direct = engine.open(RecordingTransport.webSocket());

        assertThat(direct.upgradeTo(RecordingTransport.webSocket())).isFalse();
    }

    @Test
    void aSecondCandidateIsRefusedEvenIfTheFirstTakesOverWhileItAsks() {
        session.upgradeTo(candidate);
        candidate.receive(PROBE);
        polling.before(Call.NAME, () -> candidate.receive(EnginePacket.UPGRADE));

        assertThat(session.upgradeTo(RecordingTransport.webSocket())).isFalse();
    }

    @Test
    void aSecondCandidateIsRefusedWhilePollingIsBeingResumed() {
        AtomicBoolean accepted = new AtomicBoolean();
        polling.before(Call.RESUME, () -> accepted.set(session.upgradeTo(RecordingTransport.webSocket())));
        session.upgradeTo(candidate);
        candidate.receive(PROBE);

        candidate.lose(CloseReason.TRANSPORT_CLOSE);

        assertThat(accepted).isFalse();
        assertThat(session.upgradeTo(RecordingTransport.webSocket())).isTrue();
    }

    @Test
    void pollingIsNotLeftPausedWhenTheCandidateIsLostAtTheMomentOfItsProbe() {
        AtomicBoolean accepted = new AtomicBoolean();
        polling.before(Call.PAUSE, () -> {
            candidate.lose(CloseReason.TRANSPORT_CLOSE);
            accepted.set(session.upgradeTo(RecordingTransport.webSocket()));
        });
        session.upgradeTo(candidate);

        candidate.receive(PROBE);

        assertThat(candidate.sent()).isEmpty();
        assertThat(accepted).as("another candidate before polling goes on").isFalse();
        assertPollingSurvives(CloseReason.TRANSPORT_CLOSE);
        assertThat(session.upgradeTo(RecordingTransport.webSocket())).isTrue();
    }

    @Test
    void aCandidateThatIsLostWhileItTakesOverEndsTheSession() {
        session.upgradeTo(candidate);
        candidate.receive(PROBE);
        polling.before(Call.DISCARD, () -> candidate.lose(CloseReason.TRANSPORT_CLOSE));

        candidate.receive(EnginePacket.UPGRADE);

        assertThat(listener.closes()).containsExactly(CloseReason.TRANSPORT_CLOSE);
        assertThat(candidate.isOver()).isTrue();
        assertNothingIsLeft();
    }

    @Test
    void thePollingThatWasLeftCannotEndTheSessionAnyMore() {
        upgrade();

        polling.lose(CloseReason.TRANSPORT_ERROR);

        assertThat(session.isOpen()).isTrue();
        assertThat(candidate.terminated()).isEmpty();
    }

    @Test
    void anAbortTakesAnUnprobedCandidateWithIt() {
        session.upgradeTo(candidate);

        session.abort(CloseReason.FORCED_CLOSE);

        assertThat(candidate.terminated()).contains(CloseReason.FORCED_CLOSE);
        assertThat(polling.terminated()).contains(CloseReason.FORCED_CLOSE);
        assertNothingIsLeft();
    }

    @Test
    void anAbortTakesAProbedCandidateWithIt() {
        session.upgradeTo(candidate);
        candidate.receive(PROBE);

        session.abort(CloseReason.FORCED_CLOSE);
        assertThat(candidate.receive(EnginePacket.UPGRADE)).isFalse();

        assertThat(candidate.terminated()).contains(CloseReason.FORCED_CLOSE);
        assertThat(session.transport()).isSameAs(polling);
        assertNothingIsLeft();
    }

    @Test
    void anAbortWhileTheCandidateTakesOverEndsBoth() {
        session.upgradeTo(candidate);
        candidate.receive(PROBE);
        polling.before(Call.DISCARD, () -> session.abort(CloseReason.FORCED_CLOSE));

        candidate.receive(EnginePacket.UPGRADE);

        assertThat(candidate.terminated()).isPresent();
        assertThat(listener.closes()).containsExactly(CloseReason.FORCED_CLOSE);
        assertNothingIsLeft();
    }

    @Test
    void anAbortWhileTheUpgradeBeginsLeavesNoTimerAndNoSilentCandidate() {
        AtomicReference<EngineSession> opened = new AtomicReference<>();
        TestEngine engine = TestEngine.create(() -> {
            if (opened.get() != null) {
                opened.get().abort(CloseReason.FORCED_CLOSE);
            }
        });
        EngineSession session = engine.open(polling);
        opened.set(session);

        session.upgradeTo(candidate);

        assertThat(candidate.terminated()).contains(CloseReason.FORCED_CLOSE);
        assertThat(candidate.receive(PROBE)).isFalse();
        assertThat(engine.time().pending()).isZero();
    }

    @Test
    void aSessionThatClosesBeforeTheProbeSaysGoodbyeOverPolling() {
        session.upgradeTo(candidate);
        session.send(EnginePacket.message("last words"));

        session.close(CloseReason.FORCED_CLOSE);
        polling.poll();

        assertThat(polling.frames()).hasSize(3).endsWith("4last words", "1");
        assertThat(candidate.terminated()).contains(CloseReason.FORCED_CLOSE);
        assertThat(listener.closes()).containsExactly(CloseReason.FORCED_CLOSE);
        assertNothingIsLeft();
    }

    @Test
    void aSessionThatClosesAfterTheProbeSaysGoodbyeOverTheCandidate() {
        polling.poll();
        session.upgradeTo(candidate);
        candidate.receive(PROBE);
        session.send(EnginePacket.message("last words"));

        session.close(CloseReason.FORCED_CLOSE);
        assertThat(candidate.terminated()).isEmpty();
        candidate.receive(EnginePacket.UPGRADE);

        assertThat(candidate.frames()).containsExactly("3probe", "4last words");
        assertThat(journal).contains("websocket finish");
        assertThat(listener.closes()).containsExactly(CloseReason.FORCED_CLOSE);
        assertNothingIsLeft();
    }

    @Test
    void aSessionThatClosesInMidUpgradeIsGivenUpWithTheCandidateIfNothingMoves() {
        session.upgradeTo(candidate);
        candidate.receive(PROBE);
        session.close(CloseReason.FORCED_CLOSE);

        engine.time().advance(TestEngine.CLOSE_TIMEOUT);

        assertThat(candidate.terminated()).isPresent();
        assertThat(polling.terminated()).isPresent();
        assertThat(listener.closes()).containsExactly(CloseReason.FORCED_CLOSE);
        assertNothingIsLeft();
    }

    @Test
    void aClosingSessionIsNotUpgraded() {
        session.close(CloseReason.FORCED_CLOSE);

        assertThat(session.upgradeTo(candidate)).isFalse();
        assertThat(candidate.journal()).doesNotContain("websocket attach");
    }

    @Test
    void aClientThatAnswersNoPingInMidUpgradeLosesBothTransports() {
        engine.time()
                .advance(TestEngine.PING_INTERVAL.plus(TestEngine.PING_TIMEOUT).minus(TimerWheel.TICK));
        session.upgradeTo(candidate);
        candidate.receive(PROBE);

        engine.time().advance(TimerWheel.TICK);

        assertThat(listener.closes()).containsExactly(CloseReason.PING_TIMEOUT);
        assertThat(candidate.terminated()).isPresent();
        assertNothingIsLeft();
    }

    private void upgrade() {
        polling.poll();
        session.upgradeTo(candidate);
        candidate.receive(PROBE);
        candidate.receive(EnginePacket.UPGRADE);
    }

    private void assertPollingSurvives(CloseReason candidateEnded) {
        assertThat(candidate.terminated()).contains(candidateEnded);
        assertThat(session.isOpen()).isTrue();
        assertThat(session.transport()).isSameAs(polling);
        assertThat(polling.isPaused()).isFalse();
        assertThat(engine.time().pending()).as("the heartbeat's").isEqualTo(1);
        assertThat(listener.events()).isEmpty();
        polling.poll();
        session.send(EnginePacket.message("still here"));
        polling.poll();
        assertThat(polling.frames()).endsWith("4still here");
    }

    private void assertNothingIsLeft() {
        assertThat(engine.server().sessions()).isEmpty();
        assertThat(engine.server().openSessions()).isZero();
        assertThat(engine.time().pending()).isZero();
    }
}
