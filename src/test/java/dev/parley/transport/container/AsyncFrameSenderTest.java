package dev.parley.transport.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.codec.EnginePacket;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AsyncFrameSenderTest {

    private static final IOException RESET = new IOException("reset");

    private final List<Object> sent = new ArrayList<>();
    private final List<Throwable> completions = new ArrayList<>();
    private Consumer<SendHandler> container = handler -> handler.onResult(new SendResult());
    private final AsyncFrameSender sender = new AsyncFrameSender(session());

    private Session session() {
        InvocationHandler remote = (proxy, called, arguments) -> {
            sent.add(arguments[0]);
            container.accept((SendHandler) arguments[1]);
            return null;
        };
        return fake(Session.class, (proxy, called, arguments) -> fake(RemoteEndpoint.Async.class, remote));
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private void send() {
        sender.send(List.of(EnginePacket.message("a")), completions::add);
    }

    @Test
    void sendsTextAndBytes() {
        send();
        sender.send(List.of(EnginePacket.message(new byte[] {1})), completions::add);

        assertThat(sent).containsExactly("4a", ByteBuffer.wrap(new byte[] {1}));
        assertThat(completions).containsExactly(null, null);
    }

    @Test
    void takesOnePacketAtATime() {
        assertThat(sender.batchBytes()).isZero();
    }

    @Test
    void tellsAFailure() {
        container = handler -> handler.onResult(new SendResult(RESET));

        send();

        assertThat(completions).containsExactly(RESET);
    }

    @Test
    void tellsAFailureForWhichTheContainerGivesNoReason() {
        container = handler -> handler.onResult(new SendResult((Throwable) null));

        send();

        assertThat(completions).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void throwsNothing() {
        RuntimeException closed = new IllegalStateException("closed");
        container = handler -> {
            throw closed;
        };

        send();

        assertThat(completions).containsExactly(closed);
    }

    @Test
    void completesOnceEvenIfTheContainerSaysItTwice() {
        container = handler -> {
            handler.onResult(new SendResult(RESET));
            handler.onResult(new SendResult());
            throw new IllegalStateException("and throws");
        };

        send();

        assertThat(completions).containsExactly(RESET);
    }
}
