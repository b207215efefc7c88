package dev.parley.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.codec.EnginePacket;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndertowFrameSenderTest {

    private static final IOException RESET = new IOException("reset");

    private final List<String> calls = new ArrayList<>();
    private final List<SendHandler> handlers = new ArrayList<>();
    private final List<Throwable> completions = new ArrayList<>();
    private boolean closed;
    private final UndertowFrameSender sender = new UndertowFrameSender(session());

    private Session session() {
        RemoteEndpoint.Async remote = Fakes.of(RemoteEndpoint.Async.class, (proxy, called, arguments) -> {
            calls.add(called.getName() + (arguments == null ? "" : " " + arguments[0]));
            if (called.getName().startsWith("send")) {
                if (closed) {
                    throw new IllegalStateException("closed");
                }
                handlers.add((SendHandler) arguments[1]);
            }
            return null;
        });
        return Fakes.of(Session.class, (proxy, called, arguments) -> remote);
    }

    private void send(String... texts) {
        sender.send(List.of(texts).stream().map(EnginePacket::message).toList(), completions::add);
    }

    @Test
    void sendsASinglePacketAsAnyOther() {
        send("a");

        assertThat(calls).containsExactly("sendText 4a");
    }

    @Test
    void flushesSeveralTogetherAndAllowsNoBatchingInBetween() {
        send("a", "b");

        assertThat(calls)
                .containsExactly(
                        "setBatchingAllowed true",
                        "sendText 4a",
                        "sendText 4b",
                        "setBatchingAllowed false",
                        "flushBatch");
    }

    @Test
    void completesWithTheLastOfThem() {
        send("a", "b");
        handlers.get(0).onResult(new SendResult());
        assertThat(completions).isEmpty();

        handlers.get(1).onResult(new SendResult());

        assertThat(completions).containsExactly((Throwable) null);
    }

    @Test
    void completesWithTheFirstFailureAndOnlyOnce() {
        send("a", "b", "c");

        handlers.get(0).onResult(new SendResult());
        handlers.get(1).onResult(new SendResult(RESET));
        handlers.get(2).onResult(new SendResult(RESET));
        handlers.get(2).onResult(new SendResult());

        assertThat(completions).containsExactly(RESET);
    }

    @Test
    void leavesNothingBehindWhenItIsClosed() {
        closed = true;

        send("a", "b");

        assertThat(calls).endsWith("setBatchingAllowed false", "flushBatch");
        assertThat(completions).singleElement().isInstanceOf(IllegalStateException.class);
    }
}
