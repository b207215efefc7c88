package dev.parley.app;

import dev.parley.transport.AdmittedRequest;
import dev.parley.transport.ClientScriptServlet;
import dev.parley.transport.EngineRoute;
import dev.parley.transport.HandshakeFilter;
import dev.parley.transport.polling.PollingServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Puts Engine.IO paths into a web application, while it starts. The WebSocket endpoint is found by the server; all that
 * depends on configured paths is registered here.
 */
public final class RouteInstaller {

    private RouteInstaller() {}

    /** Registers the filter and the servlets of the routes. */
    public static void install(ServletContext context, List<EngineRoute> routes, NodeThreads threads) {
        List<String> patterns = new ArrayList<>();
        List<String> scripts = new ArrayList<>();
        for (EngineRoute route : routes) {
            patterns.add(route.path());
            patterns.add(route.path() + "/*");
            ClientScriptServlet.FILES.forEach(file -> scripts.add(route.path() + "/" + file));
        }
        FilterRegistration.Dynamic filter =
                context.addFilter("engine.io handshake", new HandshakeFilter(routes, Clock.systemUTC()));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, patterns.toArray(String[]::new));
        filter.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.REQUEST),
                false,
                AdmittedRequest.WEBSOCKET_PATH,
                AdmittedRequest.WEBSOCKET_PATH + "/*");

        ServletRegistration.Dynamic polling =
                context.addServlet("engine.io polling", new PollingServlet(threads.timers(), threads.executor()));
        polling.setAsyncSupported(true);
        polling.addMapping(patterns.toArray(String[]::new));

        ServletRegistration.Dynamic script = context.addServlet("socket.io client", new ClientScriptServlet());
        script.addMapping(scripts.toArray(String[]::new));
    }
}
