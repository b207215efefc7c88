package dev.parley.admission;

import dev.parley.engine.RequestError;
import dev.parley.transport.HandshakeGuard;
import dev.parley.transport.HandshakeRequest;
import dev.parley.transport.HandshakeVerdict;
import java.util.Map;

/** Refuses new sessions while the node goes down; those that are there go on until they are told. */
public final class DrainingGuard implements HandshakeGuard {

    private static final HandshakeVerdict REFUSED = new HandshakeVerdict.Refused(
            503, RequestError.FORBIDDEN, "This node is shutting down", Map.of("Retry-After", "1"));

    private volatile boolean draining;

    /** From now on nobody gets in. */
    public void drain() {
        draining = true;
    }

    @Override
    public HandshakeVerdict check(HandshakeRequest request) {
        return draining ? REFUSED : HandshakeVerdict.PASSED;
    }
}
