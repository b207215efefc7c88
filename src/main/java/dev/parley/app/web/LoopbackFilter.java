package dev.parley.app.web;

import dev.parley.security.LoopbackHost;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Admits only requests that come from this machine, without a proxy, and with a host name of this machine. It protects
 * development mode, which gives tokens to everybody. The address of the peer alone is not enough: behind a proxy, all
 * requests have the proxy's address; and with "DNS rebinding", where the owner of a web page lets its host name resolve
 * to this machine, the requests come from a browser on this machine.
 */
public final class LoopbackFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String FORWARDED = "x-forwarded";
    /**
     * The headers by which proxies, load balancers and tunnels name their client, in addition to all headers with the
     * prefix above.
     */
    private static final Set<String> FORWARDING = Set.of(
            "forwarded",
            "via",
            "x-real-ip",
            "x-client-ip",
            "client-ip",
            "true-client-ip",
            "x-cluster-client-ip",
            "x-original-forwarded-for",
            "x-original-host",
            "x-envoy-external-address",
            "cf-connecting-ip",
            "fastly-client-ip");
    /**
     * The protocol that nginx uses to servers by default, without any of the headers above. No current client uses it.
     */
    private static final String SPOKEN_BY_PROXIES = "HTTP/1.0";

    private static final String PEER = "Development mode answers this machine only";
    private static final String PROXY = "Development mode answers nobody who comes through a proxy";
    private static final String HOST = "Development mode answers by a name of this machine only, such as localhost";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> refusal = refusal(request);
        if (refusal.isPresent()) {
            EdgeRefusal.forbid(request, response, refusal.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static Optional<String> refusal(HttpServletRequest request) throws UnknownHostException {
        if (!isLoopback(request.getRemoteAddr())) {
            return Optional.of(PEER);
        }
        if (isForwarded(request)) {
            return Optional.of(PROXY);
        }
        String host = request.getHeader("Host");
        return host != null && LoopbackHost.isInHeader(host) ? Optional.empty() : Optional.of(HOST);
    }

    /**
     * Whether an address is a loopback address. The container gives a numeric address, so no name is resolved. The
     * empty string is checked separately, because Java resolves it to the loopback address.
     */
    private static boolean isLoopback(String address) throws UnknownHostException {
        return address != null
                && !address.isEmpty()
                && InetAddress.getByName(address).isLoopbackAddress();
    }

    private static boolean isForwarded(HttpServletRequest request) {
        return SPOKEN_BY_PROXIES.equals(request.getProtocol())
                || Collections.list(request.getHeaderNames()).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .anyMatch(name -> name.startsWith(FORWARDED) || FORWARDING.contains(name));
    }
}
