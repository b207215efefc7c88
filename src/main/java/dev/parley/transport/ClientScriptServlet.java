package dev.parley.transport;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Serves the stock browser client, as Socket.IO servers do, to pages of this server and, with CORS, to pages of the
 * origins that may connect. The files are compressed if the browser accepts that, and are not sent again to a browser
 * that has them. The build takes the files from the client's npm package, compresses them, and puts both forms beside
 * this class.
 */
public final class ClientScriptServlet extends HttpServlet {

    /**
     * The files that are served, below the path of the server. The client with MessagePack is not among them, because
     * no server here supports MessagePack.
     */
    public static final Set<String> FILES = Set.of(
            "socket.io.js",
            "socket.io.js.map",
            "socket.io.min.js",
            "socket.io.min.js.map",
            "socket.io.esm.min.js",
            "socket.io.esm.min.js.map");

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(ClientScriptServlet.class.getName());
    private static final String FOLDER = "socket.io-client/";
    /** The file that contains the version number of the client. */
    private static final String VERSION = FOLDER + "version";

    private static final String METHODS = "GET, HEAD";

    private final transient CrossOrigin crossOrigin;
    private String tag;

    /** Creates a servlet that serves the pages of the server itself and the pages that this rule allows. */
    public ClientScriptServlet(CrossOrigin crossOrigin) {
        this.crossOrigin = crossOrigin;
    }

    @Override
    public void init() {
        try (InputStream version = ClientScriptServlet.class.getResourceAsStream(VERSION)) {
            // As in Node's server, the tag is the version of the client, for each file and each compressed form. An
            // application of the engine may be built without the files.
            tag = version == null
                    ? null
                    : '"' + new String(version.readAllBytes(), StandardCharsets.US_ASCII).strip() + '"';
        } catch (IOException e) {
            throw new IllegalStateException("The jar cannot be read", e);
        }
    }

    @Override
    protected void doOptions(HttpServletRequest request, HttpServletResponse response) throws IOException {
        CorsHeaders.answerPreflight(request, response, allowOrigin(request, response), METHODS);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (tag == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        allowOrigin(request, response);
        response.addHeader("Vary", "Accept-Encoding");
        response.setHeader("Cache-Control", "public, max-age=0");
        response.setHeader("ETag", tag);
        if (isKnown(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        String path = request.getRequestURI();
        String name = path.substring(path.lastIndexOf('/') + 1);
        response.setContentType(name.endsWith(".map") ? "application/json" : "text/javascript; charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        send(name, ContentCoding.preferred(request.getHeader("Accept-Encoding")), response);
    }

    private boolean allowOrigin(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader("Vary", "Origin");
        Optional<String> allowed = crossOrigin.allowedOrigin(new HandshakeRequest(request, QueryString.parse(null)));
        allowed.ifPresent(origin -> CorsHeaders.allow(response, origin));
        return allowed.isPresent();
    }

    private boolean isKnown(String tags) {
        return tags != null
                && Arrays.stream(tags.split(","))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }

    private void send(String name, ContentCoding coding, HttpServletResponse response) throws IOException {
        URL file = ClientScriptServlet.class.getResource(FOLDER + name + coding.suffix());
        if (file == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        if (coding != ContentCoding.IDENTITY) {
            response.setHeader("Content-Encoding", coding.token());
        }
        URLConnection connection = file.openConnection();
        // A cached connection would keep the jar open after the end of the application.
        connection.setUseCaches(false);
        byte[] bytes;
        try (InputStream in = connection.getInputStream()) {
            bytes = in.readAllBytes();
        }
        response.setContentLength(bytes.length);
        try {
            response.getOutputStream().write(bytes);
        } catch (IOException e) {
            // Payara would write the whole stack to its log, for anybody who goes away in the middle.
            LOG.log(Level.DEBUG, "A client has gone while it was sent the script", e);
        }
    }
}
