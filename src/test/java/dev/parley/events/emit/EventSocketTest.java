package dev.parley.events.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.DisconnectReason;
import dev.parley.api.Socket;
import dev.parley.chat.directory.SocketUser;
import dev.parley.engine.ManualTime;
import dev.parley.events.emit.EmitNode.Client;
import dev.parley.socketio.ConnectionListener;
import dev.parley.socketio.adapter.MemoryCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class EventSocketTest {

    private final ManualTime time = new ManualTime();
    private final EmitNode node = new EmitNode(new MemoryCluster(), "a", time, EmitNode.services());
    private final Client ann = node.joins("/orders", "ann");
    private final Client bob = node.joins("/orders", null);
    private final Socket socket = node.socket(ann);

    @Test
    void thereIsOneForEachSocket() {
        assertThat(node.socket(ann)).isSameAs(socket).isNotSameAs(node.socket(bob));
        socket.data().put("x", 1);
        assertThat(node.socket(ann).data()).containsExactly(Map.entry("x", 1));
        assertThat(node.socket(bob).data()).isEmpty();
    }

    @Test
    void itKnowsItsUserAndItsRequestButNoToken() {
        assertThat(socket.id()).isEqualTo(ann.id());
        assertThat(socket.namespace()).isEqualTo("/orders");
        assertThat(socket.user()).contains(EmitNode.user("ann"));
        assertThat(node.socket(bob).user()).isEmpty();
        assertThat(socket.handshake().query()).isEqualTo(Map.of("theme", "dark"));
        assertThat(socket.handshake().remoteAddress()).isEqualTo("192.0.2.1");
        assertThat(socket.handshake().secure()).isTrue();
        assertThat(socket.handshake().origin()).isEqualTo(Optional.of("https://example.org"));
        assertThat(socket.handshake().userAgent()).isEqualTo(Optional.of("test"));
        assertThat(socket.handshake().time()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void aRenewedTokenIsSeen() {
        node.engineSocket(ann).attribute(SocketUser.KEY, EmitNode.user("ann again"));
        assertThat(socket.user()).contains(EmitNode.user("ann again"));
    }

    @Test
    void roomsAreThoseOfTheApplication() {
        assertThat(socket.rooms()).containsExactly(ann.id());
        socket.join("tea", "beer");
        socket.leave("beer");
        assertThat(socket.rooms()).containsExactlyInAnyOrder(ann.id(), "tea");
        assertThat(socket.isIn("tea")).isTrue();
        assertThat(socket.isIn("beer")).isFalse();
    }

    @Test
    void othersAndRoomsAreWithoutItself() {
        socket.join("tea");
        node.socket(bob).join("tea");
        socket.others().emit("a");
        socket.to("tea").emit("b");
        socket.emit("c", 1);

        assertThat(ann.heard()).containsExactly("2['c',1]");
        assertThat(bob.heard()).containsExactly("2['a']", "2['b']");
    }

    @Test
    void anAnswerIsTyped() {
        CompletionStage<Integer> count = socket.emitWithAck(Duration.ofSeconds(1), Integer.class, "count?");
        CompletionStage<Void> nothing = socket.emitWithAck(Duration.ofSeconds(1), Void.class, "done?");
        CompletionStage<String> none = socket.emitWithAck(Duration.ofSeconds(1), String.class, "any?");
        CompletionStage<Integer> wrong = socket.emitWithAck(Duration.ofSeconds(1), Integer.class, "count?");
        List<String> heard = ann.heard();
        String[] answers = {"[7]", "['x']", "[]", "['x']"};
        for (int i = 0; i < answers.length; i++) {
            ann.says("3/orders," + heard.get(i).substring(1, heard.get(i).indexOf('[')) + answers[i]);
        }

        assertThat(count.toCompletableFuture().join()).isEqualTo(7);
        assertThat(nothing.toCompletableFuture().join()).isNull();
        assertThat(none.toCompletableFuture().join()).isNull();
        assertThatThrownBy(() -> wrong.toCompletableFuture().join()).hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAnswerThatDoesNotComeIsATimeout() {
        CompletionStage<Integer> late = socket.emitWithAck(Duration.ofSeconds(1), Integer.class, "count?");
        time.advance(Duration.ofSeconds(2));
        assertThatThrownBy(() -> late.toCompletableFuture().join()).hasCauseInstanceOf(TimeoutException.class);

        CompletionStage<Integer> gone = socket.emitWithAck(Duration.ofSeconds(1), Integer.class, "count?");
        ann.vanishes();
        assertThatThrownBy(() -> gone.toCompletableFuture().join()).hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void whenItIsGoneItKnowsTheRoomsThatItWasIn() {
        List<Set<String>> rooms = new ArrayList<>();
        node.namespace("/orders").listen(new ConnectionListener() {
            @Override
            public void disconnected(dev.parley.socketio.Socket gone, DisconnectReason reason, Set<String> all) {
                rooms.add(socket.rooms());
            }
        });
        socket.join("tea");
        socket.disconnect(false);

        assertThat(rooms).containsExactly(Set.of(ann.id(), "tea"));
        assertThat(socket.isIn("tea")).isTrue();
        assertThat(socket.isConnected()).isFalse();
        assertThat(ann.heard()).containsExactly("1");
        socket.emit("x");
        assertThat(ann.heard()).isEmpty();
    }
}
