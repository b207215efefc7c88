package dev.parley.admin.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceRootTest {

    private static final URI API = URI.create("http://host/context/api/");

    @ParameterizedTest
    @CsvSource({
        "http://host/context/api/rooms/a%2Fb;v=1?limit=2, http://host/context/api/~parley-resources/rooms/a%2Fb;v=1?limit=2",
        "http://host/context/api, http://host/context/api/~parley-resources",
        "http://host/context/api/, http://host/context/api/~parley-resources/",
        "http://host/context/api?a=/api/, http://host/context/api/~parley-resources?a=/api/"
    })
    void theRootComesBetweenTheApplicationAndTheRest(String requested, String expected) {
        assertThat(ResourceRoot.insertedInto(API, URI.create(requested))).hasToString(expected);
    }

    @Test
    void theRootOfAClientIsAPathLikeOthers() {
        URI inserted = ResourceRoot.insertedInto(API, URI.create("http://host/context/api/~parley-resources/rooms"));

        assertThat(inserted).hasToString("http://host/context/api/~parley-resources/~parley-resources/rooms");
        assertThat(ResourceRoot.requestedPath(inserted)).isEqualTo("/context/api/~parley-resources/rooms");
    }

    @Test
    void clientsAreToldThePathThatTheyRequested() {
        assertThat(ResourceRoot.requestedPath(URI.create("http://host/api/~parley-resources/rooms/a%20b?x=y")))
                .isEqualTo("/api/rooms/a%20b");
        assertThat(ResourceRoot.requestedPath(URI.create("http://host/api/rooms")))
                .isEqualTo("/api/rooms");
    }
}
