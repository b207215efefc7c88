package dev.parley.transport;

import dev.parley.transport.upgrade.FrameGuard;
import java.security.Principal;

/**
 * An upgrade to WebSocket that the filter has admitted. It is passed on as the request's principal, because the
 * principal is the only thing that every container passes from a filter to the WebSocket session without mixing up
 * concurrent handshakes.
 *
 * @param request the admitted request
 * @param frames checks the incoming frames, if the container allows it
 */
public record AdmittedUpgrade(AdmittedRequest request, FrameGuard frames) implements Principal {

    @Override
    public String getName() {
        return "engine.io";
    }
}
