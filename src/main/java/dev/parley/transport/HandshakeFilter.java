package dev.parley.transport;

import dev.parley.engine.EngineSession;
import dev.parley.engine.Handshake;
import dev.parley.engine.RequestError;
import dev.parley.transport.upgrade.FrameGuard;
import dev.parley.transport.upgrade.GuardedUpgradeHandler;
import dev.parley.transport.upgrade.UpgradeThreads;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Admits or rejects every request of Engine.IO, for both transports (protocol, sections "Transports" and "Handshake").
 * An admitted request carries an {@link AdmittedRequest}. A rejected request is answered here, with the number of an
 * error.
 *
 * <p>The filter finds the route and answers CORS requests itself. {@link EngineRequest} checks the protocol,
 * {@link HandshakeAdmission} calls the guards, and {@link UpgradeRequest} is passed on to the container.
 *
 * <p>This is a filter because containers differ in how they handle a rejection in a WebSocket configurator, but not in
 * how they handle a filter. It is mapped to the paths of its routes and to all paths below them.
 */
public final class HandshakeFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    /** The parameter may be in the query where that is allowed; it must not be kept as long as the session. */
    private static final String TOKEN = "token";

    private static final String METHODS = "GET, POST";

    /** A longer header is not kept as long as the session. */
    private static final int MAX_KEPT = 512;

    private final transient List<EngineRoute> routes;
    private final transient Clock clock;
    private final transient RefusalObserver observer;
    private final transient WebSocketProbe probe;
    private final transient UpgradeThreads threads;

    /** Creates a filter without a WebSocket probe of the node; the clock gives the time of handshakes. */
    public HandshakeFilter(List<EngineRoute> routes, Clock clock, RefusalObserver observer, UpgradeThreads threads) {
        this(routes, clock, observer, threads, new WebSocketProbe());
    }

    /**
     * Creates a filter.
     *
     * @param clock gives the time of handshakes
     * @param threads serve the connections of WebSockets
     * @param probe is passed through to the endpoint
     */
    public HandshakeFilter(
            List<EngineRoute> routes,
            Clock clock,
            RefusalObserver observer,
            UpgradeThreads threads,
            WebSocketProbe probe) {
        this.routes = List.copyOf(routes);
        this.clock = clock;
        this.observer = observer;
        this.threads = threads;
        this.probe = probe;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (EngineRequest.isUpgrade(request) && GuardedUpgradeHandler.isOver(request)) {
            return;
        }
        if (request.getAttribute(AdmittedRequest.ATTRIBUTE) != null) {
            // Some servers call a filter once for each matching pattern.
            chain.doFilter(request, response);
            return;
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        for (EngineRoute route : routes) {
            if (route.matches(path)) {
                if (probe.isIn(request)) {
                    pass(probe.admission(), request, response, chain);
                    return;
                }
                admit(route, request, response, chain);
                return;
            }
        }
        if (EngineRequest.isUpgrade(request)) {
            // There must be no other way to an endpoint, in whatever form the request's path is written.
            observer.refused(RefusalReason.PROTOCOL);
            RequestRefusal.write(
                    response, HttpServletResponse.SC_NOT_FOUND, RequestError.BAD_REQUEST, "There is no WebSocket here");
        } else {
            chain.doFilter(request, response);
        }
    }

    private void admit(EngineRoute route, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HandshakeRequest handshake = new HandshakeRequest(request, QueryString.parse(request.getQueryString()));
        Optional<String> origin = route.crossOrigin().allowedOrigin(handshake);
        origin.ifPresent(allowed -> allowOrigin(response, allowed));
        if (request.getMethod().equals("OPTIONS")) {
            CorsHeaders.answerPreflight(request, response, origin.isPresent(), METHODS);
            return;
        }
        EngineRequest asked = new EngineRequest(request, handshake.query());
        Optional<RequestError> error = asked.parameterError();
        if (error.isPresent()) {
            refuse(response, error.get());
        } else if (!asked.hasGoodSubprotocols(handshake)) {
            observer.refused(RefusalReason.PROTOCOL);
            RequestRefusal.write(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    RequestError.BAD_REQUEST,
                    "Invalid Sec-WebSocket-Protocol header");
        } else if (asked.sid().isPresent()) {
            continueSession(route, asked, response, chain);
        } else {
            openSession(route, handshake, asked, response, chain);
        }
    }

    private void continueSession(
            EngineRoute route, EngineRequest asked, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<EngineSession> session = asked.sid().flatMap(route.server()::session);
        if (session.isEmpty()) {
            refuse(response, RequestError.UNKNOWN_SID);
        } else if (!asked.fits(session.get().transportName())) {
            refuse(response, RequestError.BAD_REQUEST);
        } else {
            pass(new AdmittedRequest.OfSession(session.get(), asked.base64()), asked.http(), response, chain);
        }
    }

    private void openSession(
            EngineRoute route,
            HandshakeRequest handshake,
            EngineRequest asked,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        Optional<RequestError> error = asked.openingError();
        if (error.isPresent()) {
            refuse(response, error.get());
            return;
        }
        HandshakeAdmission admission = HandshakeAdmission.ask(route.guards(), handshake);
        if (admission.refusal().isPresent()) {
            refuse(response, admission.refusal().get(), route.clientAddresses().of(handshake));
            return;
        }
        boolean upgrading = false;
        try {
            Handshake told = handshake(route, handshake, admission.principal());
            pass(
                    new AdmittedRequest.Opening(route.server(), told, admission.place(), asked.base64()),
                    asked.http(),
                    response,
                    chain);
            upgrading = asked.isUpgrade() && response.getStatus() < HttpServletResponse.SC_BAD_REQUEST;
        } finally {
            // A WebSocket may open later, on another thread. Any other session is open by now, or will never be opened.
            if (!upgrading) {
                admission.place().cancel();
            }
        }
    }

    private void refuse(HttpServletResponse response, HandshakeVerdict.Refused refused, String address)
            throws IOException {
        observer.refused(refused.reason(), address);
        refused.headers().forEach(response::setHeader);
        RequestRefusal.write(response, refused.status(), refused.error(), refused.message());
    }

    private void refuse(HttpServletResponse response, RequestError error) throws IOException {
        observer.refused(error == RequestError.UNKNOWN_SID ? RefusalReason.UNKNOWN_SESSION : RefusalReason.PROTOCOL);
        RequestRefusal.write(response, error);
    }

    private Handshake handshake(EngineRoute route, HandshakeRequest request, Optional<Principal> principal) {
        return new Handshake(
                route.path() + "/",
                request.query().valuesWithout(TOKEN),
                route.clientAddresses().of(request),
                request.scheme().equals("https"),
                request.header("Origin"),
                request.header("User-Agent"),
                principal,
                clock.instant(),
                kept(route, request));
    }

    private static Map<String, String> kept(EngineRoute route, HandshakeRequest request) {
        if (route.keptHeaders().isEmpty()) {
            return Map.of();
        }
        Map<String, String> kept = new HashMap<>();
        route.keptHeaders()
                .forEach(name -> request.header(name)
                        .filter(value -> value.length() <= MAX_KEPT)
                        .ifPresent(value -> kept.put(name, value)));
        return kept;
    }

    private void pass(
            AdmittedRequest admitted, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(AdmittedRequest.ATTRIBUTE, admitted);
        chain.doFilter(EngineRequest.isUpgrade(request) ? carrying(admitted, request) : request, response);
    }

    private HttpServletRequest carrying(AdmittedRequest admitted, HttpServletRequest request) {
        return new UpgradeRequest(request, new AdmittedUpgrade(admitted, new FrameGuard(threads.readers())), threads);
    }

    private static void allowOrigin(HttpServletResponse response, String origin) {
        CorsHeaders.allow(response, origin);
        response.addHeader("Vary", "Origin");
    }
}
