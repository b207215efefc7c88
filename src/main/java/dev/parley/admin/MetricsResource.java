package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.Timestamps;
import dev.parley.metrics.MetricsSummary;
import dev.parley.metrics.NodeMetrics;
import dev.parley.metrics.PrometheusText;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The meters of this node: a few numbers for people and programs, or all of them for Prometheus. */
@Path("metrics")
@ApplicationScoped
@RolesAllowed(AdminApplication.METRICS)
@Tag(name = "Node")
public class MetricsResource {

    /** Who takes anything gets JSON. */
    private static final String AS_TEXT = MediaType.TEXT_PLAIN + ";qs=0.5";

    @Inject
    private NodeMetrics metrics;

    /** The numbers of the contract. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @SecurityRequirement(name = AdminApplication.TOKEN)
    @APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
    @Operation(
            operationId = "getMetrics",
            summary = "The meters of this node",
            description = "The most important ones in JSON; all of them in the Prometheus text format for whoever asks"
                    + " for text/plain.")
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
                                                    format = "date-time")
                                        })),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING))
            })
    public Response summary() {
        MetricsSummary summary = metrics.summary();
        String json = JSON.createObjectBuilder()
                .add("totalConnections", summary.totalConnections())
                .add("activeConnections", summary.activeConnections())
                .add("totalRooms", summary.totalRooms())
                .add("messagesPerSecond", summary.messagesPerSecond())
                .add("averageLatency", summary.averageLatency())
                .add("errorRate", summary.errorRate())
                .add("timestamp", Timestamps.text(summary.timestamp()))
                .build()
                .toString();
        return answer(json.getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON);
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
        PrometheusText.write(metrics.meters(), text);
        return answer(text.toByteArray(), PrometheusText.CONTENT_TYPE);
    }

    private static Response answer(byte[] body, String type) {
        return Response.ok(body)
                .header("Content-Type", type)
                .header("Cache-Control", "no-store")
                .header("Vary", "Accept")
                .build();
    }
}
