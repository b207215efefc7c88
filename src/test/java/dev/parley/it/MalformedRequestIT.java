package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that is not well-formed is the client's mistake: a 4xx, and nothing in the log. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class MalformedRequestIT {

    @ArquillianResource
    private URL url;

    private URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war();
    }

    @BeforeEach
    void find() {
        server = Deployed.server(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/info Accept: */*;q=zz",
                "/api/info Accept: ;",
                "/api/info Accept: text/",
                "/api/info Accept: a/b;q=2",
                "/api/info Accept: text/html;\"",
                "/api/info Accept: foo",
                "/api/info Accept-Language: ;;q=zz",
                "/api/a%ff X: y",
                "/api/info Content-Type: ;;",
                "/api/info Content-Type: application/json;q=zz",
                "/socket.io/\u20ac Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "// Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "/api/info?x=%zz X: y",
                "/api/info?%ff=%c3%28&% X: y",
                "/api/connections?limit=%zz X: y",
                "/ready Accept: */*;q=zz",
                "/ready?x=%zz X: y"
            })
    void isRefusedWithoutAnIncident(String line) {
        int space = line.indexOf(' ');
        Http.RawAnswer answer = Http.get(server, line.substring(0, space), line.substring(space + 1));

        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("incident").doesNotContain("Exception");
    }

    /** They have no meaning here, so that they are passed over or refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/info Accept-Encoding: ;;q=zz",
                "/api/info Accept-Charset: ;;q=zz",
                "/api/info If-Modified-Since: yesterday",
                "/api/info Content-Language: ;;",
                "/api/info?x=%ff X: y",
                "/api/info;x=%zz X: y",
                "/socket.io/?EIO=4&transport=polling&x=%zz X: y"
            })
    void isNoFailureOfTheServer(String line) {
        int space = line.indexOf(' ');
        Http.RawAnswer answer = Http.get(server, line.substring(0, space), line.substring(space + 1));

        assertThat(answer.status()).as(answer.body()).isLessThan(500);
        assertThat(answer.body()).doesNotContain("Exception");
    }
}
