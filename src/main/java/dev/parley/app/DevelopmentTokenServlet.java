package dev.parley.app;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.security.DevelopmentKeys;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code GET /dev/token?user=NAME&groups=a,b} answers {@code {"token":"…"}}. Exists in development mode only. */
final class DevelopmentTokenServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Duration VALIDITY = Duration.ofHours(1);
    private static final int MAX_SECONDS = 86_400;

    private final transient DevelopmentKeys keys;

    DevelopmentTokenServlet(DevelopmentKeys keys) {
        this.keys = keys;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        String user = request.getParameter("user");
        if (user == null || user.isBlank()) {
            refuse(response, "The parameter user is missing: /dev/token?user=NAME&groups=a,b");
            return;
        }
        try {
            String token = keys.sign(user, groups(request.getParameter("groups")), validity(request));
            response.getWriter()
                    .write(JSON.createObjectBuilder()
                            .add("token", token)
                            .build()
                            .toString());
        } catch (IllegalArgumentException e) {
            refuse(response, "The parameter user or seconds is not allowed");
        }
    }

    private static void refuse(HttpServletResponse response, String message) throws IOException {
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        response.getWriter()
                .write(JSON.createObjectBuilder()
                        .add("message", message)
                        .build()
                        .toString());
    }

    private static Set<String> groups(String list) {
        return list == null
                ? Set.of()
                : Arrays.stream(list.split(","))
                        .map(String::strip)
                        .filter(group -> !group.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** An hour, or the {@code seconds} that are asked for, so that an expiry can be tried out. */
    private static Duration validity(HttpServletRequest request) {
        String seconds = request.getParameter("seconds");
        if (seconds == null) {
            return VALIDITY;
        }
        int number = Integer.parseInt(seconds);
        if (number < 1 || number > MAX_SECONDS) {
            throw new IllegalArgumentException("seconds out of range");
        }
        return Duration.ofSeconds(number);
    }
}
