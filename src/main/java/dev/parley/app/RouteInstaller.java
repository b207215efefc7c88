package dev.parley.app;

import dev.parley.transport.ClientScriptServlet;
import dev.parley.transport.EngineRoute;
import dev.parley.transport.HandshakeFilter;
import dev.parley.transport.RefusalObserver;
import dev.parley.transport.WebSocketProbe;
import dev.parley.transport.container.liberty.HandshakeSessionFilter;
import dev.parley.transport.container.tyrus.AsyncRequestFilter;
import dev.parley.transport.polling.PollingServlet;
import dev.parley.transport.upgrade.UpgradeThreads;
import dev.parley.transport.websocket.WebSocketEndpoints;
import dev.parley.transport.websocket.WebSocketTransportFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;

/** Registers the configured Engine.IO paths in a web application while it starts. */
public final class RouteInstaller {

    private static final String BELOW = "/*";

    private RouteInstaller() {}

    /**
     * Registers the filter, the servlets and the WebSocket endpoints of the routes, without an observer of refusals.
     */
    public static WebSocketProbe install(
            ServletContext context,
            List<EngineRoute> routes,
            NodeThreads threads,
            WebSocketTransportFactory transports) {
        return install(context, routes, threads, transports, RefusalObserver.NONE);
    }

    /**
     * Registers the filter, the servlets and the WebSocket endpoints of the routes.
     *
     * @param observer observes refused handshakes
     * @return the probe that the routes let through
     */
    public static WebSocketProbe install(
            ServletContext context,
            List<EngineRoute> routes,
            NodeThreads threads,
            WebSocketTransportFactory transports,
            RefusalObserver observer) {
        AsyncRequestFilter.install(context);
        UpgradeTargetFilter.install(context);
        // This pattern also matches the path itself. If the path were registered, too, some servers would call the
        // filter twice.
        String[] patterns = routes.stream().map(route -> route.path() + BELOW).toArray(String[]::new);
        WebSocketProbe probe = new WebSocketProbe();
        HandshakeSessionFilter.install(context, patterns);
        FilterRegistration.Dynamic filter = context.addFilter(
                "engine.io handshake",
                new HandshakeFilter(
                        routes,
                        Clock.systemUTC(),
                        observer,
                        new UpgradeThreads(
                                threads.closers(), threads.executor(), threads.timers(), threads.readLoops()),
                        probe));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, patterns);

        ServletRegistration.Dynamic polling = context.addServlet(
                "engine.io polling", new PollingServlet(threads.timers(), threads.executor(), threads.closing()));
        polling.setAsyncSupported(true);
        polling.addMapping(patterns);

        routes.forEach(route -> {
            ServletRegistration.Dynamic script = context.addServlet(
                    "socket.io client at " + route.path(), new ClientScriptServlet(route.crossOrigin()));
            script.addMapping(ClientScriptServlet.FILES.stream()
                    .map(file -> route.path() + "/" + file)
                    .toArray(String[]::new));
        });

        WebSocketEndpoints.register(
                context.getAttribute(WebSocketEndpoints.CONTAINER_ATTRIBUTE),
                routes.stream().map(EngineRoute::path).toList(),
                transports);
        return probe;
    }
}
