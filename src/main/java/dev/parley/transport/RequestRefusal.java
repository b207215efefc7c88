package dev.parley.transport;

import dev.parley.engine.RequestError;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes an error response as Engine.IO servers do: {@code {"code":N,"message":"…"}}. */
public final class RequestRefusal {

    private RequestRefusal() {}

    /** Answers with the error's own status and text. */
    public static void write(HttpServletResponse response, RequestError error) throws IOException {
        write(response, error.status(), error, error.message());
    }

    /** Answers with another status or text. The text comes from Parley and must not need escaping. */
    public static void write(HttpServletResponse response, int status, RequestError error, String message)
            throws IOException {
        byte[] body = body(error, message);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The JSON of an error. */
    public static byte[] body(RequestError error, String message) {
        String json = "{\"code\":" + error.code() + ",\"message\":\"" + message + "\"}";
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
