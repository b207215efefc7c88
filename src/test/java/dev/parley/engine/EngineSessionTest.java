package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.codec.EngineCodec;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.EnginePacketType;
import dev.parley.robustness.BadInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a session opens, sends and receives; its end has {@link EngineSessionEndTest}. */
class EngineSessionTest {

    private final RecordingListener listener = new RecordingListener();
    private final List<Runnable> elsewhere = new ArrayList<>();
    private final TestEngine engine = TestEngine.create(listener);
    private final RecordingTransport webSocket = RecordingTransport.webSocket();
    private final RecordingTransport polling = RecordingTransport.polling();

    @Test
    void opensAWebSocketWithTheFiveFieldsOfTheHandshake() {
        EngineSession session = engine.open(webSocket);

        assertThat(webSocket.frames())
                .containsExactly("0{\"sid\":\"" + session.id()
                        + "\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}");
        assertThat(session.isOpen()).isTrue();
        assertThat(session.transportName()).isEqualTo(TransportName.WEBSOCKET);
    }

    @Test
    void offersAPollingClientTheWebSocket() {
        EngineSession session = engine.open(polling);
        polling.poll();

        assertThat(polling.frames())
                .containsExactly("0{\"sid\":\"" + session.id()
                        + "\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,\"pingTimeout\":20000,"
                        + "\"maxPayload\":1000000}");
    }

    @Test
    void attachesTheTransportBeforeItAsksTheApplication() {
        List<String> journal = new ArrayList<>();
        webSocket.writingTo(journal);
        listener.whenOpening(session -> journal.add("application"));

        engine.open(webSocket);

        assertThat(journal).containsExactly("websocket attach", "application");
    }

    @Test
    void hasSentNothingWhenTheApplicationIsAsked() {
        List<EnginePacket> sentBefore = new ArrayList<>();
        listener.whenOpening(session -> sentBefore.addAll(webSocket.sent()));

        engine.open(webSocket);

        assertThat(sentBefore).isEmpty();
    }

    @Test
    void theOpenPacketComesBeforeWhatTheApplicationSendsMeanwhile() {
        listener.whenOpening(session -> session.send(EnginePacket.message("welcome")));

        engine.open(webSocket);

        assertThat(webSocket.sent())
                .extracting(EnginePacket::type)
                .containsExactly(EnginePacketType.OPEN, EnginePacketType.MESSAGE);
    }

    @Test
    void whatComesInWhileTheApplicationIsAskedWaitsForItsAnswer() {
        List<CompletableFuture<Void>> reader = new ArrayList<>();
        listener.whenOpening(session -> {
            CompletableFuture<Void> begun = new CompletableFuture<>();
            reader.add(CompletableFuture.runAsync(() -> {
                begun.complete(null);
                webSocket.receive(EnginePacket.message("early"));
            }));
            begun.join();
            assertThat(listener.events()).isEmpty();
        });

        engine.open(webSocket);
        reader.forEach(CompletableFuture::join);

        assertThat(listener.events()).containsExactly("early");
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void anApplicationThatFailsToOpenLeavesNothingBehind(Failure failure) {
        listener.whenOpening(session -> failure.happen());

        EngineSession session = engine.open(webSocket);

        assertThat(session.isOpen()).isFalse();
        assertThat(webSocket.terminated()).contains(CloseReason.FORCED_CLOSE);
        assertThat(webSocket.sent()).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void anApplicationMayCloseTheSessionWhileItOpens() {
        listener.whenOpening(session -> {
            session.send(EnginePacket.message("no"));
            session.close(CloseReason.FORCED_CLOSE);
        });

        EngineSession session = engine.open(polling);
        polling.poll();

        assertThat(polling.frames()).hasSize(3).endsWith("4no", "1");
        assertThat(session.isOpen()).isFalse();
        assertThat(listener.closes()).containsExactly(CloseReason.FORCED_CLOSE);
        assertNothingIsLeft();
    }

    @Test
    void aClientMayBeLostWhileItsSessionOpens() {
        listener.whenOpening(session -> webSocket.lose(CloseReason.TRANSPORT_CLOSE));

        engine.open(webSocket);

        assertThat(listener.closes()).containsExactly(CloseReason.TRANSPORT_CLOSE);
        assertNothingIsLeft();
    }

    @Test
    void sendsInTheOrderOfTheCalls() {
        EngineSession session = engine.open(webSocket);
        session.send(EnginePacket.message("a"));
        session.send(List.of(EnginePacket.message("b"), EnginePacket.message("c")));
        session.send(List.of(EnginePacket.message("d")));

        assertThat(webSocket.frames()).endsWith("4a", "4b", "4c", "4d").hasSize(5);
    }

    @Test
    void whatIsSentWhileNoPollIsUnderWayWaitsForTheNext() {
        EngineSession session = engine.open(polling);
        polling.poll();
        session.send(EnginePacket.message("a"));
        session.send(EnginePacket.message("b"));
        assertThat(polling.sent()).hasSize(1);

        polling.poll();

        assertThat(polling.frames()).endsWith("4a", "4b").hasSize(3);
    }

    @Test
    void aVolatilePacketLeavesAtOnce() {
        EngineSession session = engine.open(webSocket);

        session.sendVolatile(List.of(EnginePacket.message("now")));

        assertThat(webSocket.frames()).endsWith("4now");
    }

    @Test
    void aVolatilePacketIsForgottenWhenTheTransportCannotWrite() {
        EngineSession session = engine.open(polling);
        polling.poll();

        session.sendVolatile(List.of(EnginePacket.message("now")));
        polling.poll();

        assertThat(polling.sent()).hasSize(1);
    }

    @Test
    void aVolatilePacketIsForgottenWhenAnotherWaits() {
        EngineSession session = engine.open(webSocket);
        webSocket.before(
                RecordingTransport.Call.FLUSH, () -> session.sendVolatile(List.of(EnginePacket.message("volatile"))));

        session.send(EnginePacket.message("queued"));

        assertThat(webSocket.frames()).endsWith("4queued").hasSize(2);
    }

    @Test
    void aClientThatDoesNotReadIsGivenUpByTheExecutorAndNotByTheSender() {
        TestEngine engine = TestEngine.create(listener, elsewhere::add);
        EngineSession session = engine.open(webSocket);
        webSocket.stopReading();
        EnginePacket half = EnginePacket.message(new byte[TestEngine.SEND_BUFFER / 2]);

        for (int i = 0; i < 5; i++) {
            session.send(half);
        }
        assertThat(listener.closes()).isEmpty();
        assertThat(elsewhere).hasSize(1);
        elsewhere.forEach(Runnable::run);

        assertThat(listener.closes()).containsExactly(CloseReason.SLOW_CONSUMER);
        assertThat(webSocket.terminated()).contains(CloseReason.SLOW_CONSUMER);
        assertThat(engine.time().pending()).isZero();
    }

    @Test
    void aClientThatDoesNotReadIsGivenUpEvenIfTheExecutorRefuses() {
        TestEngine engine = TestEngine.create(listener, task -> {
            throw new RejectedExecutionException("on purpose");
        });
        EngineSession session = engine.open(webSocket);
        webSocket.stopReading();

        session.send(EnginePacket.message(new byte[TestEngine.SEND_BUFFER]));
        session.send(EnginePacket.message("too much"));

        assertThat(listener.closes()).containsExactly(CloseReason.SLOW_CONSUMER);
        assertThat(engine.server().sessions()).isEmpty();
    }

    @Test
    void aClientWithAFullBufferIsGivenUpAfterAWhile() {
        TestEngine engine = TestEngine.create(listener);
        engine.server().watchForStalls();
        EngineSession session = engine.open(webSocket);
        webSocket.stopReading();

        session.send(EnginePacket.message(new byte[TestEngine.SEND_BUFFER / 2]));
        session.send(EnginePacket.message("a little too much"));
        engine.time().advance(Duration.ofSeconds(6));
        assertThat(listener.closes()).isEmpty();
        engine.time().advance(Duration.ofSeconds(1));

        assertThat(listener.closes()).containsExactly(CloseReason.SLOW_CONSUMER);
    }

    @Test
    void aClientThatReadsMayHaveAFullBufferForLong() {
        TestEngine engine = TestEngine.create(listener);
        engine.server().watchForStalls();
        RecordingTransport polling = RecordingTransport.polling();
        EngineSession session = engine.open(polling);

        for (int i = 0; i < 10; i++) {
            polling.poll();
            session.send(EnginePacket.message(new byte[TestEngine.SEND_BUFFER / 2]));
            session.send(EnginePacket.message(new byte[TestEngine.SEND_BUFFER / 2 - 1]));
            engine.time().advance(Duration.ofSeconds(1));
            assertThat(session.queuedBytes()).isGreaterThan(0);
        }

        assertThat(listener.closes()).isEmpty();
    }

    @Test
    void theLargestMessageGoesTogetherWithItsAcknowledgement() {
        EngineSettings usual = new EngineSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), 1_000_000, 1_000);
        OutboundQueue queue = new OutboundQueue(usual.sendLimit());

        queue.offer(EnginePacket.PING);
        assertThat(queue.offer(EnginePacket.message(new byte[1_000_000]))).isEqualTo(OutboundQueue.Offer.ACCEPTED);
        assertThat(queue.offer(EnginePacket.message(new byte[1_000_000]))).isEqualTo(OutboundQueue.Offer.ACCEPTED);

        assertThat(queue.offer(EnginePacket.message("430[{}]"))).isEqualTo(OutboundQueue.Offer.ACCEPTED);
    }

    @Test
    void deliversTextAndBytes() {
        engine.open(webSocket);

        assertThat(webSocket.receive(EnginePacket.message("hello"))).isTrue();
        assertThat(webSocket.receive(EnginePacket.message(new byte[] {1, (byte) 0xff})))
                .isTrue();
        assertThat(webSocket.receive(EnginePacket.message(""))).isTrue();

        assertThat(listener.events()).containsExactly("hello", "0x01ff", "");
    }

    @Test
    void deliversOneAtATime() {
        engine.open(webSocket);
        Race.Runner reader = () -> {
            for (int i = 0; i < 500; i++) {
                webSocket.receive(EnginePacket.message("m"));
            }
        };

        Race.between(reader, reader, reader);

        assertThat(listener.events()).hasSize(1500);
        assertThat(listener.overlaps()).isZero();
    }

    @Test
    void answersNothingToANoopAndLivesOn() {
        EngineSession session = engine.open(webSocket);

        assertThat(webSocket.receive(EnginePacket.NOOP)).isTrue();

        assertThat(session.isOpen()).isTrue();
        assertThat(listener.events()).isEmpty();
    }

    @Test
    @BadInput(27)
    void aClientThatPingsIsClosed() {
        engine.open(webSocket);

        assertThat(webSocket.receive(EnginePacket.PING)).isFalse();

        assertThat(listener.closes()).containsExactly(CloseReason.TRANSPORT_ERROR);
        assertThat(webSocket.terminated()).contains(CloseReason.TRANSPORT_ERROR);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(
            value = EnginePacketType.class,
            names = {"OPEN", "UPGRADE"})
    void aClientThatSendsWhatOnlyTheServerMayIsClosed(EnginePacketType type) {
        engine.open(polling);

        assertThat(polling.receive(EnginePacket.of(type, ""))).isFalse();

        assertThat(listener.closes()).containsExactly(CloseReason.PARSE_ERROR);
        assertNothingIsLeft();
    }

    @Test
    void aClientThatSendsNoPacketIsClosed() {
        engine.open(webSocket);

        webSocket.lose(CloseReason.PARSE_ERROR);

        assertThat(listener.closes()).containsExactly(CloseReason.PARSE_ERROR);
        assertThat(webSocket.terminated()).contains(CloseReason.PARSE_ERROR);
        assertNothingIsLeft();
    }

    @Test
    void nothingOfAPayloadIsDeliveredAfterItsClosePacket() throws Exception {
        engine.open(polling);

        EngineCodec.decodePayload("4a\u001e1\u001e4b", polling::receive);

        assertThat(listener.events()).containsExactly("a", "transport close");
    }

    @Test
    void nothingIsDeliveredAfterTheEnd() {
        EngineSession session = engine.open(webSocket);
        session.abort(CloseReason.FORCED_CLOSE);

        assertThat(webSocket.receive(EnginePacket.message("late"))).isFalse();

        assertThat(listener.events()).containsExactly("forced close");
    }

    @Test
    void nothingIsDeliveredWhileASessionIsClosing() {
        EngineSession session = engine.open(polling);
        session.close(CloseReason.FORCED_CLOSE);

        assertThat(polling.receive(EnginePacket.message("late"))).isFalse();

        assertThat(listener.events()).containsExactly("forced close");
    }

    @Test
    void aListenerThatFailsClosesItsOwnSessionOnly() {
        listener.whenTold(text -> {
            if (text.equals("exception")) {
                Failure.EXCEPTION.happen();
            }
        });
        RecordingTransport neighbour = RecordingTransport.webSocket();
        EngineSession session = engine.open(webSocket);
        EngineSession other = engine.open(neighbour);

        assertThat(webSocket.receive(EnginePacket.message("exception"))).isFalse();

        assertThat(session.isOpen()).isFalse();
        assertThat(listener.events()).containsExactly("exception", "forced close");
        assertThat(other.isOpen()).isTrue();
        assertThat(neighbour.receive(EnginePacket.message("fine"))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void whateverAListenerThrowsNothingReachesTheTransport(Failure failure) {
        listener.whenTold(text -> failure.happen());
        engine.open(webSocket);

        assertThat(webSocket.receive(EnginePacket.message("go"))).isFalse();

        assertThat(listener.closes()).containsExactly(CloseReason.FORCED_CLOSE);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void aTaskThatFailsClosesTheSessionAndNothingReachesWhoLeftIt(Failure failure) {
        EngineSession session = engine.open(webSocket);

        session.execute(failure::happen);

        assertThat(listener.closes()).containsExactly(CloseReason.FORCED_CLOSE);
        assertNothingIsLeft();
    }

    @Test
    void aTaskRunsBetweenTwoMessagesAndNotInTheMiddleOfOne() {
        List<String> order = new ArrayList<>();
        EngineSession session = engine.open(webSocket);
        listener.whenTold(text -> {
            session.execute(() -> order.add("task of " + text));
            order.add(text);
        });

        webSocket.receive(EnginePacket.message("a"));
        webSocket.receive(EnginePacket.message("b"));

        assertThat(order).containsExactly("a", "task of a", "b", "task of b");
    }

    @Test
    void pingsAndTakesThePong() {
        EngineSession session = engine.open(webSocket);
        engine.time().advance(TestEngine.PING_INTERVAL);
        assertThat(webSocket.frames()).endsWith("2").hasSize(2);
        engine.time().advance(Duration.ofMillis(40));

        webSocket.receive(EnginePacket.PONG);
        engine.time().advance(TestEngine.PING_INTERVAL);

        assertThat(session.roundTripNanos()).isEqualTo(40_000_000);
        assertThat(webSocket.frames()).endsWith("2").hasSize(3);
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    @BadInput(14)
    void halfAMillionPongsLeaveOneTimer() throws Exception {
        engine.open(polling);

        EngineCodec.decodePayload("3\u001e".repeat(499_999) + "3", polling::receive);

        assertThat(engine.time().pending()).isEqualTo(1);
        assertThat(listener.events()).isEmpty();
    }

    private void assertNothingIsLeft() {
        assertThat(engine.server().sessions()).isEmpty();
        assertThat(engine.server().openSessions()).isZero();
        assertThat(engine.time().pending()).isZero();
    }

    @Test
    void takesShortMessagesOnlyUntilTheClientIsIdentified() {
        EngineSession session = engine.open(webSocket);
        assertThat(session.allowance().maxMessage()).isEqualTo(16 * 1024);

        session.identified();

        assertThat(session.allowance().maxMessage()).isEqualTo(1_000_000);
        assertThat(webSocket.allowed()).containsExactly(1_000_000);
    }

    @Test
    void tellsATransportThatTakesOverWhatIsAllowedByThen() {
        EngineSession session = engine.open(polling);
        session.identified();
        session.upgradeTo(webSocket);
        webSocket.receive(EnginePacket.of(EnginePacketType.PING, "probe"));
        webSocket.receive(EnginePacket.of(EnginePacketType.UPGRADE, ""));

        assertThat(webSocket.allowed()).containsExactly(1_000_000);
    }

    @Test
    void holdsNothingOfTheNodesMemoryWhenItHasEnded() {
        EngineSession session = engine.open(webSocket);
        session.allowance().underWay().hold(500);
        session.allowance().collection().hold(300);
        assertThat(engine.server().inbound().used()).isEqualTo(800);

        session.close(CloseReason.FORCED_CLOSE);

        assertThat(engine.server().inbound().used()).isZero();
        assertThat(session.allowance().underWay().hold(1)).isFalse();
    }
}
