package dev.parley.transport.container.liberty;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.EnumSet;

/**
 * Ends the HTTP session that Open Liberty creates for each WebSocket handshake. Nobody asks for it, and it would stay for
 * its time-out of half an hour. With TLS, its end would also be the end of the WebSocket, as a "secure HTTP session closed"
 * (1008). When the filters return, Liberty has created the session, and has not connected it with the WebSocket yet.
 *
 * <p>An HTTP session that the request had before, or that belongs to an earlier request, is the application's and stays. In
 * other containers, the filter is not registered. Thread-safe.
 */
public final class HandshakeSessionFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String LIBERTY = "Liberty";

    /** Registers the filter for paths with WebSockets if the container is Open Liberty, before the other filters. */
    public static void install(ServletContext context, String... patterns) {
        if (context.getServerInfo().contains(LIBERTY)) {
            FilterRegistration.Dynamic filter =
                    context.addFilter("sessions of handshakes", new HandshakeSessionFilter());
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, patterns);
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // Answers to polls may come before the chain returns: their requests are not touched afterwards.
        if (request.getHeader("Upgrade") == null || request.getSession(false) != null) {
            chain.doFilter(request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            end(request.getSession(false));
        }
    }

    private static void end(HttpSession session) {
        try {
            if (session != null && session.isNew()) {
                session.invalidate();
            }
        } catch (IllegalStateException e) {
            // Somebody else has ended it, which is as well.
        }
    }
}
