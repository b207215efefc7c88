package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an {@link EventObserver} is told, and when. */
class EventObserverTest {

    private final List<String> seen = new ArrayList<>();
    private final TestServer server = new TestServer();

    @BeforeEach
    void observe() {
        server.main()
                .observe(
                        new EventObserver() {
                            @Override
                            public void handled(String event, long nanos) {
                                seen.add("handled " + event + " in " + Duration.ofNanos(nanos));
                            }

                            @Override
                            public void sent(String event) {
                                seen.add("sent " + event);
                            }

                            @Override
                            public void refused(ConnectDecision.Refused refusal) {
                                seen.add("refused: " + refusal.message());
                            }
                        },
                        server.time().clock());
    }

    @Test
    void seesHowLongAnEventIsHandled() {
        server.main().on("slow", (socket, event) -> server.time().stall(Duration.ofMillis(30)));

        server.joins().says("2['slow']");

        assertThat(seen).containsExactly("handled slow in PT0.03S");
    }

    @Test
    void seesAnEventThatAFilterRefuses() {
        server.main().filter((socket, event) -> false);

        server.joins().says("2['many']");

        assertThat(seen).containsExactly("handled many in PT0S");
    }

    @Test
    void seesAnEventWhoseHandlerFails() {
        server.main()
                .on("bad", (socket, event) -> {
                    throw new IllegalStateException();
                })
                .onError((socket, event, failure) -> {});

        server.joins().says("2['bad']");

        assertThat(seen).containsExactly("handled bad in PT0S");
    }

    @Test
    void seesWhatIsSentToOneSocketButNoAcknowledgement() {
        server.main().on("ask", (socket, event) -> {
            event.ack().send(JsonValue.TRUE);
            socket.emit("answer");
            socket.emitWithAck(Duration.ofSeconds(1), "question", List.of());
        });

        server.joins().says("20['ask']");

        assertThat(seen).containsExactly("sent answer", "sent question", "handled ask in PT0S");
    }

    @Test
    void seesARefusedConnectOnce() {
        server.main().guard(request -> CompletableFuture.completedFuture(new ConnectDecision.Refused("full", null)));

        server.opens().says("0");

        assertThat(seen).containsExactly("refused: full");
    }

    @Test
    void isToldWhoseConnectIsRefused() {
        List<ConnectAttempt> attempts = new ArrayList<>();
        server.main().observe(attemptsInto(attempts), server.time().clock());
        server.main().guard(request -> CompletableFuture.completedFuture(new ConnectDecision.Refused("no", null)));

        server.opens().says("0");

        assertThat(attempts).hasSize(1);
        assertThat(attempts.get(0).namespace()).isEqualTo("/");
        assertThat(attempts.get(0).handshake().remoteAddress()).isNotEmpty();
        assertThat(attempts.get(0).socket()).isEmpty();
    }

    @Test
    void isToldWhichSocketFindsNoPlace() {
        List<ConnectAttempt> attempts = new ArrayList<>();
        server.main().observe(attemptsInto(attempts), server.time().clock());
        server.main().limit(new SocketQuota() {
            @Override
            public Optional<ConnectDecision.Refused> take(Socket socket) {
                return Optional.of(new ConnectDecision.Refused("full", null));
            }

            @Override
            public void giveBack(Socket socket) {
                throw new AssertionError("it has nothing to give back");
            }
        });

        server.opens().says("0");

        assertThat(attempts).hasSize(1);
        assertThat(attempts.get(0).socket()).isPresent();
    }

    private static EventObserver attemptsInto(List<ConnectAttempt> attempts) {
        return new EventObserver() {
            @Override
            public void refused(ConnectDecision.Refused refusal, ConnectAttempt attempt) {
                attempts.add(attempt);
            }
        };
    }

    @Test
    void seesAGuardThatFailsAsARefusal() {
        server.main().guard(request -> CompletableFuture.failedFuture(new IllegalStateException("secret")));

        server.opens().says("0");

        assertThat(seen).hasSize(1).first().asString().startsWith("refused: ").doesNotContain("secret");
    }
}
