package dev.parley.chat.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatClient;
import dev.parley.chat.TestChat;
import dev.parley.chat.directory.ClusterDirectory.Scope;
import dev.parley.socketio.adapter.ClusterReply;
import dev.parley.socketio.codec.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalDirectoryTest {

    private final TestChat chat = new TestChat();
    private final LocalDirectory directory = chat.directory();

    @Test
    void tellsAllAboutASocket() {
        Instant start = chat.wall().instant();
        ChatClient ann = chat.joinsSaying("ann", "{'device':'phone'}");
        chat.time().advance(Duration.ofSeconds(5));
        ann.in("lobby", "kitchen");

        ConnectionInfo info = connection(ann.sid()).orElseThrow();

        assertThat(info.socketId()).isEqualTo(ann.sid());
        assertThat(info.userId()).isEqualTo("ann");
        assertThat(info.connectedAt()).isEqualTo(start);
        assertThat(info.rooms()).containsExactlyInAnyOrder("lobby", "kitchen");
        assertThat(info.metadata()).hasToString("{\"device\":\"phone\"}");
        assertThat(info.transport()).isEqualTo("websocket");
        assertThat(info.remoteAddress()).isEqualTo("192.0.2.1");
        assertThat(info.node()).isEqualTo("here");
        assertThat(info.toJson())
                .hasToString("{\"socketId\":\"" + ann.sid() + "\",\"userId\":\"ann\",\"connectedAt\":\""
                        + Timestamps.text(start)
                        + "\",\"rooms\":[\"kitchen\",\"lobby\"],\"metadata\":{\"device\":\"phone\"},"
                        + "\"transport\":\"websocket\",\"remoteAddress\":\"192.0.2.1\",\"node\":\"here\"}");
    }

    @Test
    void findsSocketsByUserAndRoom() {
        ChatClient phone = chat.joins("ann").in("lobby");
        ChatClient tablet = chat.joins("ann");
        ChatClient bob = chat.joins("bob").in("lobby");

        assertThat(connections(null, null)).containsExactlyInAnyOrder(phone.sid(), tablet.sid(), bob.sid());
        assertThat(connections("ann", null)).containsExactlyInAnyOrder(phone.sid(), tablet.sid());
        assertThat(connections(null, "lobby")).containsExactlyInAnyOrder(phone.sid(), bob.sid());
        assertThat(connections("ann", "lobby")).containsExactly(phone.sid());
        assertThat(connections("eve", null)).isEmpty();
        assertThat(connections(null, "attic")).isEmpty();
    }

    @Test
    void privateRoomsAreNoWayToASocket() {
        ChatClient ann = chat.joins("ann");

        assertThat(connections(null, PrivateRooms.ofUser("ann"))).isEmpty();
        assertThat(connections(null, ann.sid())).isEmpty();
        assertThat(room(ann.sid())).isEmpty();
        assertThat(room(PrivateRooms.ofUser("ann"))).isEmpty();
    }

    @Test
    void aSocketWithoutAUserIsNotShown() {
        chat.joinsUnknown();

        assertThat(connections(null, null)).isEmpty();
    }

    @Test
    void tellsOfRooms() {
        ChatClient ann = chat.joins("ann").in("lobby");
        chat.joins("bob").in("lobby", "attic");

        assertThat(now(directory.rooms(Scope.CLUSTER)).stream().map(RoomInfo::name))
                .containsExactlyInAnyOrder("lobby", "attic");
        assertThat(room("lobby").orElseThrow().members()).hasSize(2).contains(ann.sid());
        assertThat(room("cellar")).isEmpty();
    }

    @Test
    void disconnectsASocketAndItsConnection() {
        ChatClient ann = chat.joins("ann");

        assertThat(now(directory.disconnect(ann.sid(), Scope.CLUSTER))).isTrue();

        assertThat(ann.isDisconnected()).isTrue();
        assertThat(connection(ann.sid())).isEmpty();
        assertThat(now(directory.disconnect(ann.sid(), Scope.CLUSTER))).isFalse();
    }

    @Test
    void disconnectsAllSocketsOfAUserOrInARoomAndNoOther() {
        ChatClient ann = chat.joins("ann").in("tea");
        ChatClient annElsewhere = chat.joins("ann");
        ChatClient bob = chat.joins("bob").in("tea");
        ChatClient eve = chat.joins("eve");

        assertThat(disconnectAll("ann", "tea")).isEqualTo(1);
        assertThat(ann.isDisconnected()).isTrue();
        assertThat(annElsewhere.isDisconnected()).isFalse();
        assertThat(disconnectAll("ann", null)).isEqualTo(1);
        assertThat(annElsewhere.isDisconnected()).isTrue();
        assertThat(disconnectAll(null, "tea")).isEqualTo(1);
        assertThat(bob.isDisconnected()).isTrue();
        assertThat(disconnectAll(null, PrivateRooms.ofUser("eve"))).isZero();
        assertThat(eve.isDisconnected()).isFalse();
    }

    private int disconnectAll(String user, String room) {
        ConnectionFilter filter = new ConnectionFilter(Optional.ofNullable(user), Optional.ofNullable(room));
        return now(directory.disconnectAll(filter, Scope.CLUSTER));
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void aNodeThatIsAloneMissesNobody(Scope scope) {
        assertThat(directory.connections(ConnectionFilter.ALL, scope).toCompletableFuture())
                .isCompletedWithValue(ClusterReply.complete(List.of()));
    }

    private List<String> connections(String user, String room) {
        ConnectionFilter filter = new ConnectionFilter(Optional.ofNullable(user), Optional.ofNullable(room));
        return now(directory.connections(filter, Scope.NODE)).stream()
                .map(ConnectionInfo::socketId)
                .toList();
    }

    private Optional<ConnectionInfo> connection(String socketId) {
        return now(directory.connection(socketId, Scope.CLUSTER));
    }

    private Optional<RoomInfo> room(String name) {
        return now(directory.room(name, Scope.CLUSTER));
    }

    private static <T> T now(CompletionStage<ClusterReply<T>> stage) {
        assertThat(stage.toCompletableFuture()).isCompleted();
        return stage.toCompletableFuture().join().value();
    }
}
