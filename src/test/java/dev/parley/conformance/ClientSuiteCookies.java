package dev.parley.conformance;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Gives each new client of the suite four cookies, and remembers which of them came with a session's last POST. */
final class ClientSuiteCookies implements Filter {

    private final ConcurrentMap<String, Optional<String>> sent = new ConcurrentHashMap<>();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        String sid = parameter(http, "sid=");
        if (sid == null) {
            give((HttpServletResponse) response);
        } else if (http.getMethod().equals("POST")) {
            sent.put(sid, Optional.ofNullable(http.getHeader("Cookie")));
        }
        chain.doFilter(request, response);
    }

    private static void give(HttpServletResponse response) {
        String now = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        response.addHeader("Set-Cookie", "1=1; Max-Age=86400");
        response.addHeader("Set-Cookie", "2=2; Path=/; HttpOnly; Secure; SameSite=Strict");
        response.addHeader("Set-Cookie", "3=3; Max-Age=0");
        response.addHeader("Set-Cookie", "4=4; Expires=" + now);
    }

    /** From the URL alone: the servlet API would read a form out of the body. */
    private static String parameter(HttpServletRequest request, String prefix) {
        for (String pair : request.getQueryString().split("&")) {
            if (pair.startsWith(prefix)) {
                return pair.substring(prefix.length());
            }
        }
        return null;
    }

    /** The cookies that came with a session's last POST. */
    Optional<String> lastSent(String sid) {
        return sent.getOrDefault(sid, Optional.empty());
    }

    /** Forgets a session. */
    void forget(String sid) {
        sent.remove(sid);
    }
}
