package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** A listener may refuse a socket that is joining, after all guards have admitted it. */
class JoinRefusalTest {

    private static final AttributeKey<String> NOTE = new AttributeKey<>("note", String.class);
    private static final ConnectDecision NO = new ConnectDecision.Refused("no", JsonValue.EMPTY_JSON_OBJECT);

    private final TestServer server = new TestServer();
    private final Semaphore places = new Semaphore(1);
    private final List<String> calls = new ArrayList<>();
    private final List<Optional<Socket>> refused = new ArrayList<>();
    private CompletableFuture<ConnectDecision> decision = new CompletableFuture<>();

    JoinRefusalTest() {
        server.main()
                .limit(new SocketQuota() {
                    @Override
                    public Optional<ConnectDecision.Refused> take(Socket socket) {
                        places.acquireUninterruptibly();
                        return Optional.empty();
                    }

                    @Override
                    public void giveBack(Socket socket) {
                        places.release();
                    }
                })
                .observe(
                        new EventObserver() {
                            @Override
                            public void refused(ConnectDecision.Refused refusal, ConnectAttempt attempt) {
                                refused.add(attempt.socket());
                            }
                        },
                        () -> 0)
                .listen(new ConnectionListener() {
                    @Override
                    public CompletionStage<ConnectDecision> joining(Socket socket) {
                        socket.join(List.of("room"));
                        socket.emit("early");
                        return decision;
                    }

                    @Override
                    public void abandoned(Socket socket) {
                        calls.add("abandoned");
                    }

                    @Override
                    public void connected(Socket socket) {
                        calls.add("connected " + socket.attribute(NOTE));
                    }
                });
    }

    private TestClient asks() {
        TestClient client = server.opens();
        client.says("0");
        return client;
    }

    @Test
    void theClientIsRefusedAndNothingIsLeftOfTheSocket() {
        TestClient client = asks();
        assertThat(client.heard()).isEmpty();

        decision.complete(NO);

        assertThat(client.heard()).containsExactly("4{'message':'no','data':{}}");
        assertThat(calls).containsExactly("abandoned");
        assertThat(refused)
                .singleElement()
                .satisfies(socket -> assertThat(socket).isPresent());
        assertThat(places.availablePermits()).isOne();
        assertThat(server.main().sockets()).isEmpty();
        assertThat(server.main().adapter().localRooms()).isEmpty();
    }

    @Test
    void theClientMayAskAgain() {
        decision.complete(NO);
        TestClient client = asks();
        client.heard();
        decision = CompletableFuture.completedFuture(ConnectDecision.ADMITTED);

        client.join("/");

        assertThat(calls).containsExactly("abandoned", "connected null");
    }

    @Test
    void theClientStillHasToJoinInTime() {
        decision.complete(NO);
        TestClient client = asks();

        server.pass(TestServer.CONNECT_TIMEOUT.plusSeconds(1), client);

        assertThat(client.isGone()).isTrue();
        server.assertNothingIsLeft("/");
    }

    @Test
    void aLastRefusalClosesTheSession() {
        decision.complete(new ConnectDecision.Refused("never", null, true));

        assertThat(asks().isGone()).isTrue();
    }

    @Test
    void theAttributesOfTheDecisionAreThoseOfTheSocket() {
        decision.complete(ConnectDecision.Admitted.with(NOTE, "hello"));

        asks();

        assertThat(calls).containsExactly("connected hello");
    }

    @Test
    void oneRefusalIsEnough() {
        server.main().listen(new ConnectionListener() {
            @Override
            public CompletionStage<ConnectDecision> joining(Socket socket) {
                return CompletableFuture.completedStage(ConnectDecision.ADMITTED);
            }
        });
        decision.complete(NO);

        assertThat(asks().heard()).containsExactly("4{'message':'no','data':{}}");
    }

    @Test
    void aFailureIsNoRefusal() {
        decision.completeExceptionally(new IllegalStateException("not in the directory"));

        asks();

        assertThat(calls).containsExactly("connected null");
    }

    @Test
    void whoHasLeftMeanwhileIsNotRefused() {
        TestClient client = asks();
        client.vanishes();

        decision.complete(NO);

        assertThat(calls).containsExactly("abandoned");
        assertThat(refused).isEmpty();
        assertThat(places.availablePermits()).isOne();
        server.assertNothingIsLeft("/");
    }

    @Test
    void aSocketKnowsInWhichRoomsItWas() {
        decision.complete(ConnectDecision.ADMITTED);
        TestClient client = server.joins();
        Socket socket = server.socket(client);
        assertThat(socket.lastRooms()).isEmpty();

        client.vanishes();

        assertThat(socket.lastRooms()).containsExactlyInAnyOrder("room", socket.id());
        assertThat(socket.rooms()).isEmpty();
    }

    @Test
    void anAttributeCanBeTakenOut() {
        decision.complete(ConnectDecision.Admitted.with(NOTE, "hello"));
        Socket socket = server.socket(server.joins());

        assertThat(socket.removeAttribute(NOTE)).isEqualTo("hello");
        assertThat(socket.removeAttribute(NOTE)).isNull();
        assertThat(socket.attribute(NOTE)).isNull();
    }
}
