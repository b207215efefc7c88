package dev.parley.it.own;

import dev.parley.api.Anonymous;
import dev.parley.api.Emits;
import dev.parley.api.NonBlocking;
import dev.parley.api.OnConnect;
import dev.parley.api.OnEvent;
import dev.parley.api.Socket;
import dev.parley.api.SocketNamespace;
import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;

/** Tells the others what a client says, and the client in which trace that was. */
@SocketNamespace("/traced")
@Emits(event = "said", payload = String.class)
@Anonymous
@ApplicationScoped
public class TracedDesk {

    private static final String ALL = "all";

    @OnConnect
    CompletionStage<Void> enter(Socket socket) {
        return socket.join(ALL);
    }

    @OnEvent("say")
    String say(String text, Socket socket) {
        return tell(text, socket);
    }

    @OnEvent("say-at-once")
    @NonBlocking
    String sayAtOnce(String text, Socket socket) {
        return tell(text, socket);
    }

    private static String tell(String text, Socket socket) {
        socket.to(ALL).emit("said", text);
        return Span.current().getSpanContext().getTraceId();
    }
}
