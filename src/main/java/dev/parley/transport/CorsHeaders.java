package dev.parley.transport;

import dev.parley.engine.RequestError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The headers with which a servlet or filter tells a browser what a page of another origin may do (Fetch, "CORS
 * protocol").
 */
public final class CorsHeaders {

    private static final int PREFLIGHT_SECONDS = 600;

    private CorsHeaders() {}

    /**
     * Allows the pages of an origin to read the response; with their cookies, unless the origin is {@code *}.
     *
     * @param origin the origin as in the request, or {@code *}
     */
    public static void allow(HttpServletResponse response, String origin) {
        response.setHeader("Access-Control-Allow-Origin", origin);
        if (!origin.equals("*")) {
            response.setHeader("Access-Control-Allow-Credentials", "true");
        }
    }

    /**
     * Answers the preflight request that a browser sends before some requests. If the origin is allowed, call
     * {@link #allow} first.
     *
     * @param allowed whether the origin is allowed
     * @param methods the methods that the origin may use, separated by commas
     */
    public static void answerPreflight(
            HttpServletRequest request, HttpServletResponse response, boolean allowed, String methods)
            throws IOException {
        if (!allowed) {
            RequestRefusal.write(response, RequestError.FORBIDDEN);
            return;
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setHeader("Access-Control-Allow-Methods", methods);
        response.setIntHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS);
        String headers = request.getHeader("Access-Control-Request-Headers");
        if (headers != null) {
            response.setHeader("Access-Control-Allow-Headers", headers);
        }
    }
}
