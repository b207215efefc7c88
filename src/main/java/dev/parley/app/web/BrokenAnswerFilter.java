package dev.parley.app.web;

import dev.parley.quirk.ServerQuirk;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Ends a request whose client has gone in the middle of the answer. That is no failure of the server, and nobody can be
 * told; but some servers write the stack of each into their log. A failure before the answer has begun is passed on.
 */
@ServerQuirk(
        server = "Open Liberty",
        what =
                "A client that goes away while it is sent a file leaves some 25 lines in the log, which anybody can fill so.")
public final class BrokenAnswerFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(BrokenAnswerFilter.class.getName());

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (IOException e) {
            if (!response.isCommitted()) {
                throw e;
            }
            LOG.log(Level.DEBUG, "An answer could not be sent to its end", e);
        }
    }
}
