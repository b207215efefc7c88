package dev.parley.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineSession;
import dev.parley.engine.TestEngine;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.transport.container.ManualSender;
import dev.parley.transport.container.ReadControl;
import dev.parley.transport.container.SendPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that takes nothing is given up in time, one that takes a little now and then is not. */
class StalledClientTest {

    private final TestEngine engine = TestEngine.create();
    private final ManualSender sender = new ManualSender();
    private final List<CloseReason> closes = new ArrayList<>();
    private final EngineSession session =
            engine.open(new WebSocketTransport(SendPath.onTheSpot(sender), ReadControl.NONE, closes::add, limit -> {}));

    @BeforeEach
    void watch() {
        engine.server().watchForStalls();
    }

    private void pass(Duration time) {
        engine.time().advance(time);
    }

    @Test
    void isGivenUpWithinSevenSeconds() {
        assertThat(sender.isSending()).as("the open packet").isTrue();

        pass(Duration.ofSeconds(7));

        assertThat(closes).containsExactly(CloseReason.SLOW_CONSUMER);
        assertThat(session.isOpen()).isFalse();
        assertThat(engine.listener().closes()).containsExactly(CloseReason.SLOW_CONSUMER);
    }

    @Test
    void hasSixSeconds() {
        pass(Duration.ofMillis(5900));
        sender.complete(null);

        pass(Duration.ofSeconds(10));

        assertThat(closes).isEmpty();
    }

    @Test
    void isNotOneThatReadsSlowly() {
        for (int i = 0; i < 10; i++) {
            session.send(EnginePacket.message("m" + i));
            session.send(EnginePacket.message("n" + i));
            pass(Duration.ofSeconds(2));
            sender.complete(null);
        }

        assertThat(closes).isEmpty();
    }

    @Test
    void isNotOneToWhomNothingIsSent() {
        sender.complete(null);

        pass(Duration.ofSeconds(20));

        assertThat(closes).isEmpty();
    }
}
