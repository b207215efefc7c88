package dev.parley.app.web;

import dev.parley.engine.RequestError;
import dev.parley.quirk.ServerQuirk;
import dev.parley.security.OriginPolicy;
import dev.parley.transport.CorsHeaders;
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
 * The error page for 401. It replaces the server's own response to an invalid bearer token by Parley's. Some servers
 * verify the token of every request, including handshakes, before any filter runs; an error page is the only way for
 * the application to write the response then. Pages of other origins can read it, by the same CORS rules as for other
 * responses. For paths that are not Parley's it writes the status only.
 */
@ServerQuirk(
        server = "Open Liberty, Payara",
        what = "They refuse a bad bearer token before any filter, in words of their own.")
public final class UnauthorizedServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    /** The same path as in web-fragment.xml. */
    private static final String PATH = "/refused/401";

    private static final String DETAIL = "The token is not one that this server believes.";

    private final String enginePath;
    private final transient OriginPolicy origins;
    private final transient RefusalObserver observer;

    private UnauthorizedServlet(String enginePath, OriginPolicy origins, RefusalObserver observer) {
        this.enginePath = enginePath;
        this.origins = origins;
        this.observer = observer;
    }

    /**
     * Registers the servlet at the path of the error page.
     *
     * @param enginePath the path of Engine.IO, below the context root
     */
    public static void install(
            ServletContext context, String enginePath, OriginPolicy origins, RefusalObserver observer) {
        context.addServlet("401", new UnauthorizedServlet(enginePath, origins, observer))
                .addMapping(PATH);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String path = Objects.requireNonNullElse(
                (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), request.getRequestURI());
        boolean api = EdgeRefusal.isApi(request, path);
        if (!api && !isEngine(request, path)) {
            // Another part of the application says what it has to say by the status.
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        allowOrigin(request, response);
        if (api) {
            EdgeRefusal.writeProblem(response, Response.Status.UNAUTHORIZED, DETAIL, path);
        } else {
            observer.refused(RefusalReason.TOKEN);
            RequestRefusal.write(response, HttpServletResponse.SC_UNAUTHORIZED, RequestError.FORBIDDEN, DETAIL);
        }
    }

    private boolean isEngine(HttpServletRequest request, String path) {
        String engine = request.getContextPath() + enginePath;
        return path.equals(engine) || path.startsWith(engine + "/");
    }

    private void allowOrigin(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader("Vary", "Origin");
        String host = Objects.requireNonNullElse(request.getHeader("Host"), "");
        origins.allowedOriginHeader(Optional.ofNullable(request.getHeader("Origin")), request.getScheme(), host)
                .ifPresent(allowed -> CorsHeaders.allow(response, allowed));
    }
}
