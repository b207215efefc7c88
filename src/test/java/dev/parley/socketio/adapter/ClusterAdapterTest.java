package dev.parley.socketio.adapter;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.DirectExecutor;
import dev.parley.engine.ManualTime;
import dev.parley.robustness.BadInput;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One node, whose bus the test itself is: what others may send, rightly or wrongly. */
class ClusterAdapterTest {

    private static final SocketPacket.Event EVENT =
            new SocketPacket.Event("/", 0, JSON.createArrayBuilder().add("e").build());
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String STRANGER = null;

    /** Keeps what is published; the test answers. */
    private static final class ScriptedBus implements ClusterBus {
        private final List<ClusterRequest> requests = new ArrayList<>();
        private final List<String> answers = new ArrayList<>();
        private final CompletableFuture<Integer> others = new CompletableFuture<>();
        private ClusterListener listener;

        @Override
        public String node() {
            return "me";
        }

        @Override
        public void open(ClusterListener newListener) {
            listener = newListener;
        }

        @Override
        public void close() {}

        @Override
        public void publish(SocketPacket.Event packet, BroadcastOptions options) {}

        @Override
        public void publish(ClusterRequest request) {
            requests.add(request);
        }

        @Override
        public void respond(String requester, ClusterResponse response) {
            answers.add(requester + " " + response);
        }

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
            return others;
        }
    }

    private final ManualTime time = new ManualTime();
    private final ScriptedBus bus = new ScriptedBus();
    private final ClusterAdapter adapter = new ClusterAdapter(bus, time.timers(), new DirectExecutor());
    private final FakeMember member = new FakeMember("m");
    private final List<Integer> expected = new ArrayList<>();
    private final List<String> acks = new ArrayList<>();

    @BeforeEach
    void open() {
        adapter.open(new AdapterHost() {
            @Override
            public long nextId() {
                return 77;
            }

            @Override
            public Optional<Member> member(String socketId) {
                return socketId.equals("m") ? Optional.of(member) : Optional.empty();
            }

            @Override
            public void serverSideEvent(JsonArray data, Consumer<JsonValue> answer) {
                answer.accept(JsonValue.TRUE);
            }
        });
        adapter.add(member);
    }

    private void broadcastWithAck() {
        member.answeringAtOnce();
        adapter.broadcast(EVENT, BroadcastOptions.EVERYBODY, PATIENCE, expected::add, new AckCollector() {
            @Override
            public void acknowledged(JsonArray arguments) {
                acks.add(arguments.toString());
            }

            @Override
            public void missed() {
                acks.add("missed");
            }
        });
    }

    private String id() {
        ClusterRequest last = bus.requests.get(bus.requests.size() - 1);
        return last instanceof ClusterRequest.BroadcastWithAck broadcast
                ? broadcast.id()
                : ((ClusterRequest.AllRooms) last).id();
    }

    private void answers(String node, ClusterResponse response) {
        bus.listener.response(node, response);
    }

    @Test
    void acksMayComeBeforeTheCounts() {
        broadcastWithAck();
        answers(STRANGER, new ClusterResponse.ClientAck(id(), JsonValue.EMPTY_JSON_ARRAY));
        answers(STRANGER, new ClusterResponse.ClientCount(id(), 0));
        answers(STRANGER, new ClusterResponse.ClientCount(id(), 1));
        assertThat(expected).isEmpty();
        bus.others.complete(2);

        assertThat(expected).containsExactly(2);
        assertThat(acks).hasSize(2);
    }

    @Test
    @BadInput(76)
    void whatComesTooLateOrTooOftenIsIgnored() {
        broadcastWithAck();
        bus.others.complete(1);
        answers("b", new ClusterResponse.ClientCount(id(), 2));
        answers("b", new ClusterResponse.ClientCount(id(), 2));
        answers("b", new ClusterResponse.ClientAck(id(), JsonValue.EMPTY_JSON_ARRAY));
        answers("b", new ClusterResponse.ClientAck(id(), JsonValue.EMPTY_JSON_ARRAY));
        assertThat(expected).containsExactly(3);

        answers("b", new ClusterResponse.ClientAck(id(), JsonValue.EMPTY_JSON_ARRAY));
        answers("b", new ClusterResponse.ClientCount(id(), 5));
        answers("b", new ClusterResponse.ClientAck("unknown", JsonValue.EMPTY_JSON_ARRAY));
        time.advance(PATIENCE);

        assertThat(expected).containsExactly(3);
        assertThat(acks).hasSize(3).doesNotContain("missed");
        assertThat(time.pending()).isZero();
    }

    @Test
    void aClaimOfMillionsOfClientsCostsNothing() {
        broadcastWithAck();
        bus.others.complete(1);
        answers(STRANGER, new ClusterResponse.ClientCount(id(), Integer.MAX_VALUE));
        answers(STRANGER, new ClusterResponse.ClientCount(id(), Integer.MAX_VALUE));
        answers(STRANGER, new ClusterResponse.ClientCount(id(), Integer.MAX_VALUE));
        time.advance(PATIENCE);

        assertThat(expected).containsExactly(2);
        assertThat(acks).containsExactly("[]", "missed");
    }

    @Test
    @BadInput(76)
    void anAnswerToAnotherQuestionIsNone() {
        CompletableFuture<ClusterReply<Set<String>>> rooms = adapter.allRooms().toCompletableFuture();
        bus.others.complete(1);
        answers("b", new ClusterResponse.Done(id()));
        answers("b", new ClusterResponse.Sockets(id(), List.of()));
        answers("b", new ClusterResponse.ClientCount(id(), 1));
        assertThat(rooms).isNotDone();

        answers("b", new ClusterResponse.Rooms(id(), Set.of("tea")));
        assertThat(rooms.getNow(null).value()).containsExactly("tea");
        assertThat(time.pending()).isZero();
    }

    @Test
    void nobodyIsCountedTwice() {
        CompletableFuture<ClusterReply<Set<String>>> rooms = adapter.allRooms().toCompletableFuture();
        bus.others.complete(2);
        answers("b", new ClusterResponse.Rooms(id(), Set.of("tea")));
        answers("b", new ClusterResponse.Rooms(id(), Set.of("forged")));
        assertThat(rooms).isNotDone();
        time.advance(Duration.ofSeconds(5));

        assertThat(rooms.getNow(null).value()).containsExactly("tea");
        assertThat(rooms.getNow(null).missing()).isEqualTo(1);
    }

    @Test
    void tellsOfOneSocketOnlyIfItIsHere() {
        bus.listener.request("old", new ClusterRequest.JoinOne("1", "m", "tea"));
        bus.listener.request("old", new ClusterRequest.LeaveOne("2", "m", "tea"));
        bus.listener.request("old", new ClusterRequest.DisconnectOne("3", "m", true));
        bus.listener.request("old", new ClusterRequest.JoinOne("4", "elsewhere", "tea"));

        assertThat(member.calls()).containsExactly("join [tea]", "leave tea", "disconnect true");
        assertThat(bus.answers)
                .containsExactly("old Done[requestId=1]", "old Done[requestId=2]", "old Done[requestId=3]");
    }

    @Test
    void tellsWhoIsHere() {
        bus.listener.request(STRANGER, new ClusterRequest.ListSockets("1", Set.of()));
        bus.listener.request("b", new ClusterRequest.ListSockets("2", Set.of("tea")));

        assertThat(bus.answers)
                .containsExactly("null SocketIds[requestId=1, ids=[m]]", "b SocketIds[requestId=2, ids=[]]");
    }

    @Test
    void answersAnEventForServersOnlyIfItIsAsked() {
        JsonArray data = JSON.createArrayBuilder().add("news").build();
        bus.listener.request("b", new ClusterRequest.ServerSideEmit("1", data));

        assertThat(bus.answers).containsExactly("b EmitAnswer[requestId=1, value=true]");
    }

    @Test
    void tellsTheNumberOfClientsOnceAndPassesOnTheFirstArgumentOfEachAck() {
        member.answeringAtOnce();
        bus.listener.request(
                "b", new ClusterRequest.BroadcastWithAck("1", EVENT, BroadcastOptions.EVERYBODY, PATIENCE));

        assertThat(member.calls()).containsExactly("deliver 77 PT3S");
        assertThat(bus.answers)
                .containsExactly("b ClientCount[requestId=1, clients=1]", "b ClientAck[requestId=1, arguments=[]]");
    }
}
