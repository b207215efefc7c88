package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.own.Counted;
import dev.parley.it.own.CountedInterceptor;
import dev.parley.it.own.NewsDesk;
import dev.parley.it.own.OrderDesk;
import dev.parley.it.own.RequestNumber;
import dev.parley.it.own.TenantDesk;
import io.socket.engineio.client.transports.Polling;
import io.socket.engineio.client.transports.WebSocket;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beans of an application in the real container, and the official Java client. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class OwnEventsIT {

    private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;

    @ArquillianResource
    private URL url;

    private final List<JavaClient> clients = new ArrayList<>();

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war()
                .addClasses(
                        Counted.class,
                        CountedInterceptor.class,
                        RequestNumber.class,
                        OrderDesk.class,
                        OrderDesk.Who.class,
                        TenantDesk.class,
                        NewsDesk.class);
    }

    @AfterEach
    void disconnect() {
        clients.forEach(JavaClient::close);
    }

    private JavaClient client(String namespace, Map<String, String> auth, String... transports) {
        JavaClient client = new JavaClient(URI.create(Deployed.server(url) + namespace), auth, transports);
        clients.add(client);
        return client;
    }

    private JavaClient trader(String... transports) {
        return client("/orders", Map.of("token", TestIssuer.token("ada", "trader")), transports)
                .connect();
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "package"})
    void handlersAreCalledThroughTheirInterceptors(String event) throws JSONException {
        JavaClient client = trader();
        JSONArray first = (JSONArray) client.call(event)[0];
        JSONArray second = (JSONArray) client.call(event)[0];

        assertThat(second.getInt(0)).as("calls of the own interceptor").isEqualTo(first.getInt(0) + 1);
        assertThat(second.getInt(1)).as("a transaction is active").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"request", "light"})
    void eachEventHasARequestContextOfItsOwnOnWebSocket(String event) throws JSONException {
        assertNewContexts(trader(WebSocket.NAME), event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"request", "light"})
    void eachEventHasARequestContextOfItsOwnOnPolling(String event) throws JSONException {
        assertNewContexts(trader(Polling.NAME), event);
    }

    private static void assertNewContexts(JavaClient client, String event) throws JSONException {
        JSONArray first = (JSONArray) client.call(event)[0];
        JSONArray second = (JSONArray) client.call(event)[0];

        assertThat(first.getInt(0)).isEqualTo(first.getInt(1));
        assertThat(second.getInt(0)).isGreaterThan(first.getInt(0));
        assertThat(second.getInt(2))
                .as("beans of earlier contexts are destroyed")
                .isGreaterThan(first.getInt(2));
    }

    @Test
    void theTokenIsTheCallersAndAfterARenewalTheNewOne() throws JSONException {
        String token = TestIssuer.token("ada", "trader");
        JavaClient client = client("/orders", Map.of("token", token)).connect();
        JSONObject who = (JSONObject) client.call("who")[0];
        assertThat(who.getString("name")).isEqualTo("ada");
        assertThat(who.getString("injected")).isEqualTo("ada");
        assertThat(who.getString("principal")).isEqualTo("ada");
        assertThat(who.getString("issuer")).isEqualTo(TestIssuer.NAME);
        assertThat(who.getBoolean("sameToken")).isTrue();
        assertThat(who.getString("raw")).isEqualTo(token);

        String renewed = TestIssuer.tokenUntil(java.time.Instant.now().plusSeconds(7200), "ada", "trader", "manager");
        assertThat(client.ask("authenticate", new JSONObject().put("token", renewed))
                        .getBoolean("success"))
                .isTrue();

        assertThat(((JSONObject) client.call("who")[0]).getString("raw")).isEqualTo(renewed);
        assertThat(client.call("manage")).containsExactly("managed");
    }

    @Test
    void rolesAreThoseOfTheTokensGroups() throws JSONException {
        JSONObject refused = (JSONObject) client("/orders", Map.of("token", TestIssuer.token("bob", "member")))
                .connectError();
        assertThat(refused.getJSONObject("data").getString("code")).isEqualTo("AUTHORIZATION_FAILED");

        JSONObject answer = (JSONObject) trader().call("manage")[0];
        assertThat(answer.getJSONObject("error").getString("code")).isEqualTo("AUTHORIZATION_FAILED");
    }

    @Test
    void socketAndAcknowledgementAreInjected() throws JSONException {
        JavaClient client = trader();
        JSONArray seen = (JSONArray) client.call("socket")[0];

        assertThat(seen.getString(0)).isEqualTo(seen.getString(1)).isEqualTo(client.id());
        assertThat(seen.getString(2)).isEqualTo("/orders");
        assertThat(seen.getString(3)).isEqualTo("127.0.0.1");
        assertThat(client.call("acknowledge")).containsExactly("by injection", 2);
    }

    @Test
    void aHandlerThatMayBlockHasAVirtualThreadWhereTheServerHasThem() throws JSONException {
        JavaClient client = trader(WebSocket.NAME);
        JSONArray patient = (JSONArray) client.call("thread")[0];

        boolean virtual = patient.getInt(1) >= FIRST_JAVA_WITH_VIRTUAL_THREADS;
        assertThat(patient.getString(0).startsWith("VirtualThread["))
                .as(patient.toString())
                .isEqualTo(virtual);
    }

    @Test
    void outsideOfAnEventInjectionExplainsItself() {
        assertThat((String) trader().call("outside")[0])
                .startsWith("An injected Socket can be used only on the thread");
    }

    @Test
    void anEmitterReachesTheNamespaceAndNoOther() {
        JavaClient chatter = client("", Map.of("token", TestIssuer.token("cy"))).connect();
        JavaClient other = trader();
        trader().call("announce", "hello");

        assertThat(other.await("announced")).containsExactly("hello");
        assertThat(chatter.answersPing()).isTrue();
    }

    @Test
    void whoeverHasNoTokenMayReadTheNewsButABadTokenIsRefused() throws JSONException {
        JSONArray nobody = (JSONArray) client("/news", Map.of()).connect().call("reader")[0];
        assertThat(nobody.toString()).isEqualTo("[\"nobody\",\"null\"]");

        JSONArray ada = (JSONArray) client("/news", Map.of("token", TestIssuer.token("ada")))
                .connect()
                .call("reader")[0];
        assertThat(ada.toString()).isEqualTo("[\"ada\",\"ada\"]");

        JSONObject refused = (JSONObject) client("/news", Map.of("token", TestIssuer.tokenByAnotherKey("ada")))
                .connectError();
        assertThat(refused.getJSONObject("data").getString("code")).isEqualTo("AUTHENTICATION_FAILED");
        JSONObject without = (JSONObject) client("/orders", Map.of()).connectError();
        assertThat(without.getJSONObject("data").getString("code")).isEqualTo("AUTHENTICATION_FAILED");
    }

    @Test
    void eachTenantHasANamespace() throws JSONException {
        Map<String, String> auth = Map.of("token", TestIssuer.token("ada"));
        JavaClient seven = client("/tenants/7", auth).connect();
        JavaClient eight = client("/tenants/8", auth).connect();
        JSONArray answer = (JSONArray) seven.call("which")[0];

        assertThat(answer.getString(0)).isEqualTo("7");
        assertThat(answer.getString(1)).isEqualTo("/tenants/7");
        JSONArray next = (JSONArray) eight.call("which")[0];
        assertThat(next.getString(0)).isEqualTo("8");
        assertThat(next.getInt(2)).as("one dependent bean for all").isEqualTo(answer.getInt(2) + 1);
        seven.call("tell", "/tenants/8", "good morning");
        assertThat(eight.await("told")).containsExactly("good morning");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/order", "/tenants/seven", "/tenants/7/8", "/tenants/"})
    void otherNamespacesAreInvalid(String namespace) throws JSONException {
        JSONObject refused = (JSONObject)
                client(namespace, Map.of("token", TestIssuer.token("ada"))).connectError();

        assertThat(refused.getString("message")).isEqualTo("Invalid namespace");
    }

    @Test
    void operatorsSeeTheNamespaces() {
        JavaClient trader = trader();
        JavaClient tenant =
                client("/tenants/77", Map.of("token", TestIssuer.token("tom"))).connect();
        Rest rest = new Rest(Deployed.server(url), TestIssuer.token("root", "admin"));

        JsonObject orders = rest.found("/api/connections?namespace=/orders");
        assertThat(orders.toString()).contains(trader.id()).doesNotContain(tenant.id());
        JsonObject tenants = rest.found("/api/connections?namespace=/tenants/77");
        assertThat(tenants.toString()).contains(tenant.id()).contains("\"tom\"");
        assertThat(rest.found("/api/connections").toString()).doesNotContain(trader.id());
        assertThat(rest.found("/api/rooms?namespace=/orders").getInt("total")).isZero();
        assertThat(rest.get("/api/rooms?namespace=/nowhere").statusCode()).isEqualTo(404);
        trader.call("announce", "counted");
        assertThat(Rest.metrics(Deployed.server(url)))
                .contains("parley_namespace_events_received_total{event=\"announce\",namespace=\"/orders\"}")
                .contains("parley_namespace_sockets{namespace=\"/tenants/{id}\"}")
                .doesNotContain("/tenants/77");
    }
}
