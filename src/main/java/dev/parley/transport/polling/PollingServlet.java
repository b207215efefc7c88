package dev.parley.transport.polling;

import dev.parley.engine.EngineSession;
import dev.parley.engine.RequestError;
import dev.parley.engine.Timers;
import dev.parley.transport.AdmittedRequest;
import dev.parley.transport.RequestRefusal;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Executor;

/**
 * The polling transport's end of HTTP (protocol, section "HTTP long-polling"). Serves what the handshake filter has let
 * in; anything else that is mapped here does not exist.
 */
public final class PollingServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

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
        } else if (request.getHeader("Upgrade") != null && !"GET".equals(request.getMethod())
                || "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            // An upgrade that the container did not take, because its headers are wrong.
            RequestRefusal.write(response, RequestError.BAD_REQUEST);
        } else if (admitted instanceof AdmittedRequest.Opening opening) {
            open(opening, request);
        } else if (admitted instanceof AdmittedRequest.OfSession ofSession) {
            serve(ofSession.session(), request, response);
        }
    }

    private void open(AdmittedRequest.Opening opening, HttpServletRequest request) {
        PollingTransport transport = new PollingTransport(timers);
        opening.server().open(opening.handshake(), transport);
        poll(transport, request);
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
        transport.poll(exchange);
        exchange.leave();
    }

    private void receive(
            EngineSession session, PollingTransport transport, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String type = request.getContentType();
        if (request.getHeader("Content-Encoding") != null
                || type != null && type.startsWith("application/octet-stream")) {
            RequestRefusal.write(response, RequestError.BAD_REQUEST);
            return;
        }
        AsyncPollExchange exchange = new AsyncPollExchange(request.startAsync(), workers);
        if (transport.beginPost(exchange)) {
            read(request, session.settings().maxPayload(), exchange, transport);
        }
        exchange.leave();
    }

    private static void read(
            HttpServletRequest request, int limit, AsyncPollExchange exchange, PollingTransport transport)
            throws IOException {
        BodyReader reader = new BodyReader(request.getInputStream(), limit, exchange, transport);
        if (request.getContentLengthLong() > limit) {
            reader.tooBig();
        } else {
            request.getInputStream().setReadListener(reader);
        }
    }
}
