package dev.parley.admission;

import dev.parley.engine.RequestError;
import dev.parley.transport.HandshakeGuard;
import dev.parley.transport.HandshakeRequest;
import dev.parley.transport.HandshakeVerdict;
import dev.parley.transport.RefusalReason;
import java.util.Map;

/** Refuses new sessions while the node drains or shuts down. Open sessions continue until the node closes them. */
public final class DrainingGuard implements HandshakeGuard {

    private static final HandshakeVerdict REFUSED = new HandshakeVerdict.Refused(
            RefusalReason.DRAINING,
            503,
            RequestError.FORBIDDEN,
            "This node is shutting down",
            Map.of("Retry-After", "1"));

    private volatile boolean draining;

    /** Refuses all new sessions from now on. */
    public void drain() {
        draining = true;
    }

    /** Takes new sessions again. */
    public void resume() {
        draining = false;
    }

    /** Whether new sessions are refused. */
    public boolean isDraining() {
        return draining;
    }

    @Override
    public HandshakeVerdict check(HandshakeRequest request) {
        return draining ? REFUSED : HandshakeVerdict.PASSED;
    }
}
