package dev.parley.conformance;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.AckTimeoutException;
import dev.parley.socketio.Broadcast;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import dev.parley.socketio.adapter.ClusterReply;
import dev.parley.socketio.adapter.SocketDescription;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * What a server of a cluster can do, at the command of a client: {@code command} with an object whose {@code op} says
 * what. Node's server in {@code src/test/node/cluster} takes the same commands, so that a test does the same with each.
 */
final class ClusterCommands {

    private static final JsonValue DONE = JsonValue.TRUE;

    private final Namespace namespace;
    private final String server;
    private final List<JsonValue> heard = Collections.synchronizedList(new ArrayList<>());

    private ClusterCommands(Namespace namespace, String server) {
        this.namespace = namespace;
        this.server = server;
    }

    /** Puts the commands into a namespace. */
    static void install(Namespace namespace, String server) {
        ClusterCommands commands = new ClusterCommands(namespace, server);
        namespace
                .describe(socket ->
                        JSON.createObjectBuilder().add("server", server).build())
                .onServerSideEmit("tell", (arguments, answer) -> commands.heard.add(arguments.get(0)))
                .onServerSideEmit(
                        "ask",
                        (arguments, answer) -> answer.accept(JSON.createObjectBuilder()
                                .add("server", server)
                                .add("echo", arguments.get(0))
                                .build()))
                .on("command", (socket, event) -> commands.run(socket, event));
    }

    private void run(Socket socket, IncomingEvent event) {
        JsonObject command = event.arguments().get(0).asJsonObject();
        answer(socket, command).whenComplete((answer, failure) -> {
            if (failure == null) {
                event.ack().send(answer);
            } else {
                event.ack()
                        .send(JSON.createObjectBuilder()
                                .add("failure", failure.toString())
                                .build());
            }
        });
    }

    private CompletionStage<? extends JsonValue> answer(Socket socket, JsonObject command) {
        return switch (command.getString("op")) {
            case "enter" -> enter(socket, texts(command, "rooms"));
            case "emit" -> done(() -> audience(command).emit(command.getString("event"), arguments(command)));
            case "emitWithAck" ->
                acknowledgements(audience(command)
                        .emitWithAck(
                                Duration.ofMillis(command.getInt("timeout")),
                                command.getString("event"),
                                arguments(command)));
            case "fetch" -> audience(command).fetchSockets().thenApply(this::sockets);
            case "join" -> done(() -> audience(command).joinRooms(names(command)));
            case "leave" -> done(() -> audience(command).leaveRooms(names(command)));
            case "disconnect" -> done(() -> audience(command).disconnect(command.getBoolean("close")));
            case "allRooms" -> namespace.allRooms().thenApply(reply -> texts(reply.value()));
            case "tell" -> done(() -> namespace.serverSideEmit("tell", command.get("what")));
            case "ask" ->
                namespace.serverSideEmitWithAck("ask", command.get("what")).thenApply(ClusterCommands::answers);
            case "heard" -> CompletableFuture.completedStage(array(heard));
            default -> CompletableFuture.failedStage(new IllegalArgumentException(command.getString("op")));
        };
    }

    private static CompletionStage<JsonValue> enter(Socket socket, List<String> rooms) {
        socket.join(rooms);
        return socket.ready(rooms).thenApply(nothing -> DONE);
    }

    private static CompletionStage<JsonValue> done(Runnable task) {
        task.run();
        return CompletableFuture.completedStage(DONE);
    }

    private Broadcast audience(JsonObject command) {
        Broadcast audience = namespace.everybody();
        if (command.containsKey("rooms")) {
            audience = audience.to(texts(command, "rooms"));
        }
        if (command.containsKey("except")) {
            audience = audience.except(texts(command, "except"));
        }
        if (command.getBoolean("local", false)) {
            audience = audience.local();
        }
        return command.getBoolean("volatile", false) ? audience.droppable() : audience;
    }

    private static List<JsonValue> arguments(JsonObject command) {
        return command.getJsonArray("args");
    }

    private static String[] names(JsonObject command) {
        return texts(command, "names").toArray(String[]::new);
    }

    private static List<String> texts(JsonObject command, String name) {
        return command.getJsonArray(name).getValuesAs(JsonString::getString);
    }

    private static JsonArray texts(Collection<String> texts) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        texts.forEach(array::add);
        return array.build();
    }

    private static JsonArray array(Collection<? extends JsonValue> values) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        List.copyOf(values).forEach(array::add);
        return array.build();
    }

    /** The first argument of each, which is all that Node knows of, and whether one was missing. */
    private static CompletionStage<JsonObject> acknowledgements(CompletionStage<List<JsonArray>> acknowledgements) {
        return acknowledgements.handle((all, failure) -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            List<JsonArray> came = cause instanceof AckTimeoutException timeout ? timeout.received() : all;
            JsonArrayBuilder responses = JSON.createArrayBuilder();
            came.forEach(ack -> responses.add(ack.isEmpty() ? JsonValue.NULL : ack.get(0)));
            return JSON.createObjectBuilder()
                    .add("timeout", failure != null)
                    .add("responses", responses)
                    .build();
        });
    }

    private JsonArray sockets(ClusterReply<List<SocketDescription>> reply) {
        JsonArrayBuilder sockets = JSON.createArrayBuilder();
        reply.value()
                .forEach(socket -> sockets.add(JSON.createObjectBuilder()
                        .add("id", socket.id())
                        .add("rooms", texts(socket.rooms()))
                        .add("data", socket.data())
                        .add("address", socket.handshake().getOrDefault("address", JsonValue.NULL))));
        return sockets.build();
    }

    private static JsonObject answers(ClusterReply<List<JsonValue>> reply) {
        return JSON.createObjectBuilder()
                .add("missing", reply.missing())
                .add("responses", array(reply.value()))
                .build();
    }

    @Override
    public String toString() {
        return "the commands of " + server;
    }
}
