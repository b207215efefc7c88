package dev.parley.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import jakarta.websocket.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrameSendersTest {

    private final FrameSenders senders = new FrameSenders(Thread::new, new ManualTime().timers());

    @AfterEach
    void close() {
        senders.close();
    }

    @Test
    void aContainerThatNobodyKnowsGetsTheCallThatIsSafeEverywhere() {
        SendPath path = senders.of(Fakes.of(Session.class, (proxy, called, arguments) -> null));

        assertThat(path.sender()).isInstanceOf(AsyncFrameSender.class);
        assertThat(path.drains()).isNotInstanceOf(Writer.class);
    }
}
