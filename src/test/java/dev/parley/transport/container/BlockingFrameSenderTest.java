package dev.parley.transport.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.codec.EnginePacket;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockingFrameSenderTest {

    private final List<String> calls = new ArrayList<>();
    private final List<Throwable> completions = new ArrayList<>();
    private boolean closed;

    private void send(EnginePacket... packets) {
        RemoteEndpoint.Basic remote = Fakes.of(RemoteEndpoint.Basic.class, (proxy, called, arguments) -> {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            calls.add(called.getName());
            return null;
        });
        Session session = Fakes.of(Session.class, (proxy, called, arguments) -> remote);
        new BlockingFrameSender(session).send(List.of(packets), completions::add);
    }

    @Test
    void sendsTextAndBytesInTheirOrder() {
        send(EnginePacket.PING, EnginePacket.message(new byte[] {1}), EnginePacket.message("a"));

        assertThat(calls).containsExactly("sendText", "sendBinary", "sendText");
        assertThat(completions).containsExactly((Throwable) null);
    }

    @Test
    void tellsAFailureAndThrowsNothing() {
        closed = true;

        send(EnginePacket.PING);

        assertThat(completions).singleElement().isInstanceOf(IllegalStateException.class);
    }
}
