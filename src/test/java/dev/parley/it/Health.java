package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;

/** MicroProfile Health of a server, on the port where that server has it. */
final class Health {

    /** The system property that names another port than the application's. */
    private static final String PORT = "parley.it.health.port";

    private final URI server;

    private Health(URI server) {
        this.server = server;
    }

    static Health of(URL injected) {
        String port = System.getProperty(PORT, "");
        return new Health(port.isEmpty() ? Deployed.server(injected) : URI.create("http://127.0.0.1:" + port));
    }

    /** The status of one check; the whole answer's status must go with it. */
    String status(String kind, String check) {
        HttpResponse<String> answer = Http.get(server, "/health/" + kind);
        JsonObject body = Json.object(answer.body());
        String status = body.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(candidate -> candidate.getString("name").equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + check + " in " + body))
                .getString("status");
        if (status.equals("DOWN")) {
            assertThat(body.getString("status")).isEqualTo("DOWN");
        }
        assertThat(answer.statusCode()).isEqualTo(body.getString("status").equals("UP") ? 200 : 503);
        return status;
    }
}
