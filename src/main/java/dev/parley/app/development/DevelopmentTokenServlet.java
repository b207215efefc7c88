package dev.parley.app.development;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.engine.RequestError;
import dev.parley.security.DevelopmentKeys;
import dev.parley.security.OriginPolicy;
import dev.parley.transport.CorsHeaders;
import dev.parley.transport.QueryString;
import dev.parley.transport.RequestRefusal;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code GET /dev/token?user=NAME&groups=a,b} answers {@code {"token":"…"}}. It exists in development mode only. A page
 * gets a token if its origin is this server or this machine, or is in the list of origins. The origin {@code *} does
 * not count here, because then any web page that is open in a browser of this machine could get a token.
 */
final class DevelopmentTokenServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Duration VALIDITY = Duration.ofHours(1);
    private static final int MAX_SECONDS = 86_400;

    private final transient DevelopmentKeys keys;
    private final transient OriginPolicy origins;

    DevelopmentTokenServlet(DevelopmentKeys keys, OriginPolicy origins) {
        this.keys = keys;
        this.origins = origins;
    }

    @Override
    protected void doOptions(HttpServletRequest request, HttpServletResponse response) throws IOException {
        CorsHeaders.answerPreflight(request, response, allowOrigin(request, response), "GET");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!allowOrigin(request, response)) {
            RequestRefusal.write(
                    response,
                    HttpServletResponse.SC_FORBIDDEN,
                    RequestError.FORBIDDEN,
                    "Pages of this origin get no token");
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        // Not with getParameter, because some servers decode the query as ISO-8859-1.
        QueryString query = QueryString.parse(request.getQueryString());
        Optional<String> user = query.value("user").filter(name -> !name.isBlank());
        if (user.isEmpty()) {
            refuse(response, "The parameter user is missing: /dev/token?user=NAME&groups=a,b");
            return;
        }
        try {
            String token = keys.sign(user.get(), groups(query.value("groups").orElse("")), validity(query));
            write(response, "token", token);
        } catch (IllegalArgumentException e) {
            refuse(response, "The parameter user or seconds is not allowed");
        }
    }

    /**
     * Whether the request is not from a page, or from a page that may get a token. If so, sets the headers that let the
     * page read the response.
     */
    private boolean allowOrigin(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader("Vary", "Origin");
        Optional<String> origin = Optional.ofNullable(request.getHeader("Origin"));
        String host = Objects.requireNonNullElse(request.getHeader("Host"), "");
        boolean allowed = origins.allowsCredentials(origin, request.getScheme(), host);
        if (allowed) {
            origin.ifPresent(page -> CorsHeaders.allow(response, page));
        }
        return allowed;
    }

    private static void refuse(HttpServletResponse response, String message) throws IOException {
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        write(response, "message", message);
    }

    private static void write(HttpServletResponse response, String name, String value) throws IOException {
        response.getWriter()
                .write(JSON.createObjectBuilder().add(name, value).build().toString());
    }

    private static Set<String> groups(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(group -> !group.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** One hour, or the parameter {@code seconds}, by which a developer can test the expiry of a token. */
    private static Duration validity(QueryString query) {
        Optional<String> seconds = query.value("seconds");
        if (seconds.isEmpty()) {
            return VALIDITY;
        }
        int number = Integer.parseInt(seconds.get());
        if (number < 1 || number > MAX_SECONDS) {
            throw new IllegalArgumentException("seconds out of range");
        }
        return Duration.ofSeconds(number);
    }
}
