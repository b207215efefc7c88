package dev.parley.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineSession;
import dev.parley.engine.InboundBudget;
import dev.parley.engine.InboundLimits;
import dev.parley.engine.OutboundQueue;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.TestEngine;
import dev.parley.engine.TransportListener;
import dev.parley.engine.TransportName;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.transport.container.ManualSender;
import dev.parley.transport.container.ReadControl;
import dev.parley.transport.container.SendPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WebSocketTransportTest {

    private static final int MAX_PAYLOAD = 1000;
    private static final InboundBudget UNLIMITED = new InboundBudget(Long.MAX_VALUE, () -> 0);
    private static final IOException RESET = new IOException("reset");

    private final ManualSender sender = new ManualSender();
    private final List<CloseReason> closes = new ArrayList<>();
    private final List<Integer> limits = new ArrayList<>();
    private final OutboundQueue queue = new OutboundQueue(100_000);
    private final Listener listener = new Listener();
    private final WebSocketTransport transport =
            new WebSocketTransport(SendPath.onTheSpot(sender), ReadControl.NONE, closes::add, limits::add);

    private static final class Listener implements TransportListener {
        private final List<String> events = new ArrayList<>();
        private InboundLimits allowance = TestEngine.allowance(MAX_PAYLOAD, UNLIMITED);

        @Override
        public boolean onPacket(EnginePacket packet) {
            events.add(packet.isBinary() ? packet.toString() : packet.frame());
            return true;
        }

        @Override
        public InboundLimits allowance() {
            return allowance;
        }

        @Override
        public void onClosed(CloseReason reason) {
            events.add(reason.name());
        }
    }

    private void attach() {
        transport.attach(queue, listener);
    }

    private void send(String... texts) {
        for (String text : texts) {
            queue.offer(EnginePacket.message(text));
            transport.flush();
        }
    }

    @Test
    void isAWebSocket() {
        assertThat(transport.name()).isEqualTo(TransportName.WEBSOCKET);
    }

    @Test
    void stopsAContainerAgainThatCouldNotBeStoppedAtOnce() {
        List<Boolean> control = new ArrayList<>();
        WebSocketTransport paused =
                new WebSocketTransport(SendPath.onTheSpot(sender), control::add, closes::add, limits::add);
        paused.attach(queue, listener);
        paused.receive("4a", true);
        assertThat(control).isEmpty();

        paused.receiving(false);
        paused.receive("4b", true);
        paused.receive("4c", true);
        assertThat(control).containsExactly(false, false, false);
        paused.receiving(true);
        paused.receive("4d", true);

        assertThat(control).containsExactly(false, false, false, true);
        assertThat(listener.events).containsExactly("4a", "4b", "4c", "4d");
    }

    @Nested
    class Out {
        @Test
        void sendsOneFrameAtATimeInOrder() {
            attach();
            send("a", "b");
            queue.offer(EnginePacket.message(new byte[] {1, 2, 3}));
            transport.flush();
            assertThat(sender.frames()).containsExactly("4a");

            sender.complete(null);
            assertThat(sender.frames()).containsExactly("4a", "4b");
            sender.complete(null);
            sender.complete(null);

            assertThat(sender.frames()).containsExactly("4a", "4b", "3 bytes");
            assertThat(sender.isSending()).isFalse();
        }

        @Test
        void sendsTogetherWhatWaits() {
            sender.taking(4);
            attach();
            send("a", "b", "c", "d");

            sender.complete(null);
            assertThat(sender.frames()).containsExactly("4a", "4b", "4c");
            sender.complete(null);

            assertThat(sender.frames()).containsExactly("4a", "4b", "4c", "4d");
            assertThat(sender.calls()).isEqualTo(3);
        }

        @Test
        void takesFromTheQueueWhenItsTurnHasCome() {
            List<Runnable> turns = new ArrayList<>();
            WebSocketTransport later = new WebSocketTransport(
                    new SendPath(sender.taking(100), turns::add, () -> false),
                    ReadControl.NONE,
                    closes::add,
                    limits::add);
            later.attach(queue, listener);
            for (String text : List.of("a", "b", "c")) {
                queue.offer(EnginePacket.message(text));
                later.flush();
            }
            assertThat(sender.frames()).isEmpty();
            assertThat(turns).hasSize(1);

            turns.remove(0).run();
            assertThat(sender.frames()).containsExactly("4a", "4b", "4c");
            assertThat(sender.calls()).isEqualTo(1);

            queue.offer(EnginePacket.message("d"));
            later.flush();
            sender.complete(null);
            assertThat(sender.calls())
                    .as("a completion waits for its turn, too")
                    .isEqualTo(1);
            turns.remove(0).run();

            assertThat(sender.frames()).containsExactly("4a", "4b", "4c", "4d");
        }

        @Test
        void isWritableWhileNothingIsUnderWay() {
            attach();
            assertThat(transport.isWritable()).isTrue();

            send("a");
            assertThat(transport.isWritable()).isFalse();

            sender.complete(null);
            assertThat(transport.isWritable()).isTrue();
        }

        @Test
        void noStackGrowsWithTheQueue() {
            int[] deepest = {0};
            sender.completing(completion -> {
                deepest[0] = Math.max(deepest[0], Thread.currentThread().getStackTrace().length);
                completion.sent(null);
            });
            attach();
            queue.offer(EnginePacket.message("first"));
            transport.flush();
            int shallow = deepest[0];
            for (int i = 0; i < 1000; i++) {
                queue.offer(EnginePacket.message("m" + i));
            }

            transport.flush();

            assertThat(sender.frames()).hasSize(1001);
            assertThat(deepest[0]).isEqualTo(shallow);
        }

        @Test
        void goesOnWhenTheCompletionComesLater() {
            attach();
            send("a", "b", "c");
            sender.completing(completion -> completion.sent(null));

            sender.complete(null);

            assertThat(sender.frames()).containsExactly("4a", "4b", "4c");
            assertThat(transport.isWritable()).isTrue();
        }

        @Test
        void waitsForACompletionThatNeverComes() {
            attach();
            send("a", "b", "c");
            transport.flush();
            transport.flush();

            assertThat(sender.frames()).containsExactly("4a");
            assertThat(closes).isEmpty();
        }

        @Test
        void aFailureInTheCallEndsItAndSendsNothingMore() {
            sender.completing(completion -> completion.sent(RESET));
            attach();

            send("a", "b");

            assertThat(sender.frames()).containsExactly("4a");
            assertThat(closes).containsExactly(CloseReason.TRANSPORT_CLOSE);
            assertThat(listener.events).containsExactly("TRANSPORT_CLOSE");
        }

        @Test
        void aLaterFailureEndsItAndSendsNothingMore() {
            attach();
            send("a", "b");

            sender.complete(RESET);

            assertThat(sender.frames()).containsExactly("4a");
            assertThat(closes).containsExactly(CloseReason.TRANSPORT_CLOSE);
            assertThat(listener.events).containsExactly("TRANSPORT_CLOSE");
            assertThat(transport.isWritable()).isFalse();
        }

        @Test
        void nothingIsSentAfterALoss() {
            attach();

            transport.lost();
            send("a");

            assertThat(sender.frames()).isEmpty();
            assertThat(listener.events).containsExactly("TRANSPORT_CLOSE");
        }

        @Test
        void aFlushBeforeAnythingIsAttachedDoesNothing() {
            transport.flush();
            attach();
            send("a");

            assertThat(sender.frames()).containsExactly("4a");
        }
    }

    @Nested
    class Finish {
        @Test
        void closesAtOnceWhenNothingIsQueued() {
            attach();

            transport.finish(CloseReason.FORCED_CLOSE, EnginePacket.CLOSE);

            assertThat(sender.frames()).as("a WebSocket has a close of its own").isEmpty();
            assertThat(closes).containsExactly(CloseReason.FORCED_CLOSE);
            assertThat(listener.events).containsExactly("FORCED_CLOSE");
        }

        @Test
        void tellsTheClientWhy() {
            attach();

            transport.finish(CloseReason.SERVER_SHUTTING_DOWN, EnginePacket.CLOSE);

            assertThat(closes).containsExactly(CloseReason.SERVER_SHUTTING_DOWN);
        }

        @Test
        void closesWhenTheLastFrameHasBeenTaken() {
            attach();
            send("a", "b");

            transport.finish(CloseReason.FORCED_CLOSE, EnginePacket.CLOSE);
            sender.complete(null);
            assertThat(closes).isEmpty();
            sender.complete(null);

            assertThat(sender.frames()).containsExactly("4a", "4b");
            assertThat(closes).containsExactly(CloseReason.FORCED_CLOSE);
            assertThat(listener.events).containsExactly("FORCED_CLOSE");
        }

        @Test
        void sendsWhatIsQueuedWithoutAFlush() {
            sender.completing(completion -> completion.sent(null));
            attach();
            queue.offer(EnginePacket.message("a"));

            transport.finish(CloseReason.FORCED_CLOSE, EnginePacket.CLOSE);

            assertThat(sender.frames()).containsExactly("4a");
            assertThat(closes).containsExactly(CloseReason.FORCED_CLOSE);
        }

        @Test
        void givesUpWhenAFrameFails() {
            attach();
            send("a", "b");
            transport.finish(CloseReason.FORCED_CLOSE, EnginePacket.CLOSE);

            sender.complete(RESET);

            assertThat(closes).containsExactly(CloseReason.TRANSPORT_CLOSE);
            assertThat(listener.events).containsExactly("TRANSPORT_CLOSE");
        }
    }

    @Nested
    class Terminate {
        @Test
        void closesOnceAndTellsNobody() {
            attach();

            transport.terminate(CloseReason.SLOW_CONSUMER);
            transport.terminate(CloseReason.PING_TIMEOUT);

            assertThat(closes).containsExactly(CloseReason.SLOW_CONSUMER);
            assertThat(listener.events).isEmpty();
        }

        @Test
        void duringASendLetsItComeToItsEnd() {
            attach();
            send("a", "b");

            transport.terminate(CloseReason.FORCED_CLOSE);
            sender.complete(null);

            assertThat(sender.frames()).containsExactly("4a");
            assertThat(closes).containsExactly(CloseReason.FORCED_CLOSE);
        }

        @Test
        void insideASendStopsTheLoop() {
            sender.completing(completion -> {
                transport.terminate(CloseReason.FORCED_CLOSE);
                completion.sent(null);
            });
            attach();
            queue.offer(EnginePacket.message("a"));
            queue.offer(EnginePacket.message("b"));

            transport.flush();

            assertThat(sender.frames()).containsExactly("4a");
        }

        @Test
        void everythingAfterItDoesNothing() {
            attach();
            transport.terminate(CloseReason.FORCED_CLOSE);

            send("a");
            transport.finish(CloseReason.FORCED_CLOSE, EnginePacket.CLOSE);
            transport.pause();
            transport.resume();
            transport.discard();
            transport.receive("4late", true);
            transport.receive(new byte[1], true);

            assertThat(sender.frames()).isEmpty();
            assertThat(closes).hasSize(1);
            assertThat(listener.events).isEmpty();
        }

        @Test
        void worksBeforeAnythingIsAttached() {
            transport.terminate(CloseReason.TRANSPORT_ERROR);
            transport.receive("2probe", true);
            transport.lost();

            assertThat(closes).containsExactly(CloseReason.TRANSPORT_ERROR);
        }
    }

    @Nested
    class In {
        @Test
        void handsOverWholeMessages() {
            attach();

            transport.receive("4he", false);
            transport.receive("llo", true);
            transport.receive(new byte[] {1}, false);
            transport.receive(new byte[] {2}, true);
            transport.receive("3", true);

            assertThat(listener.events).containsExactly("4hello", "MESSAGE(2 bytes)", "3");
        }

        @Test
        void tellsThatItWasNoPacket() {
            attach();

            transport.receive("", true);
            transport.receive("x", true);

            assertThat(listener.events).containsExactly("PARSE_ERROR", "PARSE_ERROR");
        }

        @Test
        void tellsThatItWasTooMuch() {
            attach();

            transport.receive("4" + "x".repeat(MAX_PAYLOAD - 1), true);
            transport.receive("4" + "x".repeat(MAX_PAYLOAD), true);
            transport.receive(new byte[MAX_PAYLOAD + 1], true);

            assertThat(listener.events.subList(1, 3)).containsExactly("MESSAGE_TOO_BIG", "MESSAGE_TOO_BIG");
        }
    }

    /** With a real session above it. */
    @Nested
    class InASession {
        private final TestEngine engine = TestEngine.create();

        @Test
        void aBadPacketClosesTheSessionAndTheWebSocket() {
            engine.open(transport);

            transport.receive("9", true);
            transport.receive("4late", true);

            assertThat(engine.listener().events()).containsExactly("parse error");
            assertThat(closes).containsExactly(CloseReason.PARSE_ERROR);
        }

        @Test
        void aLossIsToldOnceHoweverOftenTheContainerSaysIt() {
            engine.open(transport);

            transport.lost();
            transport.lost();

            assertThat(engine.listener().closes()).containsExactly(CloseReason.TRANSPORT_CLOSE);
            assertThat(closes).containsExactly(CloseReason.TRANSPORT_CLOSE);
        }

        @Test
        void whatTheContainerHasClosedIsNotClosedAgain() {
            engine.open(transport);

            transport.closed();
            transport.lost();

            assertThat(engine.listener().closes()).containsExactly(CloseReason.TRANSPORT_CLOSE);
            assertThat(closes).isEmpty();
        }

        @Test
        void aClientThatTakesNothingIsGivenUpWhenItsQueueIsFull() {
            EngineSession session = engine.open(transport);

            IntStream.range(0, 20).forEach(i -> session.send(EnginePacket.message("x".repeat(10_000))));

            assertThat(engine.listener().closes()).containsExactly(CloseReason.SLOW_CONSUMER);
            assertThat(closes).containsExactly(CloseReason.SLOW_CONSUMER);
            assertThat(sender.frames()).hasSize(1);
        }

        @Test
        void anUpgradeUnderWayAnswersTheProbeBeforeAnythingOfTheSession() {
            RecordingTransport polling = RecordingTransport.polling();
            EngineSession session = engine.open(polling);
            polling.poll();
            session.upgradeTo(transport);

            transport.receive("2probe", true);
            session.send(EnginePacket.message("still polling"));
            assertThat(sender.frames()).containsExactly("3probe");
            transport.receive("5", true);
            assertThat(sender.frames()).containsExactly("3probe");
            sender.complete(null);

            assertThat(sender.frames()).containsExactly("3probe", "4still polling");
        }
    }

    @Nested
    class Limits {
        @Test
        void tellsItsContainerWhatIsAllowedNowAndLater() {
            listener.allowance = TestEngine.allowance(16, UNLIMITED);
            attach();
            transport.allow(500);

            assertThat(limits).containsExactly(16, 500);
        }

        @Test
        void refusesAMessageOverTheLimitOfTheMoment() {
            listener.allowance = TestEngine.allowance(5, UNLIMITED);
            attach();
            transport.receive("4abcd", true);
            transport.receive("4abcde", true);

            assertThat(listener.events).containsExactly("4abcd", "MESSAGE_TOO_BIG");
        }

        @Test
        void endsWhenTheNodeCannotHoldWhatComes() {
            listener.allowance = TestEngine.allowance(MAX_PAYLOAD, new InboundBudget(10, () -> 0));
            attach();
            transport.receive("4".repeat(11), false);

            assertThat(listener.events).containsExactly("OVER_BUDGET");
        }
    }
}
