package dev.parley.admission;

import dev.parley.engine.RequestError;
import dev.parley.transport.HandshakeGuard;
import dev.parley.transport.HandshakeRequest;
import dev.parley.transport.HandshakeVerdict;
import dev.parley.transport.RefusalReason;
import java.util.Map;

/** Refuses new sessions while the node goes down; those that are there go on until they are told. */
public final class DrainingGuard implements HandshakeGuard {

    private static final HandshakeVerdict REFUSED = new HandshakeVerdict.Refused(
            RefusalReason.DRAINING,
            503,
            RequestError.FORBIDDEN,
            "This node is shutting down",
            Map.of("Retry-After", "1"));

    private volatile boolean draining;

    /** From now on nobody gets in. */
    public void drain() {
        draining = true;
    }

    /** Whether nobody gets in any more. */
    public boolean isDraining() {
        return draining;
    }

    @Override
    public HandshakeVerdict check(HandshakeRequest request) {
        return draining ? REFUSED : HandshakeVerdict.PASSED;
    }
}
