package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.socketio.adapter.Member;
import dev.parley.socketio.adapter.MemberObserver;
import dev.parley.socketio.codec.SocketPacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link MemberObserver} is told, and when; and that a server tells of each namespace that it makes. */
class MemberObserverTest {

    private final List<String> seen = new ArrayList<>();
    private final TestServer server = new TestServer();
    private boolean interested = true;
    private Socket socket;

    private final MemberObserver observer = new MemberObserver() {
        @Override
        public boolean isInterested() {
            return interested;
        }

        @Override
        public void joined(Member member, Collection<String> rooms) {
            seen.add("joined " + rooms);
        }

        @Override
        public void left(Member member, String room) {
            seen.add("left " + room);
        }

        @Override
        public void sent(SocketPacket.Event event, Member receiver) {
            seen.add("sent " + event.data().getString(0));
        }
    };

    @BeforeEach
    void observe() {
        server.main().observe(observer);
        socket = server.socket(server.joins());
        seen.clear();
    }

    @Test
    void seesOnlyTheRoomsThatAreNew() {
        socket.join(List.of("tea", "cake"));
        socket.join(List.of("cake", "milk"));
        socket.join(List.of("cake"));
        socket.leave("cake");
        socket.leave("cake");

        assertThat(seen).containsExactly("joined [tea, cake]", "joined [milk]", "left cake");
    }

    @Test
    void seesWhatIsSentToASocketAloneAndByABroadcast() {
        socket.emit("alone");
        socket.emitWithAck(Duration.ofSeconds(1), "question", List.of());
        server.main().emit("everybody");
        server.main().everybody().emitWithAck(Duration.ofSeconds(1), "all-asked", List.of());
        server.main().to("nowhere").emit("nobody");

        assertThat(seen).containsExactly("sent alone", "sent question", "sent everybody", "sent all-asked");
    }

    @Test
    void seesNothingUnlessItIsInterested() {
        interested = false;
        socket.join(List.of("tea"));
        socket.leave("tea");
        socket.emit("alone");
        server.main().emit("everybody");

        assertThat(seen).isEmpty();
    }

    @Test
    void isNotToldOfTheRoomsOfASocketThatEnds() {
        socket.join(List.of("tea"));
        seen.clear();
        socket.disconnect(true);

        assertThat(seen).isEmpty();
    }

    @Test
    void moreDataOfASocketAreBesideTheOthers() {
        server.main().describe(one -> JSON.createObjectBuilder().add("a", 1).build());
        server.main().describeMore(one -> JSON.createObjectBuilder().add("b", 2).build());

        assertThat(socket.description().data()).hasToString("{\"a\":1,\"b\":2}");
    }

    @Test
    void aServerTellsOfEachNamespaceThatItMakesBeforeItIsUsed() {
        List<String> made = new ArrayList<>();
        server.server()
                .whenMade(namespace ->
                        made.add(namespace.name() + " " + namespace.sockets().size()));
        server.joins("/one");
        server.joins("/one");

        assertThat(made).containsExactly("/one 0");
        assertThat(server.server().namespaces()).extracting(Namespace::name).containsExactlyInAnyOrder("/", "/one");
    }
}
