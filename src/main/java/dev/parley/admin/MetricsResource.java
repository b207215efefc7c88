package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.Timestamps;
import dev.parley.metrics.ClusterMetrics;
import dev.parley.metrics.MetricsSummary;
import dev.parley.metrics.NodeMetrics;
import dev.parley.metrics.PrometheusText;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The meters: a few numbers of all nodes for people and programs, or all of this node for Prometheus, which asks each node
 * and adds up by itself.
 */
@Path("metrics")
@ApplicationScoped
@RolesAllowed(AdminApplication.METRICS)
@Tag(name = "Node")
public class MetricsResource {

    /** Who takes anything gets JSON. */
    private static final String AS_TEXT = MediaType.TEXT_PLAIN + ";qs=0.5";

    @Inject
    private NodeMetrics node;

    @Inject
    private ClusterMetrics cluster;

    /** The numbers of the contract. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @SecurityRequirement(name = AdminApplication.TOKEN)
    @APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
    @APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
    @Operation(
            operationId = "getMetrics",
            summary = "The meters",
            description = "The most important ones of all nodes in JSON, or of this node only; all of this node in the"
                    + " Prometheus text format for whoever asks for text/plain.")
    @APIResponse(
            responseCode = "200",
            description = "the meters",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema =
                                @Schema(
                                        type = SchemaType.OBJECT,
                                        properties = {
                                            @SchemaProperty(name = "totalConnections", type = SchemaType.INTEGER),
                                            @SchemaProperty(name = "activeConnections", type = SchemaType.INTEGER),
                                            @SchemaProperty(name = "totalRooms", type = SchemaType.INTEGER),
                                            @SchemaProperty(name = "messagesPerSecond", type = SchemaType.NUMBER),
                                            @SchemaProperty(
                                                    name = "averageLatency",
                                                    type = SchemaType.NUMBER,
                                                    description = "milliseconds"),
                                            @SchemaProperty(name = "errorRate", type = SchemaType.NUMBER),
                                            @SchemaProperty(
                                                    name = "timestamp",
                                                    type = SchemaType.STRING,
                                                    format = "date-time"),
                                            @SchemaProperty(
                                                    name = "missingNodes",
                                                    type = SchemaType.ARRAY,
                                                    implementation = String.class,
                                                    description = "the nodes that have not answered in time")
                                        })),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING))
            })
    public CompletionStage<Response> summary(
            @Parameter(description = ScopeParameter.DESCRIPTION)
                    @QueryParam(ScopeParameter.NAME)
                    @DefaultValue(ScopeParameter.DEFAULT)
                    String scope) {
        return cluster.summary(ScopeParameter.of(scope))
                .thenApply(answer -> ofEitherKind(Response.fromResponse(JsonAnswer.ok(json(answer.found()), answer))));
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
    @SecurityRequirement(name = AdminApplication.TOKEN)
    @APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
    @Operation(hidden = true)
    public Response prometheus() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusText.write(node.meters(), text);
        return ofEitherKind(Response.ok(text.toByteArray())
                .header("Content-Type", PrometheusText.CONTENT_TYPE)
                .header("Cache-Control", "no-store"));
    }

    /** What is at this address depends on what is asked for. */
    private static Response ofEitherKind(Response.ResponseBuilder answer) {
        return answer.header("Vary", "Accept").build();
    }
}
