package dev.parley.transport.websocket;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Registers the WebSocket endpoints of Engine.IO paths with the server's WebSocket container, while the application
 * starts.
 */
public final class WebSocketEndpoints {

    /** The attribute of the servlet context that holds the WebSocket container (Jakarta WebSocket, section 6.4). */
    public static final String CONTAINER_ATTRIBUTE = "jakarta.websocket.server.ServerContainer";

    private static final Logger LOG = System.getLogger(WebSocketEndpoints.class.getName());

    private WebSocketEndpoints() {}

    /**
     * Registers an endpoint at each path, with and without a slash at the end, because servers differ in whether these
     * are the same path. If there is no container, there are no WebSockets, and this is logged.
     *
     * @param container the server's WebSocket container; null if it has none
     * @param paths paths below the context root, without a slash at the end
     */
    public static void register(Object container, List<String> paths, WebSocketTransportFactory transports) {
        if (!(container instanceof ServerContainer server)) {
            LOG.log(Level.WARNING, "This server has no WebSocket container: clients stay on HTTP long-polling");
            return;
        }
        for (String path : paths) {
            try {
                server.addEndpoint(at(path + "/", transports));
                addWithoutSlash(server, path, transports);
            } catch (DeploymentException e) {
                throw new IllegalStateException("the WebSocket endpoint cannot be at " + path, e);
            }
        }
    }

    private static void addWithoutSlash(ServerContainer server, String path, WebSocketTransportFactory transports) {
        try {
            server.addEndpoint(at(path, transports));
        } catch (DeploymentException e) {
            LOG.log(Level.INFO, "To this server a path with and without a slash is the same", e);
        }
    }

    private static ServerEndpointConfig at(String path, WebSocketTransportFactory transports) {
        return ServerEndpointConfig.Builder.create(EngineEndpoint.class, path)
                .configurator(new HandshakeConfigurator(transports))
                .build();
    }
}
