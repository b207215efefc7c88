package dev.parley.transport.websocket;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;

/**
 * Sends through {@link RemoteEndpoint.Async} with a handler: the one call of the standard that blocks in no container
 * when the client does not read, and so the safe choice for a container that we do not know.
 */
final class AsyncFrameSender implements FrameSender {

    private final RemoteEndpoint.Async remote;

    AsyncFrameSender(Session session) {
        this.remote = session.getAsyncRemote();
    }

    @Override
    public void sendText(String frame, Completion completion) {
        send(completion, handler -> remote.sendText(frame, handler));
    }

    @Override
    public void sendBinary(ByteBuffer frame, Completion completion) {
        send(completion, handler -> remote.sendBinary(frame, handler));
    }

    private static void send(Completion completion, java.util.function.Consumer<SendHandler> call) {
        try {
            call.accept(result -> completion.sent(result.isOK() ? null : failure(result.getException())));
        } catch (RuntimeException | Error e) {
            // The session is closed, or will be in a moment. An error, too, as Tyrus throws one for text that it cannot
            // encode: it must not get to whoever was sending to many.
            completion.sent(e);
        }
    }

    private static Throwable failure(Throwable given) {
        return given == null ? new IllegalStateException("the container gave no reason") : given;
    }
}
