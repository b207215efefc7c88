package dev.parley.transport;

import dev.parley.engine.EngineServer;
import dev.parley.engine.EngineSession;
import dev.parley.engine.Handshake;
import dev.parley.engine.Transport;

/**
 * A request that the filter has admitted: it belongs to an existing session, or it is the handshake of a new one. The
 * transport gets it as a request attribute, and a WebSocket gets it as an {@link AdmittedUpgrade}.
 */
public sealed interface AdmittedRequest {

    /** The name of the request attribute. */
    String ATTRIBUTE = AdmittedRequest.class.getName();

    /** Whether the transport that this request opens must send bytes as text. */
    boolean base64();

    /**
     * A request of an existing session.
     *
     * @param base64 whether the transport that this request opens must send bytes as text
     */
    record OfSession(EngineSession session, boolean base64) implements AdmittedRequest {

        /** A request of a client that accepts binary data. */
        public OfSession(EngineSession session) {
            this(session, false);
        }
    }

    /**
     * A request that opens a session. A guard may have reserved a place for the session.
     *
     * @param base64 whether the session's transport must send bytes as text
     */
    record Opening(EngineServer server, Handshake handshake, Reservation place, boolean base64)
            implements AdmittedRequest {

        /**
         * Opens the session.
         *
         * @return false if the reservation has expired, so that there is no place for the session
         */
        public boolean open(Transport transport) {
            if (!place.take()) {
                return false;
            }
            server.open(handshake, transport, place::end);
            return true;
        }
    }

    /** A request that tests whether WebSockets reach the node; it opens no session. */
    record Probe(Runnable reached) implements AdmittedRequest {
        @Override
        public boolean base64() {
            return false;
        }
    }
}
