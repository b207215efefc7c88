package dev.parley.transport.container.liberty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandshakeSessionFilterTest {

    private final HandshakeSessionFilter filter = new HandshakeSessionFilter();
    private final FilterChain makesASession = (request, response) -> session = session(true);
    private String upgrade = "websocket";
    private HttpSession session;
    private boolean ended;

    @Test
    void aSessionThatAHandshakeHasMadeIsEnded() throws Exception {
        filter.doFilter(request(), null, makesASession);

        assertThat(ended).isTrue();
    }

    @Test
    void alsoIfTheHandshakeFails() {
        FilterChain failing = (request, response) -> {
            makesASession.doFilter(request, response);
            throw new IOException("on purpose");
        };

        assertThatThrownBy(() -> filter.doFilter(request(), null, failing)).hasMessage("on purpose");

        assertThat(ended).isTrue();
    }

    @Test
    void oneThatTheRequestHadBeforeStays() throws Exception {
        session = session(true);

        filter.doFilter(request(), null, (request, response) -> {});

        assertThat(ended).isFalse();
    }

    @Test
    void oneThatAnotherRequestHasMadeMeanwhileStays() throws Exception {
        filter.doFilter(request(), null, (request, response) -> session = session(false));

        assertThat(ended).isFalse();
    }

    @Test
    void oneThatHasEndedAlreadyIsNoFailure() throws Exception {
        filter.doFilter(
                request(),
                null,
                (request, response) -> session = proxy(HttpSession.class, (p, m, a) -> {
                    throw new IllegalStateException("ended");
                }));

        assertThat(ended).isFalse();
    }

    @Test
    void requestsThatAreNoHandshakesAreLeftAlone() throws Exception {
        upgrade = null;

        filter.doFilter(request(), null, makesASession);

        assertThat(ended).isFalse();
    }

    @Test
    void aHandshakeWithoutASessionIsNoFailure() throws Exception {
        filter.doFilter(request(), null, (request, response) -> {});

        assertThat(ended).isFalse();
    }

    @Test
    void itIsForOpenLibertyOnly() {
        assertThat(installed("Payara Micro 6")).isEmpty();
        assertThat(installed("IBM WebSphere Liberty/26.0.0.3")).containsExactly("/socket.io/*");
    }

    private static List<String> installed(String serverInfo) {
        List<String> paths = new ArrayList<>();
        FilterRegistration.Dynamic registration =
                proxy(FilterRegistration.Dynamic.class, (proxy, method, arguments) -> {
                    if (method.getName().equals("addMappingForUrlPatterns")) {
                        paths.addAll(List.of((String[]) arguments[2]));
                    }
                    return null;
                });
        HandshakeSessionFilter.install(
                proxy(
                        ServletContext.class,
                        (proxy, method, arguments) -> method.getName().equals("addFilter") ? registration : serverInfo),
                "/socket.io/*");
        return paths;
    }

    private HttpServletRequest request() {
        return proxy(HttpServletRequest.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getHeader" -> upgrade;
            case "getSession" -> session;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private HttpSession session(boolean isNew) {
        return proxy(HttpSession.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "isNew" -> isNew;
            case "invalidate" -> {
                ended = true;
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
