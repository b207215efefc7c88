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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** The meters of this node: a few numbers for people and programs, or all of them for Prometheus. */
@Path("metrics")
@ApplicationScoped
@RolesAllowed(AdminApplication.METRICS)
@SecurityRequirement(name = AdminApplication.TOKEN)
public class MetricsResource {

    @Inject
    private NodeMetrics metrics;

    /** The numbers of the contract. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The most important meters of this node, or all of them in the Prometheus text format")
    @APIResponse(responseCode = "200", description = "The meters, in the format that was asked for")
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
    @Produces(MediaType.TEXT_PLAIN)
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
