package dev.parley.transport.websocket;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

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

    private static void send(Completion completion, Consumer<SendHandler> call) {
        Once once = new Once(completion);
        try {
            call.accept(once);
        } catch (RuntimeException | Error e) {
            // The session is closed, or will be in a moment; some containers throw and tell the handler, too. An error
            // (Tyrus throws one for text that it cannot encode) must not get to whoever was sending to many.
            once.sent(e);
        }
    }

    /** Passes on the first completion: a second one would set off a second drain. */
    private static final class Once extends AtomicBoolean implements SendHandler, Completion {
        private static final long serialVersionUID = 1L;
        private final transient Completion completion;

        Once(Completion completion) {
            this.completion = completion;
        }

        @Override
        public void onResult(SendResult result) {
            sent(result.isOK() ? null : failure(result.getException()));
        }

        private static Throwable failure(Throwable given) {
            return given == null ? new IllegalStateException("the container gave no reason") : given;
        }

        @Override
        public void sent(Throwable failure) {
            if (compareAndSet(false, true)) {
                completion.sent(failure);
            }
        }
    }
}
