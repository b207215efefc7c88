package dev.parley.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineSession;
import dev.parley.engine.Race;
import dev.parley.engine.TestEngine;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.transport.container.FrameSender;
import dev.parley.transport.container.ManualSender;
import dev.parley.transport.container.ReadControl;
import dev.parley.transport.container.SendPath;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/** Many senders on one WebSocket whose container completes sends in the call or on threads of its own, as it likes. */
class WebSocketStressTest {

    private static final int MESSAGES = 1000;
    private static final int SENDERS = 3;

    private final ExecutorService container = Executors.newFixedThreadPool(2);
    private final ManualSender sender =
            new ManualSender().completing(this::anyhow).taking(30);
    private final List<CloseReason> closes = new CopyOnWriteArrayList<>();
    private final TestEngine engine = TestEngine.create();
    private final WebSocketTransport transport =
            new WebSocketTransport(SendPath.onTheSpot(sender), ReadControl.NONE, closes::add, limit -> {});
    private final EngineSession session = engine.open(transport);

    @AfterEach
    void stopTheContainer() throws InterruptedException {
        container.shutdown();
        assertThat(container.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    private void anyhow(FrameSender.Completion completion) {
        if (ThreadLocalRandom.current().nextBoolean()) {
            completion.sent(null);
        } else {
            container.execute(() -> completion.sent(null));
        }
    }

    @RepeatedTest(20)
    void nothingIsLostDoubledReorderedOrSentAtTheSameTime() {
        Race.between(sender(0), sender(1), sender(2));
        awaitQuiet();

        for (int name = 0; name < SENDERS; name++) {
            assertThat(framesOf(name)).isEqualTo(sentBy(name, MESSAGES));
        }
        assertThat(sender.hasOverlapped()).isFalse();
    }

    @RepeatedTest(20)
    void aCloseInTheMiddleStillDeliversWhatWasQueued() {
        Race.between(sender(0), sender(1), () -> session.close(CloseReason.SERVER_SHUTTING_DOWN));
        awaitClose();

        for (int name = 0; name < 2; name++) {
            List<String> frames = framesOf(name);
            assertThat(frames).isEqualTo(sentBy(name, frames.size()));
        }
        assertThat(closes).containsExactly(CloseReason.SERVER_SHUTTING_DOWN);
        assertThat(sender.hasOverlapped()).isFalse();
        assertThat(engine.listener().closes()).containsExactly(CloseReason.SERVER_SHUTTING_DOWN);
        assertThat(engine.server().sessions()).isEmpty();
    }

    @RepeatedTest(20)
    void aLossInTheMiddleIsToldOnce() {
        sender.completing(completion -> container.execute(
                () -> completion.sent(ThreadLocalRandom.current().nextInt(50) == 0 ? new IOException("reset") : null)));

        Race.between(sender(0), sender(1), () -> session.close(CloseReason.FORCED_CLOSE), transport::lost);
        awaitClose();

        assertThat(closes).hasSize(1);
        assertThat(engine.listener().closes()).hasSize(1);
        assertThat(sender.hasOverlapped()).isFalse();
    }

    /** The answering threads write themselves now and then, as the path allows it. */
    @RepeatedTest(20)
    void answersAmongOtherMessagesKeepTheirOrder() {
        ManualSender own = new ManualSender().completing(this::anyhow).taking(30);
        WebSocketTransport answering = new WebSocketTransport(
                new SendPath(own, container, ThreadLocalRandom.current()::nextBoolean),
                ReadControl.NONE,
                closes::add,
                limit -> {});
        EngineSession asked = engine.open(answering);
        Race.between(sender(asked, 0), answerer(asked, 1), answerer(asked, 2));
        while (!answering.isWritable()) {
            Thread.onSpinWait();
        }

        for (int name = 0; name < SENDERS; name++) {
            assertThat(framesOf(own, name)).isEqualTo(sentBy(name, MESSAGES));
        }
        assertThat(own.hasOverlapped()).isFalse();
    }

    private static Race.Runner answerer(EngineSession asked, int name) {
        return () -> {
            for (int i = 0; i < MESSAGES; i++) {
                EnginePacket answer = EnginePacket.message(name + ":" + i);
                asked.answer(() -> asked.send(answer));
            }
        };
    }

    private Race.Runner sender(int name) {
        return sender(session, name);
    }

    private static Race.Runner sender(EngineSession to, int name) {
        return () -> {
            for (int i = 0; i < MESSAGES; i++) {
                to.send(EnginePacket.message(name + ":" + i));
            }
        };
    }

    private void awaitQuiet() {
        while (!transport.isWritable()) {
            Thread.onSpinWait();
        }
    }

    /** The connection is closed first, and then the server forgets the session: on another thread than the test's. */
    private void awaitClose() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (closes.isEmpty()
                || sender.isSending()
                || !engine.server().sessions().isEmpty()) {
            assertThat(System.nanoTime()).as("not closed within 20 s").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private List<String> framesOf(int name) {
        return framesOf(sender, name);
    }

    private static List<String> framesOf(ManualSender by, int name) {
        String mark = "4" + name + ":";
        return by.frames().stream().filter(frame -> frame.startsWith(mark)).toList();
    }

    private static List<String> sentBy(int name, int count) {
        return IntStream.range(0, count).mapToObj(i -> "4" + name + ":" + i).toList();
    }
}
