package dev.parley.conformance;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.engine.EngineSettings;
import dev.parley.socketio.AttributeKey;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectGuard;
import dev.parley.socketio.ConnectRequest;
import dev.parley.socketio.ConnectionListener;
import dev.parley.socketio.EventHandler;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import dev.parley.socketio.SocketServer;
import dev.parley.socketio.codec.BinaryValue;
import dev.parley.transport.HandshakeRequest;
import dev.parley.transport.HandshakeVerdict;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What the test suite of {@code socket.io-client} talks to: its namespaces, and the events that it sends to them. */
final class SocketClientSuite {

    static final EngineSettings SETTINGS =
            new EngineSettings(Duration.ofSeconds(2), Duration.ofSeconds(20), 1_000_000, 4_000_000);

    private static final AttributeKey<JsonObject> AUTH = new AttributeKey<>("auth", JsonObject.class);
    /** What of a series that must come in order has come. */
    private static final AttributeKey<String> CAME = new AttributeKey<>("came", String.class);

    private static final Duration ACK_TIMEOUT = Duration.ofSeconds(30);
    private static final BinaryValue BYTES = new BinaryValue("asdfasdf".getBytes(StandardCharsets.US_ASCII));
    private static final List<String> TEXTS =
            List.of("てすと", "Я Б Г Д Ж Й", "Ä ä Ü ü ß", "utf8 — string", "utf8 — string");

    private SocketClientSuite() {}

    /** Lets everybody in, but not at once: the suite tests what a client does that gives up before. */
    static HandshakeVerdict guard(HandshakeRequest request) {
        try {
            TimeUnit.MILLISECONDS.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return HandshakeVerdict.PASSED;
    }

    /** Puts the namespaces into a server. */
    static void install(SocketServer server) {
        List.of("/timeout_socket", "/valid", "/asd").forEach(server::of);
        server.of("/no").guard(refusing("Auth failed (custom namespace)"));
        server.of("/foo").on("getId", SocketClientSuite::tellId);
        server.of("/abc").guard(SocketClientSuite::remember).listen(new ConnectionListener() {
            @Override
            public void connected(Socket socket) {
                socket.emit("handshake", handshake(socket));
            }
        });
        Namespace main = server.of("/")
                .guard(request -> request.handshake().query().containsKey("fail")
                        ? refusing("Auth failed (main namespace)").decide(request)
                        : remember(request));
        answers(main);
        acknowledgements(main);
        binary(main);
    }

    private static ConnectGuard refusing(String message) {
        return request -> CompletableFuture.completedStage(new ConnectDecision.Refused(message, null));
    }

    private static CompletionStage<ConnectDecision> remember(ConnectRequest request) {
        return CompletableFuture.completedStage(ConnectDecision.Admitted.with(AUTH, request.auth()));
    }

    private static void answers(Namespace namespace) {
        namespace
                .on("hi", (socket, event) -> socket.emit("hi"))
                .on("false", (socket, event) -> socket.emit("false", JsonValue.FALSE))
                .on("getDate", (socket, event) -> socket.emit("takeDate", now()))
                .on(
                        "getDateObj",
                        (socket, event) -> socket.emit(
                                "takeDateObj",
                                JSON.createObjectBuilder().add("date", now()).build()))
                .on(
                        "getUtf8",
                        (socket, event) -> TEXTS.forEach(text -> socket.emit("takeUtf8", JSON.createValue(text))));
    }

    private static void acknowledgements(Namespace namespace) {
        namespace
                .on(
                        "echo",
                        (socket, event) -> event.ack().send(event.arguments().get(0)))
                .on("ack", SocketClientSuite::askForAck)
                .on("getAckDate", (socket, event) -> event.ack().send(now()))
                .on("getId", SocketClientSuite::tellId)
                .on("getHandshake", (socket, event) -> event.ack().send(handshake(socket)));
    }

    private static void binary(Namespace namespace) {
        namespace
                .on("doge", (socket, event) -> socket.emit("doge", BYTES))
                .on("getbin", (socket, event) -> socket.emit("takebin", BYTES))
                .on("buffa", whenBinary("buffack"))
                .on("blob", whenBinary("back"))
                .on("jsonbuff", whenMixed("jsonbuff-ack"))
                .on("jsonblob", whenMixed("jsonblob-ack"))
                .on("abuff1", inOrder("", "abuff1", null))
                .on("abuff2", inOrder("abuff1", "abuff2", "abuff2-ack"))
                .on("blob1", inOrder("", "blob1", null))
                .on("blob2", inOrder("blob1", "blob2", null))
                .on("blob3", inOrder("blob2", "blob3", "blob3-ack"));
    }

    private static void tellId(Socket socket, IncomingEvent event) {
        event.ack().send(JSON.createValue(socket.id()));
    }

    private static void askForAck(Socket socket, IncomingEvent event) {
        socket.emitWithAck(ACK_TIMEOUT, "ack", List.of()).thenAccept(ack -> {
            if (isFiveAndTest(ack)) {
                socket.emit("got it");
            }
        });
    }

    private static boolean isFiveAndTest(JsonArray ack) {
        return ack.size() == 2
                && ack.get(0) instanceof JsonNumber number
                && number.intValue() == 5
                && ack.getJsonObject(1).getBoolean("test");
    }

    private static EventHandler whenBinary(String answer) {
        return (socket, event) -> {
            if (event.arguments().get(0) instanceof BinaryValue) {
                socket.emit(answer);
            }
        };
    }

    private static EventHandler whenMixed(String answer) {
        return (socket, event) -> {
            JsonObject mixed = event.arguments().get(0).asJsonObject();
            if (mixed.getString("hello").equals("lol")
                    && mixed.get("message") instanceof BinaryValue
                    && mixed.getString("goodbye").equals("gotcha")) {
                socket.emit(answer);
            }
        };
    }

    private static EventHandler inOrder(String before, String name, String answer) {
        return (socket, event) -> {
            String came = socket.attribute(CAME);
            if (before.isEmpty() || before.equals(came)) {
                socket.attribute(CAME, name);
                if (answer != null) {
                    socket.emit(answer);
                }
            }
        };
    }

    private static JsonString now() {
        return JSON.createValue(Instant.now().toString());
    }

    private static JsonObject handshake(Socket socket) {
        return JSON.createObjectBuilder(socket.description().handshake())
                .add("auth", socket.attribute(AUTH))
                .build();
    }
}
