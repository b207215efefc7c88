package dev.parley.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.InboundBudget;
import dev.parley.engine.InboundLimits;
import dev.parley.engine.OutboundQueue;
import dev.parley.engine.TestEngine;
import dev.parley.engine.TransportListener;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.transport.container.ManualSender;
import dev.parley.transport.container.ReadControl;
import dev.parley.transport.container.SendPath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent on the thread that answers, and what on the loop. */
class QueueDrainTest {

    private final ManualSender sender = new ManualSender().taking(100).completing(completion -> completion.sent(null));
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final List<CloseReason> closes = new ArrayList<>();
    private final OutboundQueue queue = new OutboundQueue(100_000);
    private boolean idle = true;
    private Runnable handler = () -> {};
    private final WebSocketTransport transport = new WebSocketTransport(
            new SendPath(sender, loop::add, () -> idle), ReadControl.NONE, closes::add, limit -> {});

    @BeforeEach
    void attach() {
        transport.attach(queue, new TransportListener() {
            private final InboundLimits allowance =
                    TestEngine.allowance(1000, new InboundBudget(Long.MAX_VALUE, () -> 0));

            @Override
            public boolean onPacket(EnginePacket packet) {
                handler.run();
                return true;
            }

            @Override
            public InboundLimits allowance() {
                return allowance;
            }

            @Override
            public void onClosed(CloseReason reason) {
                closes.add(reason);
            }
        });
    }

    private void send(String... texts) {
        for (String text : texts) {
            queue.offer(EnginePacket.message(text));
            transport.flush();
        }
    }

    private void asks(Runnable answering) {
        handler = answering;
        transport.receive("4ask", true);
    }

    private static void elsewhere(Runnable task) {
        Thread other = new Thread(task);
        other.start();
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void runLoop() {
        while (!loop.isEmpty()) {
            loop.remove().run();
        }
    }

    @Test
    void anAnswerLeavesOnTheReadingThreadInOneSendWhenItIsComplete() {
        asks(() -> {
            send("a", "b");
            assertThat(sender.frames()).isEmpty();
        });

        assertThat(sender.frames()).containsExactly("4a", "4b");
        assertThat(sender.calls()).isEqualTo(1);
        assertThat(loop).isEmpty();
        assertThat(transport.isWritable()).isTrue();
    }

    @Test
    void soDoesOneThatIsMadeOnAnotherThread() {
        elsewhere(() -> transport.answer(() -> send("a", "b")));

        assertThat(sender.frames()).containsExactly("4a", "4b");
        assertThat(sender.calls()).isEqualTo(1);
        assertThat(loop).isEmpty();
    }

    @Test
    void whatNobodyHasAskedForLeavesOnTheLoop() {
        send("a");
        assertThat(sender.frames()).isEmpty();
        runLoop();

        assertThat(sender.frames()).containsExactly("4a");
    }

    @Test
    void anAnswerLeavesOnTheLoopWhileSomethingWaitsThere() {
        idle = false;

        asks(() -> send("a"));
        assertThat(sender.frames()).isEmpty();
        runLoop();

        assertThat(sender.frames()).containsExactly("4a");
    }

    @Test
    void anAnswerDoesNotOvertakeWhatWaitsForTheLoop() {
        send("before");
        asks(() -> send("answer"));
        assertThat(sender.frames()).isEmpty();
        runLoop();

        assertThat(sender.frames()).containsExactly("4before", "4answer");
        assertThat(sender.calls()).isEqualTo(1);
    }

    @Test
    void nothingIsWrittenOnTheReadingThreadForAClientThatDoesNotRead() {
        sender.completing(completion -> {});
        asks(() -> send("a"));
        asks(() -> send("b"));
        asks(() -> send("c"));
        runLoop();
        assertThat(sender.frames()).containsExactly("4a");

        sender.complete(null);
        assertThat(sender.frames()).containsExactly("4a");
        runLoop();

        assertThat(sender.frames()).containsExactly("4a", "4b", "4c");
        assertThat(sender.calls()).isEqualTo(2);
    }

    @Test
    void theReadingThreadMakesOneSendAndLeavesTheRestToTheLoop() {
        sender.taking(4);
        asks(() -> send("a", "b", "c", "d", "e"));

        assertThat(sender.calls()).isEqualTo(1);
        assertThat(loop).hasSize(1);
        runLoop();

        assertThat(sender.frames()).containsExactly("4a", "4b", "4c", "4d", "4e");
    }

    @Test
    void anotherThreadThatSendsMeanwhileTakesTheAnswerWithIt() {
        asks(() -> {
            send("answer");
            elsewhere(() -> send("other"));
            runLoop();
            assertThat(sender.frames()).containsExactly("4answer", "4other");
            send("more");
        });

        assertThat(sender.frames()).containsExactly("4answer", "4other", "4more");
        assertThat(sender.calls()).isEqualTo(2);
    }

    @Test
    void aSecondThreadThatAnswersMeanwhileLeavesItsAnswerToTheLoop() {
        asks(() -> elsewhere(() -> transport.answer(() -> send("other"))));
        assertThat(sender.frames()).isEmpty();
        assertThat(loop).hasSize(1);
        runLoop();

        assertThat(sender.frames()).containsExactly("4other");
    }

    @Test
    void whatOneReadHasBroughtIsAnsweredInOneSend() {
        transport.readBegins();
        asks(() -> send("a"));
        asks(() -> send("b"));
        asks(() -> transport.answer(() -> send("c")));
        assertThat(sender.frames()).isEmpty();
        transport.readEnds();

        assertThat(sender.frames()).containsExactly("4a", "4b", "4c");
        assertThat(sender.calls()).isEqualTo(1);
    }

    @Test
    void noAnswerWaitsForMoreThanAFewOthers() {
        transport.readBegins();
        for (int i = 0; i < 17; i++) {
            asks(() -> send("a"));
        }
        assertThat(loop).hasSize(1);
        runLoop();
        assertThat(sender.frames()).hasSize(17);
        transport.readEnds();

        assertThat(loop).isEmpty();
        assertThat(sender.frames()).hasSize(17);
    }

    @Test
    void aCloseBehindAnAnswerSendsTheAnswer() {
        asks(() -> {
            send("bye");
            transport.finish(CloseReason.FORCED_CLOSE, EnginePacket.CLOSE);
        });
        assertThat(sender.frames()).containsExactly("4bye");
        runLoop();

        assertThat(sender.frames()).containsExactly("4bye");
        assertThat(closes).containsExactly(CloseReason.FORCED_CLOSE, CloseReason.FORCED_CLOSE);
    }

    @Test
    void nothingLeavesAfterAnEndInTheMiddle() {
        asks(() -> {
            send("a");
            transport.terminate(CloseReason.PING_TIMEOUT);
        });
        runLoop();

        assertThat(sender.frames()).isEmpty();
        assertThat(closes).containsExactly(CloseReason.PING_TIMEOUT);
    }

    @Test
    void aSendThatFailsOnTheReadingThreadEndsTheTransport() {
        sender.completing(completion -> completion.sent(new IOException("reset")));

        asks(() -> send("a"));
        asks(() -> send("b"));
        runLoop();

        assertThat(sender.frames()).containsExactly("4a");
        assertThat(closes).containsExactly(CloseReason.TRANSPORT_CLOSE, CloseReason.TRANSPORT_CLOSE);
    }

    @Test
    void aHandlerThatFailsHoldsNothingBack() {
        try {
            asks(() -> {
                send("a");
                throw new IllegalStateException("handler");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("handler");
        }

        assertThat(sender.frames()).containsExactly("4a");
        send("b");
        assertThat(loop).hasSize(1);
    }
}
