package dev.parley.admission;

import dev.parley.engine.RequestError;
import dev.parley.transport.HandshakeGuard;
import dev.parley.transport.HandshakeRequest;
import dev.parley.transport.HandshakeVerdict;
import dev.parley.transport.RefusalReason;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Refuses sessions over the number that this node is meant for. The count is looked at, not reserved: handshakes at the
 * same instant may exceed it by a few.
 */
public final class CapacityGuard implements HandshakeGuard {

    private static final String RETRY_SECONDS = "10";

    private final int maxSessions;
    private final IntSupplier openSessions;

    /** Compares the number of open sessions with the limit. */
    public CapacityGuard(int maxSessions, IntSupplier openSessions) {
        this.maxSessions = maxSessions;
        this.openSessions = openSessions;
    }

    @Override
    public HandshakeVerdict check(HandshakeRequest request) {
        return openSessions.getAsInt() < maxSessions
                ? HandshakeVerdict.PASSED
                : new HandshakeVerdict.Refused(
                        RefusalReason.CAPACITY,
                        503,
                        RequestError.FORBIDDEN,
                        "This node has all the connections that it can take",
                        Map.of("Retry-After", RETRY_SECONDS));
    }
}
