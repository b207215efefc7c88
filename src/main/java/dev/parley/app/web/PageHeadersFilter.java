package dev.parley.app.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Sets the security and cache headers of the console. The page may only load scripts, styles and images from this
 * server, and may only connect to this server and to the issuer at which people sign in, if there is one. The names of its built files change with their content, so browsers may
 * cache these files for a year; the page itself is revalidated each time.
 */
public final class PageHeadersFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    /**
     * The attribute of the servlet context with the origin of the issuer at which the console signs in; absent if there
     * is none.
     */
    public static final String ISSUER_ORIGIN = "dev.parley.console.issuer";

    private static final String POLICY_BEFORE_ISSUER =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'";
    private static final String POLICY_AFTER_ISSUER = "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String BUILT_FILES = "/assets/";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = pathOf(request);
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (path.isEmpty() || path.equals("/") || path.equals("/index.html")) {
            response.setHeader(
                    "Content-Security-Policy",
                    POLICY_BEFORE_ISSUER + issuer(request.getServletContext()) + POLICY_AFTER_ISSUER);
            response.setHeader("Referrer-Policy", "no-referrer");
            response.setHeader("Cache-Control", "no-cache");
        } else if (path.startsWith(BUILT_FILES)) {
            response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        }
        chain.doFilter(request, response);
    }

    private static String issuer(ServletContext context) {
        return context.getAttribute(ISSUER_ORIGIN) instanceof String origin ? " " + origin : "";
    }

    /**
     * The decoded path by which the server finds the file, not the path of the request: {@code /index.html;a} and
     * {@code /%69ndex.html} are the page, too, and it must have the same headers there, so that nobody can frame it.
     */
    private static String pathOf(HttpServletRequest request) {
        String below = request.getPathInfo();
        String path = below == null ? request.getServletPath() : request.getServletPath() + below;
        // Each request comes here, and hardly one has two slashes.
        return path.contains("//") ? path.replaceAll("//+", "/") : path;
    }
}
