package dev.parley.transport;

import dev.parley.transport.upgrade.GuardedUpgradeHandler;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import java.security.Principal;
import java.util.concurrent.Executor;

/** An admitted upgrade request that is passed on to the container; its principal is the admission. */
final class UpgradeRequest extends HttpServletRequestWrapper {

    private final AdmittedUpgrade upgrade;
    private final Executor closers;

    /**
     * Wraps a request.
     *
     * @param closers close the connection of the WebSocket, which may take a moment
     */
    UpgradeRequest(HttpServletRequest request, AdmittedUpgrade upgrade, Executor closers) {
        super(request);
        this.upgrade = upgrade;
        this.closers = closers;
    }

    @Override
    public Principal getUserPrincipal() {
        return upgrade;
    }

    /**
     * Called if the container takes over the connection in this way; from then on, the bytes that it reads are checked.
     */
    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> handler) throws IOException, ServletException {
        return GuardedUpgradeHandler.upgrade((HttpServletRequest) getRequest(), handler, upgrade.frames(), closers);
    }
}
