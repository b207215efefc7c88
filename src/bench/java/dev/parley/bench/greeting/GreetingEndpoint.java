package dev.parley.bench.greeting;

import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** Greets, and is silent. */
@ServerEndpoint(GreetingEndpoint.PATH)
public class GreetingEndpoint {

    /** Where it is. */
    public static final String PATH = "/greeting";

    /** Says that the connection is open. */
    @OnOpen
    public void open(Session session) {
        session.getAsyncRemote().sendText("hello");
    }

    /** Takes what comes. */
    @OnMessage
    public void message(String message) {
        // Nobody says anything.
    }
}
