package dev.parley.transport.container.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.transport.AdmittedRequest;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AsyncRequestFilterTest {

    private static final FilterChain SERVLET = (request, response) -> {};

    private final AsyncRequestFilter filter = new AsyncRequestFilter();
    private final CatalinaRequest catalinas = new CatalinaRequest();
    private final Map<String, Object> attributes = new HashMap<>();
    private final List<Object> listeners = new ArrayList<>();
    private final AsyncContext async = (AsyncContext) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {AsyncContext.class},
            (proxy, method, arguments) -> method.getName().equals("addListener") ? add(arguments[0]) : null);

    @Test
    void anAsynchronousRequestEndsOnItsOwnThread() throws Exception {
        filter.doFilter(new HttpServletRequestWrapper(facade(true)), null, SERVLET);

        assertThat(catalinas.asyncSupported).isFalse();
    }

    @Test
    void cdiHearsOfTheAnswerSoThatTheBeansOfTheRequestCanEnd() throws Exception {
        filter.doFilter(facade(true), null, SERVLET);

        assertThat(listeners).hasSize(1);
    }

    @Test
    void aRequestOfEngineIoHasNoSuchBeans() throws Exception {
        attributes.put(AdmittedRequest.ATTRIBUTE, new Object());

        filter.doFilter(facade(true), null, SERVLET);

        assertThat(catalinas.asyncSupported).isFalse();
        assertThat(listeners).isEmpty();
    }

    @Test
    void soDoesOneWhoseServletFails() {
        FilterChain failing = (request, response) -> {
            throw new IOException("on purpose");
        };

        assertThatThrownBy(() -> filter.doFilter(facade(true), null, failing)).hasMessage("on purpose");

        assertThat(catalinas.asyncSupported).isFalse();
    }

    @Test
    void theServletItselfMayStillMakeItAsynchronous() throws Exception {
        filter.doFilter(
                facade(true),
                null,
                (request, response) -> assertThat(catalinas.asyncSupported).isTrue());
    }

    @Test
    void otherRequestsAreLeftAlone() throws Exception {
        filter.doFilter(facade(false), null, SERVLET);

        assertThat(catalinas.asyncSupported).isTrue();
    }

    @Test
    void aContainerThatLooksDifferentIsLeftAlone() throws Exception {
        HttpServletRequest strange = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "isAsyncStarted" -> true;
                    case "getAsyncContext" -> async;
                    default -> null;
                });

        filter.doFilter(strange, null, SERVLET);
        filter.doFilter(facade(true), null, SERVLET);

        assertThat(catalinas.asyncSupported).isTrue();
        assertThat(listeners).isEmpty();
    }

    private Object add(Object listener) {
        listeners.add(listener);
        return null;
    }

    private HttpServletRequest facade(boolean asyncStarted) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Facade.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "isAsyncStarted" -> asyncStarted;
                    case "getAsyncContext" -> async;
                    case "getAttribute" -> attributes.get((String) arguments[0]);
                    case "getUnwrappedCoyoteRequest" -> catalinas;
                    default -> null;
                });
    }

    /** The request that an application sees. */
    public interface Facade extends HttpServletRequest {
        /** The request behind it. */
        CatalinaRequest getUnwrappedCoyoteRequest();
    }

    /** Catalina's request. */
    public static final class CatalinaRequest {
        private boolean asyncSupported = true;

        /** As for a servlet that is not declared to be asynchronous. */
        public void disableAsyncSupport() {
            asyncSupported = false;
        }
    }
}
