package dev.parley.events.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Anonymous;
import dev.parley.api.Auth;
import dev.parley.api.AuthenticatedUser;
import dev.parley.api.DisconnectReason;
import dev.parley.api.NonBlocking;
import dev.parley.api.OnConnect;
import dev.parley.api.OnDisconnect;
import dev.parley.api.OnError;
import dev.parley.api.OnEvent;
import dev.parley.api.Problem;
import dev.parley.api.ProblemException;
import dev.parley.api.Socket;
import dev.parley.api.SocketNamespace;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.SocketQuota;
import jakarta.annotation.security.RolesAllowed;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who is let in, and what {@code @OnConnect} methods have to say. */
class EventConnectTest {

    public record Wish(String book, Integer depth) {}

    @SocketNamespace
    @RolesAllowed({"trader", "guest"})
    static class Desk {
        final List<String> calls = new ArrayList<>();
        CompletableFuture<Void> opening = CompletableFuture.completedFuture(null);

        @OnConnect
        CompletionStage<Void> arrived(Socket socket, AuthenticatedUser user, @Auth Optional<Wish> wish) {
            calls.add("arrived " + user.id());
            if (user.id().equals("mallory")) {
                throw new ProblemException(Problem.of("BANNED", "You are banned."));
            }
            if (user.id().equals("eve")) {
                throw new IllegalStateException("secret");
            }
            wish.map(Wish::book).ifPresent(socket::join);
            return opening;
        }

        @OnError
        Problem state(IllegalStateException e) {
            return Problem.of("CLOSED", "The desk is closed.", 7);
        }

        @OnEvent("quick")
        @NonBlocking
        String quick() {
            return "quick";
        }

        @OnDisconnect
        void left(Socket socket, DisconnectReason reason) {
            calls.add("left " + socket.rooms().size() + " " + reason.text());
        }
    }

    private static final String TRADER = "'roles':'trader'";

    private final Desk desk = new Desk();
    private final AtomicInteger places = new AtomicInteger();
    private final TestEvents events = new TestEvents(desk).withQuota(new SocketQuota() {
        @Override
        public Optional<ConnectDecision.Refused> take(dev.parley.socketio.Socket socket) {
            places.incrementAndGet();
            return Optional.empty();
        }

        @Override
        public void giveBack(dev.parley.socketio.Socket socket) {
            places.decrementAndGet();
        }
    });

    private EventClient arrives(String user, String more) {
        return events.arrives("'user':'" + user + "'," + TRADER + more);
    }

    private static JsonObject data(EventClient client) {
        assertThat(client.isConnected()).isFalse();
        return client.refusal().orElseThrow().getJsonObject("data");
    }

    @Test
    void aSocketIsInItsRoomsBeforeTheClientIsTold() {
        EventClient alice = arrives("alice", ",'book':'tea'");

        assertThat(events.socket(alice).isIn("tea")).isTrue();
        assertThat(desk.calls).containsExactly("arrived alice");
    }

    @Test
    void theTokenIsNotInThePayload() {
        EventClient alice = events.arrives("'user':'alice','roles':'trader','token':{}");

        assertThat(alice.isConnected()).isTrue();
    }

    @Test
    void whoHasNoneOfTheRolesIsRefusedAndNoMethodIsAsked() {
        JsonObject data = data(events.arrives("'user':'bob','roles':'clerk'"));

        assertThat(data).containsOnlyKeys("code", "message", "timestamp");
        assertThat(data.getString("code")).isEqualTo("AUTHORIZATION_FAILED");
        assertThat(desk.calls).isEmpty();
        assertThat(places).hasValue(0);
    }

    @Test
    void whoHasNotSignedInIsRefused() {
        assertThat(data(events.arrives("")).getString("code")).isEqualTo("AUTHENTICATION_FAILED");
    }

    @Test
    void aMethodRefusesAndNothingIsLeftOfTheSocket() {
        EventClient mallory = arrives("mallory", "");

        assertThat(mallory.refusal().orElseThrow().getString("message")).isEqualTo("You are banned.");
        assertThat(data(mallory).getString("code")).isEqualTo("BANNED");
        assertThat(places).hasValue(0);
        assertThat(events.namespace().sockets()).isEmpty();
        assertThat(desk.calls).containsExactly("arrived mallory");
        assertThat(mallory.isGone()).isFalse();
    }

    @Test
    void errorMethodsSpeakForConnectionsToo() {
        JsonObject data = data(arrives("eve", ""));

        assertThat(data.getString("code")).isEqualTo("CLOSED");
        assertThat(data.getInt("details")).isEqualTo(7);
    }

    @Test
    void aPayloadOfTheWrongShapeIsRefused() {
        JsonObject data = data(arrives("alice", ",'book':'tea','depth':'x'"));

        assertThat(data.getString("code")).isEqualTo("INVALID_MESSAGE");
        assertThat(data.getJsonObject("details").getString("field")).isEqualTo("auth.depth");
    }

    @Test
    void theClientWaitsForTheStage() {
        desk.opening = new CompletableFuture<>();
        EventClient alice = arrives("alice", "");
        assertThat(alice.isConnected()).isFalse();

        desk.opening.complete(null);

        assertThat(alice.ask("quick")).isEqualTo("['quick']");
    }

    @Test
    void aStageThatFailsRefuses() {
        desk.opening = CompletableFuture.failedFuture(new IllegalStateException());

        assertThat(data(arrives("alice", "")).getString("code")).isEqualTo("CLOSED");
    }

    @Test
    void whoIsRefusedMayAskAgainButHasToJoinInTime() {
        EventClient mallory = arrives("mallory", "");
        mallory.says("0{'user':'alice','roles':'trader'}");
        assertThat(mallory.isConnected()).isTrue();

        EventClient eve = arrives("eve", "");
        events.time().advance(Duration.ofSeconds(46));
        assertThat(eve.isGone()).isTrue();
        assertThat(mallory.isGone()).isFalse();
    }

    @Test
    void whoeverLeavesWhileItIsDecidedWasNeverThere() {
        desk.opening = new CompletableFuture<>();
        EventClient alice = arrives("alice", "");

        alice.vanishes();
        desk.opening.complete(null);

        assertThat(desk.calls).containsExactly("arrived alice");
        assertThat(places).hasValue(0);
        assertThat(events.namespace().sockets()).isEmpty();
    }

    @Test
    void theDepartureKnowsTheRoomsAndTheReason() {
        EventClient alice = arrives("alice", ",'book':'tea'");

        alice.says("1");

        assertThat(desk.calls).containsExactly("arrived alice", "left 2 client namespace disconnect");
        assertThat(places).hasValue(0);
    }

    @Test
    void methodsThatMayBlockAreNotCalledOnTheReadingThread() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        EventClient alice = new TestEvents(new Desk()).withBlocking(tasks::add).arrives("'user':'alice'," + TRADER);
        assertThat(alice.isConnected()).isFalse();

        tasks.remove().run();

        assertThat(alice.isConnected()).isTrue();
    }

    @SocketNamespace
    @Anonymous
    @NonBlocking
    static class Lobby {
        @OnEvent("quick")
        String quick() {
            return "quick";
        }
    }

    @Test
    void anAnonymousNamespaceLetsInWhoeverComes() {
        assertThat(new TestEvents(new Lobby()).arrives("").ask("quick")).isEqualTo("['quick']");
    }

    @Test
    void eachCallIsWithinItsScope() {
        List<String> scopes = new ArrayList<>();
        EventScope scope = new EventScope() {
            @Override
            public <T> T call(EventContext context, Callable<T> body) throws Exception {
                scopes.add(context.socket().namespace() + (context.ack() == null ? "" : " event"));
                return body.call();
            }
        };
        EventClient alice = new TestEvents(new Desk()).within(scope).joins("alice", "trader");
        alice.ask("quick");
        alice.vanishes();

        assertThat(scopes).containsExactly("/", "/ event", "/");
    }
}
