package dev.parley.conformance;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineSession;
import dev.parley.engine.EngineSettings;
import dev.parley.engine.RequestError;
import dev.parley.engine.SessionAcceptor;
import dev.parley.engine.SessionListener;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.transport.HandshakeRequest;
import dev.parley.transport.HandshakeVerdict;
import dev.parley.transport.RefusalReason;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;

/**
 * The server for the test suite of {@code engine.io-client}: greets every client and sends back what it gets, except for a
 * few texts that are commands.
 */
final class EngineClientSuite implements SessionAcceptor {

    static final EngineSettings SETTINGS =
            new EngineSettings(Duration.ofMillis(500), Duration.ofSeconds(20), 100, 1_000_000);

    private final ClientSuiteCookies cookies;

    /** Asks the filter for the cookies of the last POST. */
    EngineClientSuite(ClientSuiteCookies cookies) {
        this.cookies = cookies;
    }

    /** Refuses a client that asks for it in the query. */
    static HandshakeVerdict guard(HandshakeRequest request) {
        return request.query().value("deny").isEmpty()
                ? HandshakeVerdict.PASSED
                : HandshakeVerdict.Refused.of(
                        RefusalReason.OTHER, 403, RequestError.FORBIDDEN, RequestError.FORBIDDEN.message());
    }

    @Override
    public SessionListener onOpen(EngineSession session) {
        session.identified();
        session.send(EnginePacket.message("hi"));
        return new Bouncer(session, cookies);
    }

    private record Bouncer(EngineSession session, ClientSuiteCookies cookies) implements SessionListener {
        @Override
        public void onMessage(String text) {
            session.send(
                    switch (text) {
                        case "give binary" -> EnginePacket.message(new byte[] {0, 1, 2, 3, 4});
                        case "give utf8" -> EnginePacket.message("пойду спать всем спокойной ночи");
                        case "sendHeaders" -> EnginePacket.message(headers());
                        default -> EnginePacket.message(text);
                    });
        }

        private String headers() {
            JsonObjectBuilder headers = JSON.createObjectBuilder();
            cookies.lastSent(session.id()).ifPresent(value -> headers.add("cookie", value));
            return headers.build().toString();
        }

        @Override
        public void onMessage(byte[] binary) {
            session.send(EnginePacket.message(binary));
        }

        @Override
        public void onClose(CloseReason reason) {
            cookies.forget(session.id());
        }
    }
}
