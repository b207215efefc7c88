package dev.parley.transport.container.liberty;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Warns of Open Liberty's Netty transport, which the beta edition uses by default. Parley can detect the transport
 * itself only with the first WebSocket, which is late for a warning.
 */
public final class LibertyNettyWarning {

    private static final Logger LOG = System.getLogger(LibertyNettyWarning.class.getName());
    private static final String EDITION = "com.ibm.ws.beta.edition";
    private static final String LIBERTY = "Liberty";

    private LibertyNettyWarning() {}

    /**
     * Logs a warning if the server is a beta edition of Open Liberty.
     *
     * @param serverInfo the server's description of itself
     */
    public static void warn(String serverInfo) {
        warning(serverInfo, System.getProperty(EDITION)).ifPresent(text -> LOG.log(Level.WARNING, text));
    }

    static Optional<String> warning(String serverInfo, String edition) {
        return Boolean.parseBoolean(edition) && serverInfo.contains(LIBERTY)
                ? Optional.of(
                        "This Open Liberty runs as a beta edition (" + EDITION + "), and then uses its Netty transport:"
                                + " WebSockets cost more there, and one that is closed may hang the whole server. Set"
                                + " useNettyTransport=\"false\" at the httpEndpoint, as server-config/liberty/server.xml does.")
                : Optional.empty();
    }
}
