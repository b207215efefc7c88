package dev.parley.it;

import dev.parley.chat.MessagePublisher;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/** A backend in the same application: publishes what the request's parameters say. For {@link BackendIT}. */
@WebServlet("/backend")
public class BackendServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient MessagePublisher publisher;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        JsonObject data = Json.createObjectBuilder()
                .add("news", request.getParameter("news"))
                .build();
        String target = request.getParameter("target");
        switch (request.getParameter("what")) {
            case "broadcast" -> publisher.broadcast("release", data, Set.of(), Set.of());
            case "broadcast-room" -> publisher.broadcast("release", data, Set.of(target), Set.of());
            case "notify-user" -> publisher.notifyUser(target, data);
            case "notify-room" -> publisher.notifyRoom(target, data);
            default -> response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
    }
}
