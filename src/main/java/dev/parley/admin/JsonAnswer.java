package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.adapter.ClusterReply;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;

/** Creates responses in JSON. Caches must not store them, because they show the current state. */
public final class JsonAnswer {

    private JsonAnswer() {}

    /** 200 with a body. */
    public static Response ok(JsonObject body) {
        return of(Response.Status.OK, body);
    }

    /** 202: the message has been queued for its audience, which may be empty. */
    static Response accepted(JsonObject receipt) {
        return of(Response.Status.ACCEPTED, receipt);
    }

    /** 200 with a result, and with the names of the nodes that have not answered, if any. */
    static Response ok(JsonObject found, ClusterReply<?> answer) {
        if (answer.missingNodes().isEmpty()) {
            return ok(found);
        }
        JsonObjectBuilder body = JSON.createObjectBuilder(found);
        return ok(body.add("missingNodes", JSON.createArrayBuilder(new TreeSet<>(answer.missingNodes())))
                .build());
    }

    private static Response of(Response.Status status, JsonObject body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .entity(body.toString().getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
