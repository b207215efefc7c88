package dev.parley.app.web;

import dev.parley.admin.AdminApplication;
import dev.parley.admin.AuditFilter;
import dev.parley.admin.problem.Problem;
import dev.parley.limits.ClientAddress;
import dev.parley.limits.TrustedProxies;
import dev.parley.transport.QueryString;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses malformed requests with 400 and without a log line, before they reach JAX-RS. Implementations of JAX-RS treat
 * such requests differently: some answer 400, others fail and log a stack trace, so anybody could fill the log. The
 * filter also stores the client's address for the audit log.
 */
public final class RestRequestFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String VALUE = "(?:" + TOKEN + "|\"(?:[^\"\\\\]|\\\\.)*+\")";
    private static final String QUALITY = "(?:\\s*;\\s*[qQ]\\s*=\\s*(?:[01]?\\.[0-9]*+|[01])(?=\\s*(?:[;,]|$)))";
    private static final String PARAMETER = "\\s*;\\s*(?![qQ]\\s*=)(?:" + TOKEN + "\\s*=\\s*" + VALUE + ")?";

    /**
     * A media type by RFC 9110, section 8.3.1, plus the white space that some programs add. A quality (q) has no
     * meaning here, but Jersey reads it and fails if it is not a number.
     */
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("\\s*" + TOKEN + "/" + TOKEN + "(?:" + QUALITY + "|" + PARAMETER + ")*+\\s*");

    /**
     * The value of {@code Accept}. It also allows {@code *;q=.2}, which Java's {@code HttpURLConnection} sends and the
     * RFC does not allow.
     */
    private static final Pattern RANGES = list(range());

    private static final String LANGUAGE = "(?:\\s*(?:[A-Za-z0-9-]++|\\*)" + QUALITY + "?\\s*)";
    private static final Pattern LANGUAGES = list(LANGUAGE);

    private final transient TrustedProxies proxies;

    RestRequestFilter(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** A list by RFC 9110, section 5.6.1: elements may be empty. */
    private static Pattern list(String element) {
        String perhaps = "(?:" + element + "|\\s*)";
        return Pattern.compile("(?:" + perhaps + ",)*+" + perhaps);
    }

    private static String range() {
        return "(?:\\s*(?:" + TOKEN + "/" + TOKEN + "|\\*)(?:" + QUALITY + "|" + PARAMETER + ")*+\\s*)";
    }

    /** Registers the filter for all paths of JAX-RS. */
    public static void install(ServletContext context, TrustedProxies proxies) {
        FilterRegistration.Dynamic filter = context.addFilter("rest request", new RestRequestFilter(proxies));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.REQUEST), false, AdminApplication.PATH + "/*", "/ready/*");
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> wrong = wrong(request);
        if (wrong.isPresent()) {
            refuse(request, response, wrong.get());
            return;
        }
        String peer = Objects.requireNonNullElse(request.getRemoteAddr(), "");
        List<String> forwarded = Collections.list(request.getHeaders("X-Forwarded-For"));
        request.setAttribute(
                AuditFilter.ADDRESS,
                ClientAddress.resolve(peer, forwarded, proxies).text());
        chain.doFilter(request, response);
    }

    private static Optional<String> wrong(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query != null && !QueryString.isPercentEncoded(query)) {
            return Optional.of("The query has a % that is not followed by two hexadecimal digits.");
        }
        if (!isPath(request.getRequestURI())) {
            return Optional.of("The path is not percent-encoded UTF-8.");
        }
        if (!Collections.list(request.getHeaders("Accept-Language")).stream()
                .allMatch(RestRequestFilter::isLanguages)) {
            return Optional.of("Accept-Language is not well-formed.");
        }
        if (!Collections.list(request.getHeaders("Accept")).stream().allMatch(RestRequestFilter::isAccept)) {
            return Optional.of("Accept is not well-formed.");
        }
        String type = request.getHeader("Content-Type");
        if (type != null && !isMediaType(type)) {
            return Optional.of("Content-Type is not well-formed.");
        }
        return Optional.empty();
    }

    static boolean isAccept(String value) {
        return RANGES.matcher(value).matches();
    }

    static boolean isMediaType(String value) {
        return MEDIA_TYPE.matcher(value).matches();
    }

    static boolean isLanguages(String value) {
        return LANGUAGES.matcher(value).matches();
    }

    /** Whether a path is percent-encoded UTF-8 (RFC 3986, section 2.5). */
    static boolean isPath(String path) {
        if (!QueryString.isPercentEncoded(path)) {
            return false;
        }
        byte[] bytes = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.ISO_8859_1)
                .getBytes(StandardCharsets.ISO_8859_1);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, String detail)
            throws IOException {
        byte[] body = Problem.of(Response.Status.BAD_REQUEST, detail).toBytes(request.getRequestURI());
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
