package dev.parley.socketio.adapter;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.DirectExecutor;
import dev.parley.engine.ManualTime;
import dev.parley.robustness.BadInput;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** However a request ends, nothing of it stays in memory. */
class ClusterRequestsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Two other nodes, of which the test says what they answer. */
    private static final class Others implements ClusterBus {

        private final List<ClusterRequest> published = new ArrayList<>();
        private boolean failing;

        @Override
        public String node() {
            return "a";
        }

        @Override
        public void open(ClusterListener listener) {}

        @Override
        public void close() {}

        @Override
        public void publish(SocketPacket.Event packet, BroadcastOptions options) {}

        @Override
        public void publish(ClusterRequest request) {
            if (failing) {
                throw new IllegalStateException("of a test");
            }
            published.add(request);
        }

        @Override
        public void respond(String requester, ClusterResponse response) {}

        @Override
        public CompletionStage<Void> subscribe(String room) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Boolean> caughtUp() {
            return CompletableFuture.completedStage(true);
        }

        @Override
        public void unsubscribe(String room) {}

        @Override
        public CompletionStage<Integer> others() {
            return CompletableFuture.completedStage(2);
        }
    }

    private final ManualTime time = new ManualTime();
    private final Others others = new Others();
    private final ClusterRequests requests = new ClusterRequests(others, time.timers(), new DirectExecutor());
    private final List<Integer> totals = new ArrayList<>();

    private CompletableFuture<ClusterReply<List<String>>> askForRooms() {
        return requests.ask(
                        ClusterRequest.AllRooms::new,
                        response -> response instanceof ClusterResponse.Rooms rooms ? List.copyOf(rooms.rooms()) : null)
                .toCompletableFuture();
    }

    private String askedId() {
        ClusterRequest last = others.published.get(others.published.size() - 1);
        return last instanceof ClusterRequest.AllRooms all ? all.id() : ((ClusterRequest.BroadcastWithAck) last).id();
    }

    private void broadcast() {
        requests.broadcast(
                new SocketPacket.Event(
                        "/", 1, JSON.createArrayBuilder().add("hi").build()),
                BroadcastOptions.EVERYBODY,
                PATIENCE,
                totals::add,
                new AckCollector() {
                    @Override
                    public void acknowledged(JsonArray arguments) {}

                    @Override
                    public void missed() {}
                },
                all -> all.local(0));
    }

    private void nothingIsKept() {
        assertThat(requests.pending()).as("requests").isZero();
        assertThat(time.pending()).as("timers").isZero();
    }

    @Test
    void ofARequestThatAllHaveAnswered() {
        CompletableFuture<ClusterReply<List<String>>> reply = askForRooms();
        assertThat(requests.pending()).isEqualTo(1);
        requests.receive("b", new ClusterResponse.Rooms(askedId(), Set.of("tea")));
        requests.receive("c", new ClusterResponse.Rooms(askedId(), Set.of("milk")));

        assertThat(reply.getNow(null).value()).containsExactlyInAnyOrder("tea", "milk");
        nothingIsKept();
    }

    @Test
    @BadInput(75)
    void ofARequestInWhoseMiddleANodeDied() {
        requests.receive("c", new ClusterResponse.Done("an earlier one"));
        CompletableFuture<ClusterReply<List<String>>> reply = askForRooms();
        requests.receive("b", new ClusterResponse.Rooms(askedId(), Set.of("tea")));
        assertThat(reply).isNotDone();
        time.advance(ClusterRequests.PATIENCE);

        assertThat(reply.getNow(null)).isEqualTo(new ClusterReply<>(List.of("tea"), 1, Set.of("c")));
        nothingIsKept();

        requests.receive("c", new ClusterResponse.Rooms(askedId(), Set.of("late")));
        assertThat(reply.getNow(null).value()).containsExactly("tea");
    }

    @Test
    void ofARequestThatCannotBePublished() {
        others.failing = true;

        assertThatThrownBy(this::askForRooms).hasMessage("of a test");
        assertThatThrownBy(this::broadcast).hasMessage("of a test");
        time.advance(ClusterRequests.PATIENCE);

        nothingIsKept();
    }

    @Test
    void ofABroadcastThatAllHaveAcknowledged() {
        broadcast();
        requests.receive("b", new ClusterResponse.ClientCount(askedId(), 1));
        requests.receive("c", new ClusterResponse.ClientCount(askedId(), 0));
        requests.receive("b", new ClusterResponse.ClientAck(askedId(), JsonValue.EMPTY_JSON_ARRAY));

        assertThat(totals).containsExactly(1);
        nothingIsKept();
    }

    @Test
    void ofABroadcastInWhoseMiddleANodeDied() {
        broadcast();
        requests.receive("b", new ClusterResponse.ClientCount(askedId(), 1));
        time.advance(PATIENCE);

        assertThat(totals).containsExactly(1);
        nothingIsKept();
    }

    @Test
    @BadInput(76)
    void ofAnswersThatNobodyAskedFor() {
        requests.receive("b", new ClusterResponse.Rooms("forged", Set.of("tea")));
        requests.receive(null, new ClusterResponse.ClientCount("forged", 1));

        nothingIsKept();
    }
}
