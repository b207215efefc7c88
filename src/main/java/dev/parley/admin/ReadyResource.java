package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.admin.routing.ResourceRoot;
import dev.parley.health.NodeHealth;
import dev.parley.health.NodeReadiness;
import dev.parley.health.ReadinessReport;
import dev.parley.health.RedisStatus;
import dev.parley.socketio.codec.Timestamps;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Tells load balancers and people whether this node is ready for clients. */
@Path(ResourceRoot.PATH)
@ApplicationScoped
@PermitAll
public class ReadyResource {

    private static final double NANOS_PER_MILLI = 1e6;

    @Inject
    private NodeHealth health;

    /** 200 when the node is ready, 503 when it is not; the body has the same form. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response ready() {
        return health.readiness()
                .map(NodeReadiness::report)
                .map(report -> answer(report.ready(), json(report)))
                .orElseGet(() -> answer(false, JsonValue.EMPTY_JSON_OBJECT));
    }

    private static Response answer(boolean ready, JsonObject report) {
        JsonObject body = JSON.createObjectBuilder(report)
                .add("status", ready ? "ready" : "not_ready")
                .build();
        return Response.status(ready ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .header("Cache-Control", "no-store")
                .entity(body.toString().getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static JsonObject json(ReadinessReport report) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        report.database().ifPresent(answers -> json.add("database", answers));
        report.redis().ifPresent(redis -> json.add("cache", redis.connected()));
        return json.add("websocket", service(report)).build();
    }

    private static JsonObjectBuilder service(ReadinessReport report) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("status", report.service().text())
                .add("connections", report.connections())
                .add("rooms", report.rooms())
                .add("uptime", report.uptime().toMillis());
        report.redis().ifPresent(redis -> json.add("redis", redis(redis)));
        return json.add("timestamp", Timestamps.text(report.timestamp()));
    }

    private static JsonObjectBuilder redis(RedisStatus redis) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("connected", redis.connected());
        redis.latency()
                .ifPresentOrElse(
                        latency -> json.add("latency", latency.toNanos() / NANOS_PER_MILLI),
                        () -> json.addNull("latency"));
        return json;
    }
}
