package dev.parley.transport;

import dev.parley.engine.EngineSession;
import dev.parley.engine.Handshake;
import dev.parley.engine.RequestError;
import dev.parley.engine.TransportName;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The one place that admits or refuses a request of Engine.IO, for both transports (protocol, sections "Transports" and
 * "Handshake"). What passes carries an {@link AdmittedRequest}; what does not is answered here, with an error's number.
 *
 * <p>Containers differ in what they do with a refusal in a WebSocket configurator; none differs in what a filter does. It
 * is mapped to the paths of its routes and to all below them, and to {@link AdmittedRequest#WEBSOCKET_PATH}, at which no
 * client may knock.
 */
public final class HandshakeFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(HandshakeFilter.class.getName());
    private static final String PROTOCOL = "4";
    /** May be in the query where that is allowed; it must not live as long as the session. */
    private static final String TOKEN = "token";

    private static final int PREFLIGHT_SECONDS = 600;

    private final transient List<EngineRoute> routes;
    private final transient Clock clock;
    private final transient RefusalObserver observer;

    /** A filter for some paths; the clock tells the time of handshakes. */
    public HandshakeFilter(List<EngineRoute> routes, Clock clock, RefusalObserver observer) {
        this.routes = List.copyOf(routes);
        this.clock = clock;
        this.observer = observer;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(AdmittedRequest.ATTRIBUTE) != null) {
            // Some servers call a filter once for each of its patterns that match.
            chain.doFilter(request, response);
            return;
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        for (EngineRoute route : routes) {
            if (route.matches(path)) {
                admit(route, request, response, chain);
                return;
            }
        }
        if (isUpgrade(request)) {
            // The endpoint has no other door, however its path is spelled.
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
            answerPreflight(request, response, origin.isPresent());
            return;
        }
        Optional<RequestError> error = protocolError(handshake.query());
        if (error.isPresent()) {
            refuse(response, error.get());
            return;
        }
        Optional<String> sid = handshake.query().value("sid");
        if (sid.isPresent()) {
            continueSession(route, sid.get(), handshake.query(), request, response, chain);
        } else {
            openSession(route, handshake, request, response, chain);
        }
    }

    private static Optional<RequestError> protocolError(QueryString query) {
        if (query.value("transport").flatMap(TransportName::of).isEmpty()) {
            return Optional.of(RequestError.UNKNOWN_TRANSPORT);
        }
        if (!query.value("EIO").filter(PROTOCOL::equals).isPresent()) {
            return Optional.of(RequestError.UNSUPPORTED_PROTOCOL_VERSION);
        }
        return query.isRepeated("sid") ? Optional.of(RequestError.UNKNOWN_SID) : Optional.empty();
    }

    private void continueSession(
            EngineRoute route,
            String sid,
            QueryString query,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        Optional<EngineSession> session = route.server().session(sid);
        if (session.isEmpty()) {
            refuse(response, RequestError.UNKNOWN_SID);
        } else if (!isUpgrade(request) && session.get().transportName() != TransportName.POLLING
                || isUpgrade(request) != asksForWebSocket(query)) {
            refuse(response, RequestError.BAD_REQUEST);
        } else {
            pass(new AdmittedRequest.OfSession(session.get()), request, response, chain);
        }
    }

    private void openSession(
            EngineRoute route,
            HandshakeRequest handshake,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        if (!request.getMethod().equals("GET")) {
            refuse(response, RequestError.BAD_HANDSHAKE_METHOD);
            return;
        }
        if (isUpgrade(request) != asksForWebSocket(handshake.query())) {
            refuse(response, RequestError.BAD_REQUEST);
            return;
        }
        Optional<Principal> principal = Optional.empty();
        for (HandshakeGuard guard : route.guards()) {
            HandshakeVerdict verdict = check(guard, handshake);
            if (verdict instanceof HandshakeVerdict.Refused refused) {
                observer.refused(refused.reason());
                refused.headers().forEach(response::setHeader);
                RequestRefusal.write(response, refused.status(), refused.error(), refused.message());
                return;
            }
            if (verdict instanceof HandshakeVerdict.Identified identified) {
                principal = Optional.of(identified.principal());
            }
        }
        pass(new AdmittedRequest.Opening(route.server(), of(route, handshake, principal)), request, response, chain);
    }

    private void refuse(HttpServletResponse response, RequestError error) throws IOException {
        observer.refused(error == RequestError.UNKNOWN_SID ? RefusalReason.UNKNOWN_SESSION : RefusalReason.PROTOCOL);
        RequestRefusal.write(response, error);
    }

    private static HandshakeVerdict check(HandshakeGuard guard, HandshakeRequest request) {
        try {
            return guard.check(request);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A handshake guard failed", e);
            return HandshakeVerdict.Refused.of(
                    RefusalReason.FAILURE, 500, RequestError.FORBIDDEN, "The handshake could not be checked");
        }
    }

    private Handshake of(EngineRoute route, HandshakeRequest request, Optional<Principal> principal) {
        return new Handshake(
                route.path() + "/",
                request.query().valuesWithout(TOKEN),
                route.clientAddresses().of(request),
                request.scheme().equals("https"),
                request.header("Origin"),
                request.header("User-Agent"),
                principal,
                clock.instant());
    }

    private static void pass(
            AdmittedRequest admitted, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(AdmittedRequest.ATTRIBUTE, admitted);
        chain.doFilter(isUpgrade(request) ? new Carrier(request, admitted) : request, response);
    }

    private static boolean isUpgrade(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    private static boolean asksForWebSocket(QueryString query) {
        return query.value("transport").filter("websocket"::equals).isPresent();
    }

    private static void allowOrigin(HttpServletResponse response, String origin) {
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.addHeader("Vary", "Origin");
        if (!origin.equals("*")) {
            response.setHeader("Access-Control-Allow-Credentials", "true");
        }
    }

    private static void answerPreflight(HttpServletRequest request, HttpServletResponse response, boolean allowed)
            throws IOException {
        if (!allowed) {
            RequestRefusal.write(response, RequestError.FORBIDDEN);
            return;
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setHeader("Access-Control-Allow-Methods", "GET, POST");
        response.setIntHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS);
        String headers = request.getHeader("Access-Control-Request-Headers");
        if (headers != null) {
            response.setHeader("Access-Control-Allow-Headers", headers);
        }
    }

    /** The upgrade request, led to the one endpoint that there is, with the admission as its principal. */
    private static final class Carrier extends HttpServletRequestWrapper {
        private final AdmittedRequest admitted;

        Carrier(HttpServletRequest request, AdmittedRequest admitted) {
            super(request);
            this.admitted = admitted;
        }

        @Override
        public Principal getUserPrincipal() {
            return admitted;
        }

        @Override
        public String getRequestURI() {
            return getContextPath() + AdmittedRequest.WEBSOCKET_PATH;
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(getScheme())
                    .append("://")
                    .append(getServerName())
                    .append(':')
                    .append(getServerPort())
                    .append(getRequestURI());
        }

        @Override
        public String getServletPath() {
            return AdmittedRequest.WEBSOCKET_PATH;
        }

        @Override
        public String getPathInfo() {
            return null;
        }
    }
}
