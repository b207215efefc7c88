package dev.parley.app;

import dev.parley.admin.AdminApplication;
import dev.parley.admin.Problem;
import dev.parley.engine.RequestError;
import dev.parley.security.OriginPolicy;
import dev.parley.transport.RefusalObserver;
import dev.parley.transport.RefusalReason;
import dev.parley.transport.RequestRefusal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * Says in our words what a server would say in its own to a bearer token that it does not believe. Some look at the token
 * of every request, handshakes among them, before any filter; the error page is the one place where they ask the
 * application for the answer. Pages of other origins can read it as they can all others.
 */
final class UnauthorizedServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    /** As web.xml has it. */
    private static final String PATH = "/refused/401";

    private static final String DETAIL = "The token is not one that this server believes.";

    private final transient OriginPolicy origins;
    private final transient RefusalObserver observer;

    private UnauthorizedServlet(OriginPolicy origins, RefusalObserver observer) {
        this.origins = origins;
        this.observer = observer;
    }

    /** Registers it as the page for the error. */
    static void install(ServletContext context, OriginPolicy origins, RefusalObserver observer) {
        context.addServlet("401", new UnauthorizedServlet(origins, observer)).addMapping(PATH);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        allowOrigin(request, response);
        String path = Objects.requireNonNullElse(
                (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), request.getRequestURI());
        if (path.startsWith(request.getContextPath() + AdminApplication.PATH + "/")) {
            writeProblem(response, path);
        } else {
            observer.refused(RefusalReason.TOKEN);
            RequestRefusal.write(response, HttpServletResponse.SC_UNAUTHORIZED, RequestError.FORBIDDEN, DETAIL);
        }
    }

    private static void writeProblem(HttpServletResponse response, String path) throws IOException {
        byte[] body = Problem.of(Response.Status.UNAUTHORIZED, DETAIL).toBytes(path);
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private void allowOrigin(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader("Vary", "Origin");
        String host = Objects.requireNonNullElse(request.getHeader("Host"), "");
        origins.allowedOriginHeader(Optional.ofNullable(request.getHeader("Origin")), request.getScheme(), host)
                .ifPresent(allowed -> {
                    response.setHeader("Access-Control-Allow-Origin", allowed);
                    if (!allowed.equals("*")) {
                        response.setHeader("Access-Control-Allow-Credentials", "true");
                    }
                });
    }
}
