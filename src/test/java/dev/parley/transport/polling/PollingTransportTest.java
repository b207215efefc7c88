package dev.parley.transport.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineSession;
import dev.parley.engine.InboundBudget;
import dev.parley.engine.InboundLimits;
import dev.parley.engine.ManualTime;
import dev.parley.engine.OutboundQueue;
import dev.parley.engine.TestEngine;
import dev.parley.engine.TransportListener;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.robustness.BadInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PollingTransportTest {

    private final ManualTime time = new ManualTime();
    private final OutboundQueue queue = new OutboundQueue(100_000);
    private final Listener listener = new Listener();
    private final PollingTransport transport = attached();

    private PollingTransport attached() {
        PollingTransport polling = new PollingTransport(time.timers(), Runnable::run);
        polling.attach(queue, listener);
        return polling;
    }

    /** Remembers what it is told, and takes packets until the test says otherwise. */
    private static final class Listener implements TransportListener {
        private final List<String> events = new ArrayList<>();
        private InboundLimits allowance = TestEngine.allowance(1000, new InboundBudget(Long.MAX_VALUE, () -> 0));
        private boolean welcome = true;
        private Runnable reaction = () -> {};

        @Override
        public boolean onPacket(EnginePacket packet) {
            events.add(packet.isBinary() ? packet.toString() : packet.frame());
            reaction.run();
            return welcome;
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

    private RecordingExchange poll() {
        RecordingExchange exchange = new RecordingExchange();
        transport.poll(exchange);
        return exchange;
    }

    private RecordingExchange post(String body) {
        RecordingExchange exchange = new RecordingExchange();
        if (transport.beginPost(exchange)) {
            transport.receive(exchange, body);
        }
        return exchange;
    }

    private void send(String text) {
        queue.offer(EnginePacket.message(text));
        transport.flush();
    }

    @Nested
    class Polls {
        @Test
        void waitsUntilThereIsSomethingToSay() {
            RecordingExchange poll = poll();
            assertThat(poll.answers()).isEmpty();
            assertThat(transport.isWritable()).isTrue();

            send("hello");

            assertThat(poll.answers()).containsExactly("200 4hello");
            assertThat(transport.isWritable()).isFalse();
        }

        @Test
        void bringsEverythingThatIsQueuedInOrder() {
            send("a");
            queue.offer(EnginePacket.message(new byte[] {1, 2, 3}));
            send("b");

            assertThat(poll().answers()).containsExactly("200 4a\u001ebAQID\u001e4b");
        }

        @Test
        void aFlushWithoutAPollTakesNothing() {
            send("a");

            assertThat(queue.isEmpty()).isFalse();
        }

        @Test
        void aSecondOneAtATimeEndsTheSessionBeforeItIsRefused() {
            poll();
            RecordingExchange second = new RecordingExchange();
            List<String> atTheAnswer = new ArrayList<>();

            transport.poll(second.then(() -> atTheAnswer.addAll(listener.events)));

            assertThat(second.answers()).containsExactly("400 BAD_REQUEST");
            assertThat(atTheAnswer).containsExactly("TRANSPORT_ERROR");
        }
    }

    @Nested
    class Paused {

        @Test
        void aPostWaitsForItsAnswerAndKeepsWhatIsLeftOfIt() {
            listener.reaction = () -> transport.receiving(false);
            RecordingExchange post = post("4a\u001e4b\u001e4c");
            listener.reaction = () -> {};
            assertThat(listener.events).containsExactly("4a");
            assertThat(post.answers()).isEmpty();

            transport.receiving(true);

            assertThat(listener.events).containsExactly("4a", "4b", "4c");
            assertThat(post.answers()).containsExactly("200 ok");
            assertThat(post("4d").answers()).containsExactly("200 ok");
        }

        @Test
        void nothingOfAPostThatComesDuringAPauseIsPassedOn() {
            transport.receiving(false);
            RecordingExchange post = post("4a");
            assertThat(listener.events).isEmpty();

            transport.receiving(true);

            assertThat(listener.events).containsExactly("4a");
            assertThat(post.answers()).containsExactly("200 ok");
        }

        @Test
        void mayBeginAgainInTheMiddle() {
            transport.receiving(false);
            RecordingExchange post = post("4a\u001e4b");
            listener.reaction = () -> transport.receiving(false);

            transport.receiving(true);
            assertThat(listener.events).containsExactly("4a");
            transport.receiving(true);
            assertThat(post.answers()).isEmpty();
            transport.receiving(true);

            assertThat(listener.events).containsExactly("4a", "4b");
            assertThat(post.answers()).containsExactly("200 ok");
        }

        @Test
        void whatWaitsIsCountedAsIncompleteInput() {
            InboundBudget budget = new InboundBudget(1000, () -> 0);
            listener.allowance = TestEngine.allowance(1000, budget);
            transport.receiving(false);
            post("4" + "a".repeat(99));
            assertThat(budget.used()).isEqualTo(100);

            transport.receiving(true);

            assertThat(budget.used()).isZero();
        }

        @Test
        void aSecondPostStillBreaksTheRules() {
            transport.receiving(false);
            post("4a");

            assertThat(post("4b").answers()).containsExactly("400 BAD_REQUEST");
            assertThat(listener.events).containsExactly("TRANSPORT_ERROR");
        }

        @Test
        void aPostIsAnsweredWhenTheSessionEnds() {
            transport.receiving(false);
            RecordingExchange post = post("4a");

            transport.terminate(CloseReason.FORCED_CLOSE);
            transport.receiving(true);

            assertThat(post.answers()).containsExactly("200 ok");
            assertThat(listener.events).isEmpty();
        }

        @Test
        void aChangeOfTransportTakesWhatWaitsWithItBecauseClientsWaitForThePost() {
            transport.receiving(false);
            RecordingExchange before = post("4a");

            transport.pause();
            assertThat(listener.events).containsExactly("4a");
            assertThat(before.answers()).containsExactly("200 ok");
            RecordingExchange during = post("4b");
            assertThat(during.answers()).isEmpty();
            time.advance(Duration.ofMillis(120));

            assertThat(during.answers()).containsExactly("200 ok");
            assertThat(listener.events).containsExactly("4a", "4b");
        }

        @Test
        void whatIsNoPacketEndsTheSessionWhenItsTurnHasCome() {
            transport.receiving(false);
            RecordingExchange post = post("4a\u001ex");
            assertThat(listener.events).isEmpty();

            transport.receiving(true);

            assertThat(listener.events).containsExactly("4a", "PARSE_ERROR");
            assertThat(post.answers()).containsExactly("400 BAD_REQUEST");
        }
    }

    @Nested
    class Posts {
        @Test
        void handsOverPacketsInOrderAndAnswersOk() {
            assertThat(post("4a\u001e3\u001ebAQID").answers()).containsExactly("200 ok");
            assertThat(listener.events).containsExactly("4a", "3", "MESSAGE(3 bytes)");
        }

        @Test
        void stopsReadingWhenNoMoreIsWelcome() {
            listener.welcome = false;

            assertThat(post("4a\u001e4b").answers()).containsExactly("200 ok");
            assertThat(listener.events).containsExactly("4a");
        }

        @Test
        void refusesWhatIsNoPacketAfterTheSessionHasEnded() {
            for (String body : List.of("", "\u001e", "4a\u001e", "x", "9", "b!!", "4a\u001eabc")) {
                PollingTransportTest fresh = new PollingTransportTest();
                RecordingExchange post = new RecordingExchange();
                List<String> atTheAnswer = new ArrayList<>();
                fresh.transport.beginPost(post);

                fresh.transport.receive(post.then(() -> atTheAnswer.addAll(fresh.listener.events)), body);

                assertThat(post.answers()).as(body).containsExactly("400 BAD_REQUEST");
                assertThat(atTheAnswer).as(body).contains("PARSE_ERROR");
            }
        }

        @Test
        void aSecondOneAtATimeEndsTheSessionBeforeItIsRefused() {
            transport.beginPost(new RecordingExchange());
            RecordingExchange second = new RecordingExchange();
            List<String> atTheAnswer = new ArrayList<>();

            assertThat(transport.beginPost(second.then(() -> atTheAnswer.addAll(listener.events))))
                    .isFalse();

            assertThat(second.answers()).containsExactly("400 BAD_REQUEST");
            assertThat(atTheAnswer).containsExactly("TRANSPORT_ERROR");
        }

        @Test
        void oneAfterTheOtherIsFine() {
            post("4a");

            assertThat(post("4b").answers()).containsExactly("200 ok");
        }

        @Test
        void isAbandonedWhenTheSessionEndsBeforeItsBodyIsThere() {
            RecordingExchange post = new RecordingExchange();
            transport.beginPost(post);

            transport.terminate(CloseReason.PING_TIMEOUT);
            transport.receive(post, "4late");

            assertThat(post.answers()).containsExactly("400 abandoned");
            assertThat(listener.events).isEmpty();
        }

        @Test
        void isAnsweredEvenIfTheListenerFails() {
            listener.reaction = () -> {
                throw new IllegalStateException("on purpose");
            };
            RecordingExchange post = new RecordingExchange();
            transport.beginPost(post);

            assertThatThrownBy(() -> transport.receive(post, "4a")).isInstanceOf(IllegalStateException.class);

            assertThat(post.answers()).containsExactly("400 BAD_REQUEST");
        }

        @Test
        void isRefusedWithoutAFussAfterTheEnd() {
            transport.discard();

            assertThat(post("4a").answers()).containsExactly("400 BAD_REQUEST");
            assertThat(listener.events).isEmpty();
        }
    }

    @Nested
    class Pause {
        @Test
        void endsThePollThatWaits() {
            RecordingExchange poll = poll();

            transport.pause();

            assertThat(poll.answers()).containsExactly("200 6");
        }

        @Test
        void holdsAPollBackForATenthOfASecondAtMost() {
            transport.pause();
            RecordingExchange poll = poll();

            time.advance(Duration.ofMillis(90));
            assertThat(poll.answers()).isEmpty();

            time.advance(Duration.ofMillis(20));
            assertThat(poll.answers()).containsExactly("200 6");
        }

        @Test
        void aPollThatIsHeldBackStillTakesWhatComes() {
            transport.pause();
            RecordingExchange poll = poll();
            send("a");
            time.advance(Duration.ofSeconds(1));

            assertThat(poll.answers()).containsExactly("200 4a");
        }

        @Test
        void aPollThatWasHeldBackWaitsOnAfterAResume() {
            transport.pause();
            RecordingExchange poll = poll();
            transport.resume();
            time.advance(Duration.ofSeconds(1));
            assertThat(poll.answers()).isEmpty();

            send("a");

            assertThat(poll.answers()).containsExactly("200 4a");
        }

        @Test
        void theTimerOfOnePollDoesNotEndTheNext() {
            transport.pause();
            poll();
            send("a");
            time.advance(Duration.ofMillis(50));
            RecordingExchange second = poll();
            time.advance(Duration.ofMillis(60));
            assertThat(second.answers()).isEmpty();

            time.advance(Duration.ofMillis(60));

            assertThat(second.answers()).containsExactly("200 6");
        }

        @Test
        void isHarmlessWithNobodyThereAndAfterTheEnd() {
            transport.pause();
            transport.resume();
            transport.discard();
            transport.pause();
            transport.resume();

            assertThat(poll().answers()).containsExactly("400 BAD_REQUEST");
        }
    }

    @Nested
    class End {
        @Test
        void finishesWithAFarewellOfItsOwnBehindWhatIsQueued() {
            RecordingExchange poll = poll();
            queue.offer(EnginePacket.message("last"));

            transport.finish(CloseReason.FORCED_CLOSE, EnginePacket.CLOSE);

            assertThat(poll.answers()).containsExactly("200 4last");
            assertThat(listener.events).isEmpty();
            assertThat(poll().answers()).containsExactly("200 1");
            assertThat(listener.events).containsExactly("FORCED_CLOSE");
        }

        @Test
        void finishesWithTheNextPollWhenNoneWaits() {
            transport.finish(CloseReason.FORCED_CLOSE, EnginePacket.CLOSE);
            assertThat(listener.events).isEmpty();

            assertThat(poll().answers()).containsExactly("200 1");
            assertThat(listener.events).containsExactly("FORCED_CLOSE");
        }

        @Test
        void terminationTellsAWaitingPollAndNobodyElse() {
            RecordingExchange poll = poll();
            send("");
            RecordingExchange waiting = poll();

            transport.terminate(CloseReason.PING_TIMEOUT);
            transport.terminate(CloseReason.PING_TIMEOUT);

            assertThat(poll.answers()).containsExactly("200 4");
            assertThat(waiting.answers()).containsExactly("200 1");
            assertThat(listener.events).isEmpty();
        }

        @Test
        void nothingHappensAfterIt() {
            transport.terminate(CloseReason.FORCED_CLOSE);
            send("a");
            transport.finish(CloseReason.FORCED_CLOSE, EnginePacket.CLOSE);
            transport.pause();
            transport.resume();
            transport.discard();
            transport.terminate(CloseReason.FORCED_CLOSE);

            assertThat(listener.events).isEmpty();
            assertThat(queue.isEmpty()).isFalse();
            assertThat(transport.isWritable()).isFalse();
        }

        @Test
        void takesNothingFromTheQueueAfterADiscard() {
            RecordingExchange poll = poll();

            transport.discard();
            send("for the other transport");

            assertThat(poll.answers()).containsExactly("400 BAD_REQUEST");
            assertThat(queue.isEmpty()).isFalse();
        }
    }

    /** With a real session above it. */
    @Nested
    class InASession {
        private final TestEngine engine = TestEngine.create();
        private final PollingTransport polling =
                new PollingTransport(engine.time().timers(), Runnable::run);
        private final EngineSession session = engine.open(polling);

        private RecordingExchange poll() {
            RecordingExchange exchange = new RecordingExchange();
            polling.poll(exchange);
            return exchange;
        }

        private RecordingExchange post(String body) {
            RecordingExchange exchange = new RecordingExchange();
            polling.beginPost(exchange);
            polling.receive(exchange, body);
            return exchange;
        }

        @Test
        void aGoodbyeEndsTheWaitingPollAndIsAnsweredOk() {
            poll();
            RecordingExchange waiting = poll();

            RecordingExchange goodbye = post("1");

            assertThat(waiting.answers()).containsExactly("200 6");
            assertThat(goodbye.answers()).containsExactly("200 ok");
            assertThat(engine.listener().closes()).containsExactly(CloseReason.TRANSPORT_CLOSE);
            assertThat(engine.server().sessions()).isEmpty();
        }

        @Test
        void whoIsRefusedForTooMuchReadsSoBeforeTheWaitingPollEnds() {
            poll();
            RecordingExchange waiting = poll();
            RecordingExchange tooMuch = new RecordingExchange();
            polling.beginPost(tooMuch);

            polling.postFailed(tooMuch, CloseReason.MESSAGE_TOO_BIG, tooMuch::tooLarge);

            assertThat(tooMuch.answers()).containsExactly("413 abandoned");
            assertThat(engine.listener().closes()).containsExactly(CloseReason.MESSAGE_TOO_BIG);
            assertThat(engine.server().sessions()).isEmpty();
            assertThat(waiting.answers()).isEmpty();
            engine.time().advance(Duration.ofMillis(100));
            assertThat(waiting.answers()).containsExactly("200 1");
            assertThat(engine.time().pending()).isZero();
        }

        @Test
        void theNextPollWithinASecondAfterAGoodbyeGetsANoop() {
            poll();
            assertThat(post("1").answers()).containsExactly("200 ok");
            engine.time().advance(Duration.ofMillis(900));

            assertThat(engine.server().session(session.id())).isPresent();
            assertThat(poll().answers()).containsExactly("200 6");
            assertThat(engine.server().sessions()).isEmpty();
        }

        @Test
        void nobodyWaitsForAPollMoreThanASecondAfterAGoodbye() {
            poll();
            post("1");
            engine.time().advance(Duration.ofMillis(1100));

            assertThat(engine.server().sessions()).isEmpty();
            assertThat(engine.time().pending()).isZero();
        }

        @Test
        void twoPollsAtOnceEndItAndBothAreAnswered() {
            poll();
            RecordingExchange first = poll();
            RecordingExchange second = poll();

            assertThat(first.answers()).containsExactly("200 1");
            assertThat(second.answers()).containsExactly("400 BAD_REQUEST");
            assertThat(engine.listener().closes()).containsExactly(CloseReason.TRANSPORT_ERROR);
        }

        @Test
        @BadInput(11)
        void aPostThatDribblesIsEndedByTheHeartbeat() {
            poll();
            RecordingExchange waiting = poll();
            RecordingExchange post = new RecordingExchange();
            polling.beginPost(post);

            engine.time().advance(TestEngine.PING_INTERVAL.plusMillis(10));
            engine.time().advance(TestEngine.PING_TIMEOUT.plusMillis(10));

            assertThat(waiting.answers()).containsExactly("200 2");
            assertThat(post.answers()).containsExactly("400 abandoned");
            assertThat(engine.listener().closes()).containsExactly(CloseReason.PING_TIMEOUT);
        }

        @Test
        void aPingFromTheClientEndsIt() {
            poll();

            assertThat(post("2").answers()).hasSize(1);
            assertThat(engine.listener().closes()).containsExactly(CloseReason.TRANSPORT_ERROR);
        }
    }
}
