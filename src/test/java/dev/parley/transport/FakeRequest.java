package dev.parley.transport;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A servlet request that a test makes up. Knows the methods that are declared here, and fails the test that needs another.
 */
public final class FakeRequest extends FakeServletObject {

    private final Map<String, List<String>> headers = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final List<Cookie> cookies = new ArrayList<>();
    private final String method;
    private final String uri;
    private final String query;
    private String contextPath = "";
    private String protocol = "HTTP/1.1";
    private String peer = "192.0.2.1";
    private ServletInputStream body;
    private long length = -1;
    private AsyncContext async;
    private FakeContext context = new FakeContext();

    private FakeRequest(String method, String target) {
        int mark = target.indexOf('?');
        this.method = method;
        this.uri = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? null : target.substring(mark + 1);
    }

    /** A request such as {@code GET /socket.io/?EIO=4}. */
    public static FakeRequest of(String method, String target) {
        return new FakeRequest(method, target);
    }

    /** Adds a header, also a second one of the name. */
    public FakeRequest header(String name, String value) {
        headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                .add(value);
        return this;
    }

    /** Makes it a handshake of a WebSocket. */
    public FakeRequest upgrading() {
        return header("Upgrade", "websocket");
    }

    /** Adds a cookie. */
    public FakeRequest cookie(String name, String value) {
        cookies.add(new Cookie(name, value));
        return this;
    }

    /** Where the application is; the target has it in front. */
    public FakeRequest contextPath(String path) {
        contextPath = path;
        return this;
    }

    /** Sets the address of the other end; null as of a connection that is gone. */
    public FakeRequest peer(String address) {
        peer = address;
        return this;
    }

    /** Sets the version of HTTP that the client speaks, such as {@code HTTP/1.0}. */
    public FakeRequest protocol(String version) {
        protocol = version;
        return this;
    }

    /** Gives it a body; a length of -1 is not declared. */
    public FakeRequest body(ServletInputStream stream, long declaredLength) {
        body = stream;
        length = declaredLength;
        return this;
    }

    /** What {@code startAsync} returns. */
    public FakeRequest async(AsyncContext context) {
        async = context;
        return this;
    }

    /** What the filter puts there. */
    public FakeRequest attribute(String name, Object value) {
        attributes.put(name, value);
        return this;
    }

    /** The context of the application that gets it. */
    public FakeRequest context(FakeContext of) {
        context = of;
        return this;
    }

    /** The request as a servlet sees it. */
    public HttpServletRequest toServlet() {
        return as(HttpServletRequest.class);
    }

    @Override
    public String toString() {
        return method + " " + uri;
    }

    ServletContext getServletContext() {
        return context.toServlet();
    }

    String getMethod() {
        return method;
    }

    String getRequestURI() {
        return uri;
    }

    /** As containers tell it of what no other servlet is mapped to: decoded, and without the parameters of the path. */
    String getServletPath() {
        String path = uri.substring(contextPath.length()).replaceAll(";[^/]*", "");
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    String getPathInfo() {
        return null;
    }

    String getQueryString() {
        return query;
    }

    String getContextPath() {
        return contextPath;
    }

    String getLocalAddr() {
        return "127.0.0.1";
    }

    int getLocalPort() {
        return 8081;
    }

    String getScheme() {
        return "http";
    }

    String getServerName() {
        return "chat.example";
    }

    int getServerPort() {
        return 8080;
    }

    String getRemoteAddr() {
        return peer;
    }

    String getHeader(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    Enumeration<String> getHeaders(String name) {
        return Collections.enumeration(headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }

    Enumeration<String> getHeaderNames() {
        return Collections.enumeration(headers.keySet());
    }

    String getProtocol() {
        return protocol;
    }

    Cookie[] getCookies() {
        return cookies.isEmpty() ? null : cookies.toArray(Cookie[]::new);
    }

    String getContentType() {
        return getHeader("Content-Type");
    }

    long getContentLengthLong() {
        return length;
    }

    ServletInputStream getInputStream() {
        return body;
    }

    Object getAttribute(String name) {
        return attributes.get(name);
    }

    void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    AsyncContext startAsync() {
        return async;
    }
}
