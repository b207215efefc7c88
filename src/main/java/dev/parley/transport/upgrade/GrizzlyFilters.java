package dev.parley.transport.upgrade;

import java.util.List;
import java.util.Set;

/** Grizzly's chain of filters below HTTP. */
public final class GrizzlyFilters {

    /** The lowest filter that belongs to HTTP. */
    private static final String HTTP = "GlassfishHttpCodecFilter";
    /** The filters that do not change the bytes. */
    private static final Set<String> PLAIN = Set.of("TransportFilter", "TCPNIOTransportFilter", "IdleTimeoutFilter");

    private GrizzlyFilters() {}

    /** Whether no layer below HTTP changes the bytes. With TLS, or any unknown layer, this is false. */
    public static boolean isPlain(Object chain) {
        if (chain instanceof List<?> filters) {
            for (Object filter : filters) {
                String name = filter.getClass().getSimpleName();
                if (!PLAIN.contains(name)) {
                    return name.equals(HTTP);
                }
            }
        }
        return false;
    }
}
