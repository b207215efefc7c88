package dev.parley.transport.container.tyrus;

import dev.parley.transport.AdmittedRequest;
import dev.parley.transport.container.RequestConnections;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.EnumSet;

/**
 * Has Payara end an asynchronous request's part on the container's thread when that thread leaves. Payara would put off
 * {@code ServletRequestListener.requestDestroyed} until the answer, and call it on the thread that answers. CDI has bound
 * its contexts to the container's thread, and expects the call there: otherwise the contexts stay bound to that thread,
 * and the next request on it writes four warnings to the log.
 *
 * <p>Payara puts the call off only if the request still supports asynchronous processing at the end of the pipeline. So
 * this filter takes that support away when the request is asynchronous and the servlet has returned. A later answer does
 * not depend on it, and the container resets it before the next request. No thread waits.
 *
 * <p>With the answer, CDI has to destroy the beans of the request's scope. Payara makes CDI do so if anybody listens to
 * the asynchronous request, so this filter does. The requests of Engine.IO have no such beans, and save the effort.
 *
 * <p>GlassFish has the same method and puts nothing off. In other containers, the filter is not registered. Thread-safe.
 */
public final class AsyncRequestFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(AsyncRequestFilter.class.getName());
    private static final String CATALINA = "org.apache.catalina.";
    private static final AsyncListener END_OF_REQUEST_SCOPE = new NothingToDo();

    /** The methods of the last request's classes, which are the same for all requests; null before the first request. */
    private transient volatile Methods methods;

    private transient volatile boolean different;

    /** Registers the filter for all paths if the container is Catalina, before the filters of the web application. */
    public static void install(ServletContext context) {
        if (context.getClass().getName().startsWith(CATALINA)) {
            FilterRegistration.Dynamic filter = context.addFilter("asynchronous requests", new AsyncRequestFilter());
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } finally {
            if (!different && request.isAsyncStarted()) {
                endOnThisThread(request);
            }
        }
    }

    private void endOnThisThread(HttpServletRequest request) {
        Object facade = RequestConnections.innermost(request);
        try {
            Methods known = methods;
            if (known == null || known.facade() != facade.getClass()) {
                known = Methods.of(facade);
                methods = known;
            }
            known.end(facade);
            if (request.getAttribute(AdmittedRequest.ATTRIBUTE) == null) {
                request.getAsyncContext().addListener(END_OF_REQUEST_SCOPE);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            different = true;
            LOG.log(Level.INFO, "This container ends asynchronous requests in its own way", e);
        }
    }

    /**
     * The method that leads from the application's view of a request to Catalina's request, and the method that is
     * called there.
     */
    private record Methods(Class<?> facade, Method request, Method disableAsyncSupport) {

        static Methods of(Object facade) throws ReflectiveOperationException {
            Method request = accessible(facade.getClass(), "getUnwrappedCoyoteRequest");
            return new Methods(
                    facade.getClass(),
                    request,
                    accessible(request.invoke(facade).getClass(), "disableAsyncSupport"));
        }

        private static Method accessible(Class<?> type, String name) throws NoSuchMethodException {
            Method method = type.getMethod(name);
            method.setAccessible(true);
            return method;
        }

        void end(Object facadeOfRequest) throws ReflectiveOperationException {
            disableAsyncSupport.invoke(request.invoke(facadeOfRequest));
        }
    }

    /** Does nothing: the container calls CDI before and after its listeners, if it has any. */
    private static final class NothingToDo implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            // See the class.
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // See the class.
        }

        @Override
        public void onError(AsyncEvent event) {
            // See the class.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // See the class.
        }
    }
}
