package dev.parley.it;

import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers how many HTTP sessions the application has; with the query {@code mine}, after it has made one for the client. */
@WebListener
@WebServlet("/http-sessions")
public class HttpSessionCount extends HttpServlet implements HttpSessionListener {

    private static final long serialVersionUID = 1L;
    private static final AtomicInteger SESSIONS = new AtomicInteger();

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        SESSIONS.incrementAndGet();
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        SESSIONS.decrementAndGet();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if ("mine".equals(request.getQueryString())) {
            request.getSession();
        }
        response.getWriter().print(SESSIONS.get());
    }
}
