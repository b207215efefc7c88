package dev.parley.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.AbstractMultivaluedMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestTargetTest {

    private static String target(String path, Map<String, String> query) {
        MultivaluedMap<String, String> parameters = new AbstractMultivaluedMap<>(new HashMap<>()) {};
        query.forEach(parameters::add);
        return RequestTarget.of((UriInfo) Proxy.newProxyInstance(
                UriInfo.class.getClassLoader(),
                new Class<?>[] {UriInfo.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRequestUri" -> URI.create("http://node:3001/api/~parley-resources" + path);
                    case "getQueryParameters" -> parameters;
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }

    @Test
    void isThePathThatWasRequestedWithoutItsQuery() {
        assertThat(target("/rooms/a%20b/messages?token=secret&scope=node", Map.of("token", "secret", "scope", "node")))
                .isEqualTo("/api/rooms/a%20b/messages");
    }

    @Test
    void hasTheNameOfTheQueryEncoded() {
        assertThat(target("/room/messages", Map.of("name", "a/b\n#", "token", "secret")))
                .isEqualTo("/api/room/messages?name=a%2Fb%0A%23");
        assertThat(target("/user/presence", Map.of("id", "ann"))).isEqualTo("/api/user/presence?id=ann");
    }
}
