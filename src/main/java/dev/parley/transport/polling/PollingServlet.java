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

/**
 * The polling transport's end of HTTP (protocol, section "HTTP long-polling"). Serves what the handshake filter has let
 * in; anything else that is mapped here does not exist.
 */
public final class PollingServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Timers timers;

    /** A servlet whose transports use these timers. */
    public PollingServlet(Timers timers) {
        this.timers = timers;
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
        transport.poll(new AsyncPollExchange(request.startAsync()));
    }

    private static void serve(EngineSession session, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!(session.transport() instanceof PollingTransport transport)) {
            RequestRefusal.write(response, RequestError.BAD_REQUEST);
            return;
        }
        switch (request.getMethod()) {
            case "GET" -> transport.poll(new AsyncPollExchange(request.startAsync()));
            case "POST" -> receive(session, transport, request, response);
            default -> RequestRefusal.write(response, RequestError.BAD_REQUEST);
        }
    }

    private static void receive(
            EngineSession session, PollingTransport transport, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String type = request.getContentType();
        if (request.getHeader("Content-Encoding") != null
                || type != null && type.startsWith("application/octet-stream")) {
            RequestRefusal.write(response, RequestError.BAD_REQUEST);
            return;
        }
        AsyncPollExchange exchange = new AsyncPollExchange(request.startAsync());
        if (!transport.beginPost(exchange)) {
            return;
        }
        int limit = session.settings().maxPayload();
        BodyReader reader = new BodyReader(request.getInputStream(), limit, exchange, transport);
        if (request.getContentLengthLong() > limit) {
            reader.tooBig();
        } else {
            request.getInputStream().setReadListener(reader);
        }
    }
}
