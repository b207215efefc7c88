package dev.parley.app;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Refuses requests from other machines, whatever address the server listens on; for development mode. */
final class LoopbackFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isLoopback(request.getRemoteAddr())) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    /** The container gives a numeric address, so nothing is looked up; nothing at all would be taken for this machine. */
    private static boolean isLoopback(String address) throws UnknownHostException {
        return address != null
                && !address.isEmpty()
                && InetAddress.getByName(address).isLoopbackAddress();
    }
}
