package dev.parley.app.web;

import dev.parley.admin.AdminApplication;
import dev.parley.admin.problem.Problem;
import dev.parley.engine.RequestError;
import dev.parley.transport.RequestRefusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/**
 * Writes the refusals of filters that run before all parts of the application, in the format of the part that would
 * have handled the request.
 */
final class EdgeRefusal {

    private EdgeRefusal() {}

    /** Whether a path, which includes the context root, belongs to the REST API, whose errors are problem details. */
    static boolean isApi(HttpServletRequest request, String path) {
        return path.startsWith(request.getContextPath() + AdminApplication.PATH + "/");
    }

    /** Answers 403 with this text. */
    static void forbid(HttpServletRequest request, HttpServletResponse response, String detail) throws IOException {
        String path = request.getRequestURI();
        if (isApi(request, path)) {
            writeProblem(response, Response.Status.FORBIDDEN, detail, path);
        } else {
            RequestRefusal.write(response, HttpServletResponse.SC_FORBIDDEN, RequestError.FORBIDDEN, detail);
        }
    }

    /** Answers with problem details. */
    static void writeProblem(HttpServletResponse response, Response.Status status, String detail, String path)
            throws IOException {
        byte[] body = Problem.of(status, detail).toBytes(path);
        response.setStatus(status.getStatusCode());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
