package dev.parley.transport;

import dev.parley.engine.RequestError;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.List;
import java.util.Optional;

/**
 * The combined result of the guards of a route for one handshake.
 *
 * @param refusal the verdict of the first guard that rejects the handshake; nothing is reserved then
 * @param principal the user that a guard has identified
 * @param place the place that a guard has reserved
 */
record HandshakeAdmission(
        Optional<HandshakeVerdict.Refused> refusal, Optional<Principal> principal, Reservation place) {

    private static final Logger LOG = System.getLogger(HandshakeAdmission.class.getName());

    /** Calls the guards one after the other, until one rejects the handshake. */
    static HandshakeAdmission ask(List<HandshakeGuard> guards, HandshakeRequest handshake) {
        Optional<Principal> principal = Optional.empty();
        Reservation place = Reservation.NONE;
        for (HandshakeGuard guard : guards) {
            HandshakeVerdict verdict = check(guard, handshake);
            if (verdict instanceof HandshakeVerdict.Refused refused) {
                place.cancel();
                return new HandshakeAdmission(Optional.of(refused), Optional.empty(), Reservation.NONE);
            }
            if (verdict instanceof HandshakeVerdict.Identified identified) {
                principal = Optional.of(identified.principal());
            } else if (verdict instanceof HandshakeVerdict.Reserved reserved) {
                place = reserved.reservation();
            }
        }
        return new HandshakeAdmission(Optional.empty(), principal, place);
    }

    private static HandshakeVerdict check(HandshakeGuard guard, HandshakeRequest request) {
        try {
            return guard.check(request);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A handshake guard failed", e);
            return HandshakeVerdict.Refused.of(
                    RefusalReason.FAILURE,
                    HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                    RequestError.FORBIDDEN,
                    "The handshake could not be checked");
        }
    }
}
