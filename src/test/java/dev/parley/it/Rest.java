package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/**
 * Requests to the HTTP side.
 *
 * @param server its address, without a path
 * @param token that each request has; null for none
 */
record Rest(URI server, String token) {

    private static final String PROBLEM = "application/problem+json";

    /** The same server, asked by somebody else. */
    Rest as(String other) {
        return new Rest(server, other);
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    HttpResponse<String> post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    /** The answer to a GET, which must be good. */
    JsonObject found(String path) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        assertThat(contentType(answer)).startsWith("application/json");
        return Json.object(answer.body());
    }

    /** The answer to a POST, which must be taken. */
    JsonObject accepted(String path, String body) {
        HttpResponse<String> answer = post(path, body);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(202);
        return Json.object(answer.body());
    }

    /** The meters of a server, in the text format of Prometheus. */
    static String metrics(URI server) {
        return Http.send(HttpRequest.newBuilder(server.resolve("/api/metrics"))
                        .header("Accept", "text/plain")
                        .header("Authorization", "Bearer " + TestIssuer.token("prometheus", "metrics")))
                .body();
    }

    /** The problem that an answer is, with the status that it must have. */
    static JsonObject problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(contentType(answer)).startsWith(PROBLEM);
        JsonObject problem = Json.object(answer.body());
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem).containsKeys("type", "title", "detail", "instance");
        return problem;
    }

    /** Asserts that an answer is a problem with one field. */
    static void assertInvalid(HttpResponse<String> answer, String field) {
        assertThat(problem(answer, 400).getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo(field);
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        return Http.send(request);
    }

    private static String contentType(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }
}
