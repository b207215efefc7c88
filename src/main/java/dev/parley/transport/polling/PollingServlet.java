package dev.parley.transport.polling;

import dev.parley.engine.EngineSession;
import dev.parley.engine.RequestError;
import dev.parley.engine.Timers;
import dev.parley.transport.AdmittedRequest;
import dev.parley.transport.ClosingConnections;
import dev.parley.transport.RequestRefusal;
import dev.parley.transport.container.RequestConnections;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * The HTTP side of the polling transport (protocol, section "HTTP long-polling"). Serves the requests that the
 * handshake filter has admitted, and answers 404 to any other request that is mapped here.
 */
public final class PollingServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Duration MOMENT = Duration.ofMillis(10);

    private final transient Timers timers;
    private final transient Executor workers;
    private final transient ClosingConnections closing;
    private final transient RequestConnections connections = new RequestConnections();

    /**
     * Creates a servlet for any number of paths.
     *
     * @param timers for the servlet's transports
     * @param workers write the answers
     * @param closing closes connections whose clients do not read their answers
     */
    public PollingServlet(Timers timers, Executor workers, ClosingConnections closing) {
        this.timers = timers;
        this.workers = workers;
        this.closing = closing;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object admitted = request.getAttribute(AdmittedRequest.ATTRIBUTE);
        if (!(admitted instanceof AdmittedRequest)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            // This is an upgrade that the container did not accept, because its headers are wrong.
            RequestRefusal.write(response, RequestError.BAD_REQUEST);
        } else if (admitted instanceof AdmittedRequest.Opening opening) {
            open(opening, request);
        } else if (admitted instanceof AdmittedRequest.OfSession ofSession) {
            serve(ofSession.session(), request, response);
        }
    }

    private void open(AdmittedRequest.Opening opening, HttpServletRequest request) {
        AsyncPollExchange exchange = exchangeFor(request, workers);
        try {
            PollingTransport transport = new PollingTransport(timers, workers);
            if (opening.open(transport)) {
                transport.poll(exchange);
            } else {
                exchange.refuse(RequestError.FORBIDDEN);
            }
        } finally {
            exchange.leave();
        }
    }

    private void serve(EngineSession session, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!(session.transport() instanceof PollingTransport transport)) {
            RequestRefusal.write(response, RequestError.BAD_REQUEST);
            return;
        }
        switch (request.getMethod()) {
            case "GET" -> poll(transport, request);
            case "POST" -> receive(session, transport, request, response);
            default -> RequestRefusal.write(response, RequestError.BAD_REQUEST);
        }
    }

    private void poll(PollingTransport transport, HttpServletRequest request) {
        AsyncPollExchange exchange = exchangeFor(request, workers);
        try {
            transport.poll(exchange);
        } finally {
            exchange.leave();
        }
    }

    private void receive(
            EngineSession session, PollingTransport transport, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String type = request.getContentType();
        if (isEncoded(request)
                || type != null && type.toLowerCase(Locale.ROOT).startsWith("application/octet-stream")) {
            RequestRefusal.write(response, RequestError.BAD_REQUEST);
            return;
        }
        ServletInputStream body = request.getInputStream();
        AsyncPollExchange exchange = exchangeForBody(request);
        try {
            if (transport.beginPost(exchange)) {
                new BodyReader(body, session, exchange, transport).begin(request.getContentLengthLong());
            }
        } finally {
            exchange.leave();
        }
    }

    /** Whether the body has a content encoding. {@code identity} means no encoding. */
    private static boolean isEncoded(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Content-Encoding")).stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(String::strip)
                .anyMatch(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase("identity"));
    }

    private AsyncPollExchange exchangeFor(HttpServletRequest request, Executor writers) {
        return new AsyncPollExchange(request.startAsync(), writers, connections.of(request), closing);
    }

    /**
     * Creates the exchange for a POST. Without a declared length, Parley may have to ask the container for the end of
     * the body, and one container (Payara) then reports the end on two threads. If the request were answered at once,
     * the second thread would find a request that is over. So such a request is answered a moment later.
     */
    private AsyncPollExchange exchangeForBody(HttpServletRequest request) {
        if (request.getContentLengthLong() >= 0) {
            return exchangeFor(request, workers);
        }
        AsyncPollExchange exchange =
                exchangeFor(request, writing -> timers.schedule(MOMENT, () -> workers.execute(writing)));
        exchange.leave();
        return exchange;
    }
}
