package dev.parley.app;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Tells browsers what the console may do: run and show what this server serves, talk to this server, and nothing else.
 * Its built files have names that change with their content and are kept for ever; the page itself is asked for each time.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public final class PageHeadersFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String BUILT_FILES = "/assets/";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = pathOf(request);
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (path.isEmpty() || path.equals("/") || path.equals("/index.html")) {
            response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
            response.setHeader("Referrer-Policy", "no-referrer");
            response.setHeader("Cache-Control", "no-cache");
        } else if (path.startsWith(BUILT_FILES)) {
            response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        }
        chain.doFilter(request, response);
    }

    /**
     * The path by which the server finds the file, and not as it came: {@code /index.html;a} and {@code /%69ndex.html} are
     * the page, too, and nobody shall frame it under such a name.
     */
    private static String pathOf(HttpServletRequest request) {
        String below = request.getPathInfo();
        String path = below == null ? request.getServletPath() : request.getServletPath() + below;
        return path.replaceAll("//+", "/");
    }
}
