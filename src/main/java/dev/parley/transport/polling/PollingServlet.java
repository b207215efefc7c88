package dev.parley.transport.polling;

import dev.parley.engine.EngineSession;
import dev.parley.engine.RequestError;
import dev.parley.engine.Timers;
import dev.parley.transport.AdmittedRequest;
import dev.parley.transport.RequestRefusal;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executor;

/**
 * The polling transport's end of HTTP (protocol, section "HTTP long-polling"). Serves what the handshake filter has let
 * in; anything else that is mapped here does not exist.
 */
public final class PollingServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Duration MOMENT = Duration.ofMillis(10);

    private final transient Timers timers;
    private final transient Executor workers;

    /**
     * A servlet for any number of paths.
     *
     * @param timers of its transports
     * @param workers write the answers
     */
    public PollingServlet(Timers timers, Executor workers) {
        this.timers = timers;
        this.workers = workers;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object admitted = request.getAttribute(AdmittedRequest.ATTRIBUTE);
        if (!(admitted instanceof AdmittedRequest)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            // An upgrade that the container did not take, because its headers are wrong.
            RequestRefusal.write(response, RequestError.BAD_REQUEST);
        } else if (admitted instanceof AdmittedRequest.Opening opening) {
            open(opening, request);
        } else if (admitted instanceof AdmittedRequest.OfSession ofSession) {
            serve(ofSession.session(), request, response);
        }
    }

    private void open(AdmittedRequest.Opening opening, HttpServletRequest request) {
        AsyncPollExchange exchange = new AsyncPollExchange(request.startAsync(), workers);
        try {
            PollingTransport transport = new PollingTransport(timers);
            opening.server().open(opening.handshake(), transport);
            transport.poll(exchange);
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
        AsyncPollExchange exchange = new AsyncPollExchange(request.startAsync(), workers);
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
        if (request.getHeader("Content-Encoding") != null
                || type != null && type.toLowerCase(Locale.ROOT).startsWith("application/octet-stream")) {
            RequestRefusal.write(response, RequestError.BAD_REQUEST);
            return;
        }
        ServletInputStream body = request.getInputStream();
        AsyncPollExchange exchange = exchangeForBody(request);
        try {
            if (transport.beginPost(exchange)) {
                int limit = session.settings().maxPayload();
                new BodyReader(body, limit, exchange, transport).begin(request.getContentLengthLong());
            }
        } finally {
            exchange.leave();
        }
    }

    /**
     * The end of a body of undeclared length may not be known without asking the container, and one (Payara) then tells
     * it on two threads, of which the second finds a request that is over if it was answered at once. So it is not.
     */
    private AsyncPollExchange exchangeForBody(HttpServletRequest request) {
        if (request.getContentLengthLong() >= 0) {
            return new AsyncPollExchange(request.startAsync(), workers);
        }
        AsyncPollExchange exchange = new AsyncPollExchange(
                request.startAsync(), writing -> timers.schedule(MOMENT, () -> workers.execute(writing)));
        exchange.leave();
        return exchange;
    }
}
