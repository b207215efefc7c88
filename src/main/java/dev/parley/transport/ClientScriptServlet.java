package dev.parley.transport;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Set;

/**
 * Serves the stock browser client next to the server, as Socket.IO servers do. The files are those of its npm package,
 * put into the WAR by the build.
 */
public final class ClientScriptServlet extends HttpServlet {

    /** The files that are served, below the path of the server. */
    public static final Set<String> FILES = Set.of(
            "socket.io.js",
            "socket.io.js.map",
            "socket.io.min.js",
            "socket.io.min.js.map",
            "socket.io.esm.min.js",
            "socket.io.esm.min.js.map",
            "socket.io.msgpack.min.js",
            "socket.io.msgpack.min.js.map");

    private static final long serialVersionUID = 1L;
    private static final String FOLDER = "/WEB-INF/socket.io-client/";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        URL file = getServletContext().getResource(FOLDER + path.substring(path.lastIndexOf('/') + 1));
        if (file == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType(path.endsWith(".map") ? "application/json" : "text/javascript; charset=UTF-8");
        response.setHeader("Cache-Control", "public, max-age=0");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try (InputStream in = file.openStream()) {
            in.transferTo(response.getOutputStream());
        }
    }
}
