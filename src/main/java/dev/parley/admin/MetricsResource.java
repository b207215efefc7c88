package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.admin.routing.ResourceRoot;
import dev.parley.metrics.ClusterMetrics;
import dev.parley.metrics.MetricsSummary;
import dev.parley.metrics.NodeMetrics;
import dev.parley.metrics.PrometheusText;
import dev.parley.socketio.codec.Timestamps;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
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
 * adds the values up itself. The OpenAPI description is in {@code META-INF/openapi.yaml}, because not every server
 * merges two methods of one path.
 */
@Path(ResourceRoot.PATH + "/metrics")
@ApplicationScoped
@RolesAllowed(AdminApplication.METRICS)
public class MetricsResource {

    /** Has a lower quality than JSON: a client that accepts any type gets JSON. */
    private static final String AS_TEXT = MediaType.TEXT_PLAIN + ";qs=0.5";

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

    /** All meters, for Prometheus. */
    @GET
    @Produces(AS_TEXT)
    public Response prometheus() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusText.write(node.meters(), text);
        return ofEitherKind(Response.ok(text.toByteArray())
                .header("Content-Type", PrometheusText.CONTENT_TYPE)
                .header("Cache-Control", "no-store"));
    }

    /** Adds {@code Vary}: the response at this address depends on the header {@code Accept}. */
    private static Response ofEitherKind(Response.ResponseBuilder answer) {
        return answer.header("Vary", "Accept").build();
    }
}
