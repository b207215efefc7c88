package dev.parley.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import jakarta.websocket.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameSendersTest {

    private final FrameSenders senders = new FrameSenders(Thread::new, new ManualTime().timers());

    @AfterEach
    void close() {
        senders.close();
    }

    @Test
    void aContainerThatNobodyKnowsGetsTheCallThatIsSafeEverywhere() {
        SendPath path = senders.of(session());

        assertThat(path.sender()).isInstanceOf(AsyncFrameSender.class);
        assertThat(path.drains()).isNotInstanceOf(Writer.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.glassfish.tyrus.core.TyrusSession", "io.undertow.websockets.jsr.UndertowSession"})
    void soDoesOneThatLooksDifferentInside(String container) {
        for (int i = 0; i < 2; i++) {
            SendPath path = senders.choose(session(), container);

            assertThat(path.sender()).isInstanceOf(AsyncFrameSender.class);
            assertThat(path.drains()).isNotInstanceOf(Writer.class);
        }
    }

    @Test
    void onLibertyItIsTheBlockingCallOnAThreadThatMayBeHeldUp() {
        SendPath path = senders.choose(session(), "com.ibm.ws.wsoc.external.SessionExt");

        assertThat(path.sender()).isInstanceOf(BlockingFrameSender.class);
        assertThat(path.drains()).isInstanceOf(Writer.class);
    }

    private static Session session() {
        return Fakes.of(Session.class, (proxy, called, arguments) -> null);
    }
}
