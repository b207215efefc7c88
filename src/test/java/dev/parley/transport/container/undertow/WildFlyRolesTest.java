package dev.parley.transport.container.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WildFlyRolesTest {

    private final Map<String, String> parameters = new HashMap<>();

    @Test
    void rolesAreEnforcedOnWildFly() {
        start("WildFly 39.0.1.Final (WildFly Core 31.0.3.Final) - 2.3.23.Final");

        assertThat(parameters).isEqualTo(Map.of("resteasy.role.based.security", "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Payara Micro #badassmicrofish", "IBM WebSphere Liberty/26.0.0.3", ""})
    void otherServersAreLeftAlone(String server) {
        start(server);

        assertThat(parameters).isEmpty();
    }

    private void start(String server) {
        ServletContext context = (ServletContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getServerInfo" -> server;
                    case "setInitParameter" -> parameters.put((String) arguments[0], (String) arguments[1]) == null;
                    case "hashCode" -> 0;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        new WildFlyRoles().contextInitialized(new ServletContextEvent(context));
    }
}
