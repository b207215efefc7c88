package dev.parley.transport;

import dev.parley.transport.upgrade.GuardedUpgradeHandler;
import dev.parley.transport.upgrade.UpgradeThreads;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import java.security.Principal;

/** An admitted upgrade request that is passed on to the container; its principal is the admission. */
final class UpgradeRequest extends HttpServletRequestWrapper {

    private final AdmittedUpgrade upgrade;
    private final UpgradeThreads threads;

    /** Wraps a request; the threads serve the WebSocket's connection. */
    UpgradeRequest(HttpServletRequest request, AdmittedUpgrade upgrade, UpgradeThreads threads) {
        super(request);
        this.upgrade = upgrade;
        this.threads = threads;
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
        return GuardedUpgradeHandler.upgrade((HttpServletRequest) getRequest(), handler, upgrade.frames(), threads);
    }
}
