package dev.parley.app;

import dev.parley.app.development.DevelopmentConfigSource;
import dev.parley.app.development.DevelopmentMode;
import dev.parley.app.web.PageHeadersFilter;
import dev.parley.app.web.RestRequestFilter;
import dev.parley.app.web.UnauthorizedServlet;
import dev.parley.config.Settings;
import dev.parley.transport.EngineRoute;
import dev.parley.transport.RefusalObserver;
import dev.parley.transport.WebSocketProbe;
import dev.parley.transport.container.tyrus.RequestHeaderTimeout;
import dev.parley.transport.container.tyrus.TyrusIdleTimer;
import dev.parley.transport.websocket.WebSocketEndpoints;
import dev.parley.transport.websocket.WebSocketTransportFactory;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Optional;

/** What a node registers in the web application, and what it sets in the server's container of WebSockets. */
final class WebComponents {

    private final WebSocketProbe probe;
    private final Optional<RequestHeaderTimeout> slowRequests;

    private WebComponents(WebSocketProbe probe, Optional<RequestHeaderTimeout> slowRequests) {
        this.probe = probe;
        this.slowRequests = slowRequests;
    }

    /** Registers the filters and servlets in a web application that is starting. */
    static WebComponents install(
            ServletContext context,
            Settings settings,
            EngineRoute route,
            NodeThreads threads,
            WebSocketTransportFactory webSockets,
            RefusalObserver refusals) {
        if (settings.isDevelopmentMode()) {
            DevelopmentMode.install(
                    context, settings, DevelopmentConfigSource.keys(), threads.timers(), threads.executor());
        }
        WebSocketProbe probe = RouteInstaller.install(context, List.of(route), threads, webSockets, refusals);
        settings.consoleSignIn()
                .ifPresent(signIn -> context.setAttribute(PageHeadersFilter.ISSUER_ORIGIN, signIn.origin()));
        UnauthorizedServlet.install(
                context, settings.path(), settings.admission().origins(), refusals);
        RestRequestFilter.install(context, settings.admission().trustedProxies());
        Object container = context.getAttribute(WebSocketEndpoints.CONTAINER_ATTRIBUTE);
        TyrusIdleTimer.silence(container);
        return new WebComponents(probe, RequestHeaderTimeout.watch(container, threads.timers(), threads.clock()));
    }

    /** Sees whether a WebSocket of this node gets through. */
    WebSocketProbe probe() {
        return probe;
    }

    /** Ends what was begun beside the requests. */
    void close() {
        slowRequests.ifPresent(RequestHeaderTimeout::close);
    }
}
