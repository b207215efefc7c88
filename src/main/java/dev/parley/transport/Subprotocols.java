package dev.parley.transport;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The subprotocols that a client offers with its WebSocket (RFC 6455, section 4.1). Engine.IO has no subprotocol, but a
 * client that offers some fails unless the server chooses one. So the server chooses the first, as the reference server
 * does.
 */
final class Subprotocols {

    /** The header with the subprotocols; it may occur several times. */
    static final String HEADER = "Sec-WebSocket-Protocol";

    /** A token of HTTP (RFC 9110, section 5.6.2). */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final Pattern BLANK = Pattern.compile("^[ \\t]+|[ \\t]+$");

    private Subprotocols() {}

    /** Whether all these headers of a request together are a list of different tokens; true if there is no header. */
    static boolean areGood(List<String> headers) {
        if (headers.isEmpty()) {
            return true;
        }
        Set<String> seen = new HashSet<>();
        for (String name : headers.stream().collect(Collectors.joining(",")).split(",", -1)) {
            String token = BLANK.matcher(name).replaceAll("");
            if (!TOKEN.matcher(token).matches() || !seen.add(token)) {
                return false;
            }
        }
        return true;
    }
}
