package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.codec.EnginePacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a session ends, and what is left then: nothing. */
class EngineSessionEndTest {

    private static final Duration MOMENT = TimerWheel.TICK;

    private final RecordingListener listener = new RecordingListener();
    private final TestEngine engine = TestEngine.create(listener);
    private final RecordingTransport webSocket = RecordingTransport.webSocket();
    private final RecordingTransport polling = RecordingTransport.polling();

    @Test
    void closeSendsWhatIsQueuedThenSaysGoodbye() {
        EngineSession session = engine.open(polling);
        session.send(EnginePacket.message("last words"));

        session.close(CloseReason.FORCED_CLOSE);
        assertThat(listener.closes()).containsExactly(CloseReason.FORCED_CLOSE);
        assertThat(session.isOpen()).isFalse();
        assertThat(engine.server().openSessions()).isZero();
        assertThat(engine.server().session(session.id())).contains(session);

        polling.poll();

        assertThat(polling.frames()).hasSize(3).endsWith("4last words", "1");
        assertThat(listener.closes()).hasSize(1);
        assertNothingIsLeft();
    }

    @Test
    void closeOfAWebSocketNeedsNoFarewell() {
        EngineSession session = engine.open(webSocket);
        session.send(EnginePacket.message("last words"));

        session.close(CloseReason.SERVER_SHUTTING_DOWN);

        assertThat(webSocket.frames()).endsWith("4last words");
        assertThat(webSocket.journal()).endsWith("websocket finish", "websocket terminate");
        assertThat(listener.closes()).containsExactly(CloseReason.SERVER_SHUTTING_DOWN);
        assertNothingIsLeft();
    }

    @Test
    void closeAnswersAPollThatWaits() {
        EngineSession session = engine.open(polling);
        polling.poll();
        polling.poll();

        session.close(CloseReason.FORCED_CLOSE);

        assertThat(polling.frames()).endsWith("1");
        assertNothingIsLeft();
    }

    @Test
    void aClientThatDoesNotFetchItsFarewellIsGivenUp() {
        EngineSession session = engine.open(polling);
        session.close(CloseReason.FORCED_CLOSE);

        engine.time().advance(TestEngine.CLOSE_TIMEOUT.minus(MOMENT));
        assertThat(polling.terminated()).isEmpty();
        assertThat(engine.server().sessions()).containsExactly(session);
        engine.time().advance(MOMENT);

        assertThat(polling.terminated()).contains(CloseReason.FORCED_CLOSE);
        assertThat(listener.closes()).containsExactly(CloseReason.FORCED_CLOSE);
        assertNothingIsLeft();
    }

    @Test
    void nothingCanBeSentAfterClose() {
        EngineSession session = engine.open(polling);
        session.close(CloseReason.FORCED_CLOSE);
        session.send(EnginePacket.message("late"));
        session.sendVolatile(List.of(EnginePacket.message("later")));

        polling.poll();

        assertThat(polling.frames()).hasSize(2).endsWith("1");
    }

    @Test
    void abortDropsWhatIsQueued() {
        EngineSession session = engine.open(polling);
        session.send(EnginePacket.message("lost"));

        session.abort(CloseReason.FORCED_CLOSE);
        session.send(EnginePacket.message("late"));
        polling.poll();

        assertThat(polling.sent()).isEmpty();
        assertThat(polling.terminated()).contains(CloseReason.FORCED_CLOSE);
        assertThat(listener.closes()).containsExactly(CloseReason.FORCED_CLOSE);
        assertNothingIsLeft();
    }

    @Test
    void anAbortWhileClosingTellsNobodyTwice() {
        EngineSession session = engine.open(polling);
        session.close(CloseReason.FORCED_CLOSE);

        session.abort(CloseReason.TRANSPORT_ERROR);
        session.abort(CloseReason.TRANSPORT_ERROR);
        session.close(CloseReason.SERVER_SHUTTING_DOWN);

        assertThat(listener.closes()).containsExactly(CloseReason.FORCED_CLOSE);
        assertNothingIsLeft();
    }

    @Test
    void aClientThatSaysGoodbyeOnAWebSocketIsGone() {
        EngineSession session = engine.open(webSocket);

        assertThat(webSocket.receive(EnginePacket.CLOSE)).isFalse();

        assertThat(session.isOpen()).isFalse();
        assertThat(webSocket.sent()).hasSize(1);
        assertThat(listener.closes()).containsExactly(CloseReason.TRANSPORT_CLOSE);
        assertNothingIsLeft();
    }

    @Test
    void aClientThatSaysGoodbyeHasItsPollEndedByANoop() {
        EngineSession session = engine.open(polling);
        polling.poll();
        polling.poll();

        polling.receive(EnginePacket.CLOSE);

        assertThat(session.isOpen()).isFalse();
        assertThat(polling.frames()).hasSize(2).endsWith("6");
        assertThat(listener.closes()).containsExactly(CloseReason.TRANSPORT_CLOSE);
        assertNothingIsLeft();
    }

    @Test
    void aClientThatSaysGoodbyeGetsNothingMoreOfWhatWasQueued() {
        EngineSession session = engine.open(polling);
        session.send(EnginePacket.message("nobody wants this"));

        polling.receive(EnginePacket.CLOSE);
        polling.poll();

        assertThat(polling.frames()).containsExactly("6");
        assertNothingIsLeft();
    }

    @Test
    void aClientThatSaysGoodbyeWithoutAPollIsForgottenSoon() {
        EngineSession session = engine.open(polling);
        session.send(EnginePacket.message("nobody wants this"));
        polling.receive(EnginePacket.CLOSE);
        assertThat(engine.server().openSessions()).isZero();

        engine.time().advance(Duration.ofSeconds(1));

        assertThat(polling.sent()).isEmpty();
        assertThat(listener.closes()).containsExactly(CloseReason.TRANSPORT_CLOSE);
        assertNothingIsLeft();
    }

    @Test
    void aLostTransportIsTheEnd() {
        engine.open(webSocket);

        webSocket.lose(CloseReason.TRANSPORT_CLOSE);
        webSocket.lose(CloseReason.TRANSPORT_ERROR);

        assertThat(listener.closes()).containsExactly(CloseReason.TRANSPORT_CLOSE);
        assertNothingIsLeft();
    }

    @Test
    void aClientThatAnswersNoPingIsGivenUpWithItsTransport() {
        engine.open(webSocket);

        engine.time()
                .advance(TestEngine.PING_INTERVAL.plus(TestEngine.PING_TIMEOUT).minus(MOMENT));
        assertThat(listener.closes()).isEmpty();
        engine.time().advance(MOMENT);

        assertThat(listener.closes()).containsExactly(CloseReason.PING_TIMEOUT);
        assertThat(webSocket.terminated()).contains(CloseReason.PING_TIMEOUT);
        assertNothingIsLeft();
    }

    @Test
    void aClientThatNeverPollsIsGivenUp() {
        engine.open(polling);

        engine.time().advance(TestEngine.PING_INTERVAL.plus(TestEngine.PING_TIMEOUT));

        assertThat(listener.closes()).containsExactly(CloseReason.PING_TIMEOUT);
        assertNothingIsLeft();
    }

    @Test
    void theThreadOfTheTimersLeavesTheEndToTheExecutor() {
        List<Runnable> elsewhere = new ArrayList<>();
        TestEngine engine = TestEngine.create(listener, elsewhere::add);
        engine.open(webSocket);

        engine.time().advance(TestEngine.PING_INTERVAL.plus(TestEngine.PING_TIMEOUT));

        assertThat(listener.closes()).isEmpty();
        elsewhere.forEach(Runnable::run);
        assertThat(listener.closes()).containsExactly(CloseReason.PING_TIMEOUT);
    }

    @Test
    void aSessionEndsEvenIfTheExecutorTakesNoMore() {
        TestEngine engine = TestEngine.create(listener, task -> {
            throw new RejectedExecutionException("on purpose");
        });
        engine.open(webSocket);
        EngineSession closing = engine.open(polling);
        closing.close(CloseReason.FORCED_CLOSE);

        engine.time().advance(TestEngine.PING_INTERVAL.plus(TestEngine.PING_TIMEOUT));

        assertThat(listener.closes()).containsExactly(CloseReason.FORCED_CLOSE, CloseReason.PING_TIMEOUT);
        assertThat(engine.server().sessions()).isEmpty();
        assertThat(engine.time().pending()).isZero();
    }

    @Test
    void theCloseIsToldAfterTheMessageDuringWhichItHappened() {
        EngineSession session = engine.open(webSocket);
        List<String> order = new ArrayList<>();
        listener.whenTold(text -> {
            session.close(CloseReason.FORCED_CLOSE);
            order.addAll(listener.events());
            order.add("end of " + text);
        });

        webSocket.receive(EnginePacket.message("a"));

        assertThat(order).containsExactly("a", "end of a");
        assertThat(listener.events()).containsExactly("a", "forced close");
        assertThat(listener.overlaps()).isZero();
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void aListenerThatFailsAtTheEndKeepsNobodyFromTheLastWords(Failure failure) {
        EngineServer server = new EngineServer(
                TestEngine.SETTINGS,
                engine.time().clock(),
                engine.time().timers(),
                new DirectExecutor(),
                session -> new FailingAtTheEnd(failure));
        EngineSession session = server.open(TestEngine.handshake(), polling);
        session.send(EnginePacket.message("last words"));

        session.close(CloseReason.FORCED_CLOSE);
        polling.poll();

        assertThat(polling.frames()).hasSize(3).endsWith("4last words", "1");
        assertThat(server.sessions()).isEmpty();
        assertThat(engine.time().pending()).isZero();
    }

    @Test
    void anAbortBetweenTheStepsOfACloseLeavesNoTimer() {
        AtomicReference<EngineSession> opened = new AtomicReference<>();
        TestEngine engine = TestEngine.create(() -> {
            if (opened.get() != null) {
                opened.get().abort(CloseReason.TRANSPORT_CLOSE);
            }
        });
        EngineSession session = engine.open(polling);
        opened.set(session);

        session.close(CloseReason.FORCED_CLOSE);

        assertThat(engine.time().pending()).isZero();
        assertThat(engine.listener().closes()).containsExactly(CloseReason.FORCED_CLOSE);
        assertThat(engine.server().openSessions()).isZero();
        assertThat(engine.server().sessions()).isEmpty();
    }

    @Test
    void whoeverWinsARaceToTheEndTheListenerIsToldOnce() {
        for (int round = 0; round < 200; round++) {
            TestEngine engine = TestEngine.create();
            RecordingTransport transport =
                    round % 2 == 0 ? RecordingTransport.webSocket() : RecordingTransport.polling();
            EngineSession session = engine.open(transport);

            Race.between(
                    () -> session.close(CloseReason.SERVER_SHUTTING_DOWN),
                    () -> session.abort(CloseReason.FORCED_CLOSE),
                    () -> transport.lose(CloseReason.TRANSPORT_CLOSE),
                    () -> transport.receive(EnginePacket.CLOSE));

            assertThat(engine.listener().closes()).as("round %d", round).hasSize(1);
            assertThat(engine.server().openSessions()).isZero();
            assertThat(engine.server().sessions()).isEmpty();
            assertThat(engine.time().pending()).as("round %d", round).isZero();
        }
    }

    @Test
    void twoSessionsWhoseListenersCloseEachOtherBothEnd() {
        RecordingTransport otherSocket = RecordingTransport.webSocket();
        EngineSession session = engine.open(webSocket);
        EngineSession other = engine.open(otherSocket);
        CyclicBarrier bothInside = new CyclicBarrier(2);
        listener.whenTold(text -> {
            await(bothInside);
            (text.equals("close the other") ? other : session).close(CloseReason.FORCED_CLOSE);
            await(bothInside);
        });

        Race.between(
                () -> webSocket.receive(EnginePacket.message("close the other")),
                () -> otherSocket.receive(EnginePacket.message("close the first")));

        assertThat(listener.closes()).containsExactly(CloseReason.FORCED_CLOSE, CloseReason.FORCED_CLOSE);
        assertNothingIsLeft();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the other is not there", e);
        }
    }

    private void assertNothingIsLeft() {
        assertThat(engine.server().sessions()).isEmpty();
        assertThat(engine.server().openSessions()).isZero();
        assertThat(engine.time().pending()).isZero();
    }

    private record FailingAtTheEnd(Failure failure) implements SessionListener {
        @Override
        public void onMessage(String text) {}

        @Override
        public void onMessage(byte[] binary) {}

        @Override
        public void onClose(CloseReason reason) {
            failure.happen();
        }
    }
}
