package dev.parley.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import dev.parley.transport.container.AsyncFrameSender;
import dev.parley.transport.container.BlockingFrameSender;
import dev.parley.transport.container.Fakes;
import dev.parley.transport.container.SendLoop;
import dev.parley.transport.container.SendPath;
import dev.parley.transport.container.liberty.LibertyFrameSenderTest;
import jakarta.websocket.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameSenderFactoryTest {

    private final FrameSenderFactory senders = new FrameSenderFactory(Thread::new, new ManualTime().timers());

    @AfterEach
    void close() {
        senders.close();
    }

    @Test
    void aContainerThatNobodyKnowsGetsTheCallThatIsSafeEverywhere() {
        SendPath path = senders.of(session());

        assertThat(path.sender()).isInstanceOf(AsyncFrameSender.class);
        assertThat(path.drains()).isNotInstanceOf(SendLoop.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.glassfish.tyrus.core.TyrusSession", "io.undertow.websockets.jsr.UndertowSession"})
    void soDoesOneThatLooksDifferentInside(String container) {
        for (int i = 0; i < 2; i++) {
            SendPath path = senders.choose(session(), container);

            assertThat(path.sender()).isInstanceOf(AsyncFrameSender.class);
            assertThat(path.drains()).isNotInstanceOf(SendLoop.class);
        }
    }

    @Test
    void onLibertyItIsTheBlockingCallOnAThreadThatMayBeHeldUp() {
        SendPath path = senders.choose(session(), "com.ibm.ws.wsoc.external.SessionExt");

        assertThat(path.sender()).isInstanceOf(BlockingFrameSender.class);
        assertThat(path.drains()).isInstanceOf(SendLoop.class);
    }

    /** Its Netty transport; a call that blocks is the slowest of all there. */
    @Test
    void onLibertyWithoutSocketsItIsTheAsynchronousCall() {
        for (int i = 0; i < 2; i++) {
            SendPath path =
                    senders.choose(LibertyFrameSenderTest.withoutSocket(), "com.ibm.ws.wsoc.external.SessionExt");

            assertThat(path.sender()).isInstanceOf(AsyncFrameSender.class);
            assertThat(path.drains()).isInstanceOf(SendLoop.class);
        }
    }

    private static Session session() {
        return Fakes.of(Session.class, (proxy, called, arguments) -> null);
    }
}
