package dev.parley.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;

/**
 * Refuses WebSocket handshakes whose request target is not a valid URI with 400. Tyrus parses the target as a URI for
 * every path of the application. For such a path it fails with 500, for such a query it answers 101 and opens nothing, and
 * each time it logs a stack trace, so anybody could fill the log.
 */
final class UpgradeTargetFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    /** Tyrus treats every request with this header as a WebSocket handshake. */
    private static final String KEY = "Sec-WebSocket-Key";

    /** Registers the filter for all paths, before the filters of the web application. */
    static void install(ServletContext context) {
        FilterRegistration.Dynamic filter = context.addFilter("target of an upgrade", new UpgradeTargetFilter());
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getHeader(KEY) != null && !isUri(target(request))) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        chain.doFilter(request, response);
    }

    private static String target(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    private static boolean isUri(String target) {
        try {
            new URI(target);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
