package dev.parley.app;

import dev.parley.transport.AdmittedRequest;
import dev.parley.transport.ClientScriptServlet;
import dev.parley.transport.EngineRoute;
import dev.parley.transport.HandshakeFilter;
import dev.parley.transport.RefusalObserver;
import dev.parley.transport.polling.PollingServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;

/**
 * Puts Engine.IO paths into a web application, while it starts. The WebSocket endpoint is found by the server; all that
 * depends on configured paths is registered here.
 */
public final class RouteInstaller {

    private static final String BELOW = "/*";

    private RouteInstaller() {}

    /** Registers the filter and the servlets of the routes; nobody sees what is refused. */
    public static void install(ServletContext context, List<EngineRoute> routes, NodeThreads threads) {
        install(context, routes, threads, RefusalObserver.NONE);
    }

    /** Registers the filter and the servlets of the routes. */
    public static void install(
            ServletContext context, List<EngineRoute> routes, NodeThreads threads, RefusalObserver observer) {
        // Such a pattern is also for the path itself; to name that, too, would have some servers call the filter twice.
        String[] patterns = routes.stream().map(route -> route.path() + BELOW).toArray(String[]::new);
        FilterRegistration.Dynamic filter =
                context.addFilter("engine.io handshake", new HandshakeFilter(routes, Clock.systemUTC(), observer));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, patterns);
        filter.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.REQUEST), false, AdmittedRequest.WEBSOCKET_PATH + BELOW);

        ServletRegistration.Dynamic polling =
                context.addServlet("engine.io polling", new PollingServlet(threads.timers(), threads.executor()));
        polling.setAsyncSupported(true);
        polling.addMapping(patterns);

        ServletRegistration.Dynamic script = context.addServlet("socket.io client", new ClientScriptServlet());
        script.addMapping(routes.stream()
                .flatMap(route -> ClientScriptServlet.FILES.stream().map(file -> route.path() + "/" + file))
                .toArray(String[]::new));
    }
}
