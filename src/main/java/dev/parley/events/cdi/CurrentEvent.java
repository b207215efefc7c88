package dev.parley.events.cdi;

import dev.parley.api.Ack;
import dev.parley.api.Handshake;
import dev.parley.api.Socket;
import dev.parley.events.call.EventContext;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The event that a thread is handling. It is bound to the thread, so other threads know nothing of it. */
final class CurrentEvent {

    private static final ThreadLocal<EventContext> CURRENT = new ThreadLocal<>();

    private CurrentEvent() {}

    /**
     * Begins an event on this thread.
     *
     * @param event null if no socket is concerned
     * @return what {@link #end} needs: the event that was under way; null if there was none
     */
    static EventContext begin(EventContext event) {
        EventContext outer = CURRENT.get();
        set(event);
        return outer;
    }

    /** Ends the event that began last. */
    static void end(EventContext outer) {
        set(outer);
    }

    private static void set(EventContext event) {
        if (event == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(event);
        }
    }

    static Socket socket() {
        return require("Socket").socket();
    }

    static Handshake handshake() {
        return require("Handshake").socket().handshake();
    }

    static Ack ack() {
        Ack ack = require("Ack").ack();
        if (ack == null) {
            throw new IllegalStateException(
                    "An injected Ack can be used only while an @OnEvent or @OnAnyEvent method is called: what is under"
                            + " way has no acknowledgement.");
        }
        return ack;
    }

    /** The token of the caller; one without a name and without claims if nobody has signed in. */
    static JsonWebToken token() {
        Optional<JsonWebToken> token =
                require("@Caller JsonWebToken or Principal").token();
        return token.orElse(NoToken.INSTANCE);
    }

    private static EventContext require(String type) {
        EventContext event = CURRENT.get();
        if (event == null) {
            throw new IllegalStateException("An injected " + type
                    + " can be used only on the thread that calls a handler of a socket's event, and only until the"
                    + " handler returns. Elsewhere, use what the handler has got as a parameter.");
        }
        return event;
    }
}
