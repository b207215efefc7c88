package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.admin.routing.ResourceRoot;
import dev.parley.metrics.ClusterMetrics;
import dev.parley.metrics.MetricsHistory;
import dev.parley.metrics.MetricsSummary;
import dev.parley.metrics.NodeMetrics;
import dev.parley.metrics.ProcessFigures;
import dev.parley.metrics.PrometheusText;
import dev.parley.socketio.codec.Timestamps;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletionStage;

/**
 * The meters: a summary of all nodes in JSON, or all meters of this node for Prometheus, which queries each node and
 * adds the values up itself.
 */
@Path(ResourceRoot.PATH + "/metrics")
@ApplicationScoped
@RolesAllowed(AdminApplication.METRICS)
public class MetricsResource {

    /** Has a lower quality than JSON: a client that accepts any type gets JSON. */
    private static final String AS_TEXT = MediaType.TEXT_PLAIN + ";qs=0.5";

    private final ProcessFigures process = new ProcessFigures(BuildInfo.load().version());

    @Inject
    private AnswerDeadline deadline;

    @Inject
    private NodeMetrics node;

    @Inject
    private ClusterMetrics cluster;

    /** The summary that the contract defines. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> summary(
            @QueryParam(ScopeParameter.NAME) @DefaultValue(ScopeParameter.DEFAULT) String scope) {
        return deadline.limit(cluster.summary(ScopeParameter.of(scope))
                .thenApply(answer -> ofEitherKind(Response.fromResponse(JsonAnswer.ok(json(answer.value()), answer)))));
    }

    private static JsonObject json(MetricsSummary summary) {
        return JSON.createObjectBuilder()
                .add("totalConnections", summary.totalConnections())
                .add("activeConnections", summary.activeConnections())
                .add("totalRooms", summary.totalRooms())
                .add("messagesPerSecond", summary.messagesPerSecond())
                .add("averageLatency", summary.averageLatency())
                .add("errorRate", summary.errorRate())
                .add("timestamp", Timestamps.text(summary.timestamp()))
                .build();
    }

    /** The summary of each step of the last five minutes, the oldest first. */
    @GET
    @Path("history")
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> history(
            @QueryParam(ScopeParameter.NAME) @DefaultValue(ScopeParameter.DEFAULT) String scope) {
        return deadline.limit(cluster.history(ScopeParameter.of(scope))
                .thenApply(answer -> JsonAnswer.ok(json(answer.value()), answer)));
    }

    private static JsonObject json(MetricsHistory history) {
        JsonArrayBuilder points = JSON.createArrayBuilder();
        history.points().forEach(point -> points.add(json(point)));
        return JSON.createObjectBuilder().add("points", points).build();
    }

    private static JsonObjectBuilder json(MetricsHistory.Point point) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("timestamp", Timestamps.text(point.timestamp()))
                .add("activeConnections", point.activeConnections());
        point.totalRooms().ifPresent(rooms -> json.add("totalRooms", rooms));
        return json.add("messagesPerSecond", point.messagesPerSecond())
                .add("averageLatency", point.averageLatency())
                .add("errorRate", point.errorRate());
    }

    /** All meters, for Prometheus. */
    @GET
    @Produces(AS_TEXT)
    public Response prometheus() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusText.write(node.meters(), process, text);
        return ofEitherKind(Response.ok(text.toByteArray())
                .header("Content-Type", PrometheusText.CONTENT_TYPE)
                .header("Cache-Control", "no-store"));
    }

    /** Adds {@code Vary}: the response at this address depends on the header {@code Accept}. */
    private static Response ofEitherKind(Response.ResponseBuilder answer) {
        return answer.header("Vary", "Accept").build();
    }
}
