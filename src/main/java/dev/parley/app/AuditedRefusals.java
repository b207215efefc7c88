package dev.parley.app;

import dev.parley.audit.AuditEvent;
import dev.parley.audit.AuditLog;
import dev.parley.transport.RefusalObserver;
import dev.parley.transport.RefusalReason;
import java.util.Locale;
import java.util.Set;

/**
 * Writes handshakes that were refused because of their token, origin or rate, or for lack of capacity, to the audit
 * log. It passes all refusals on to another observer.
 */
record AuditedRefusals(RefusalObserver next, AuditLog log) implements RefusalObserver {

    private static final Set<RefusalReason> CONCERNING =
            Set.of(RefusalReason.TOKEN, RefusalReason.ORIGIN, RefusalReason.RATE, RefusalReason.CAPACITY);

    @Override
    public void refused(RefusalReason reason) {
        next.refused(reason);
    }

    @Override
    public void refused(RefusalReason reason, String address) {
        next.refused(reason);
        if (CONCERNING.contains(reason)) {
            log.record(new AuditEvent(
                    AuditEvent.Outcome.REFUSED,
                    "",
                    address,
                    "handshake",
                    "",
                    reason.name().toLowerCase(Locale.ROOT)));
        }
    }
}
