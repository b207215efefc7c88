package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.Anonymous;
import dev.parley.api.Auth;
import dev.parley.api.Emitter;
import dev.parley.api.NamespaceParam;
import dev.parley.api.OnConnect;
import dev.parley.api.OnDisconnect;
import dev.parley.api.OnError;
import dev.parley.api.OnEvent;
import dev.parley.api.Problem;
import dev.parley.api.Socket;
import dev.parley.api.SocketNamespace;
import dev.parley.events.declaration.DeclarationException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class EventTestKitTest {

    public record Order(String book, @Positive int amount) {}

    public record Receipt(String book, int amount, String trader) {}

    public record Wish(@NotNull String book) {}

    @SocketNamespace("/orders")
    public static class Desk {

        private final Emitter desk;
        private final List<String> gone = new ArrayList<>();

        Desk(Emitter desk) {
            this.desk = desk;
        }

        @OnConnect
        void arrived(Socket socket, @Auth @Valid Wish wish) {
            socket.join(wish.book());
        }

        @OnEvent("place")
        @RolesAllowed("trader")
        Receipt place(@Valid Order order, Socket socket) {
            if (order.amount() > 1000) {
                throw new IllegalStateException("too much");
            }
            Receipt receipt = new Receipt(
                    order.book(), order.amount(), socket.user().orElseThrow().id());
            desk.to(order.book()).emit("placed", receipt);
            return receipt;
        }

        @OnEvent("bytes")
        byte[] reverse(byte[] bytes) {
            return new byte[] {bytes[1], bytes[0]};
        }

        @OnEvent("poll")
        CompletionStage<List<String>> poll(Socket socket) {
            return desk.to("tea").timeout(Duration.ofSeconds(1)).emitWithAck(String.class, "vote", "now");
        }

        @OnError
        Problem tooMuch(IllegalStateException e) {
            return Problem.of("TOO_MUCH", "That is too much.", Map.of("limit", 1000));
        }

        @OnDisconnect
        void left(Socket socket) {
            gone.add(socket.user().orElseThrow().id());
        }
    }

    @Anonymous
    @SocketNamespace("/rooms/{number}")
    public static class Room {

        @OnEvent("which")
        int which(@NamespaceParam("number") int number) {
            return number;
        }
    }

    @SocketNamespace("/faulty")
    public static class Faulty {

        @OnEvent("private")
        private void hidden() {}
    }

    private final EventTestKit kit = new EventTestKit();
    private final Desk desk = new Desk(kit.emitter("/orders"));

    private TestClient trader(String name, String book) {
        return kit.connect("/orders", kit.user(name, "trader"), new Wish(book));
    }

    @Test
    void aResultIsTheAcknowledgementAndEventsAreHeard() {
        kit.add(desk);
        TestClient ada = trader("ada", "tea");
        TestClient bob = trader("bob", "tea");
        TestClient eve = trader("eve", "milk");

        Receipt receipt = ada.ask(Receipt.class, "place", new Order("tea", 10));

        assertThat(receipt).isEqualTo(new Receipt("tea", 10, "ada"));
        assertThat(bob.heard("placed", Receipt.class)).containsExactly(receipt);
        assertThat(eve.heard("placed")).isEmpty();
    }

    @Test
    void bytesAreBytes() {
        kit.add(desk);

        assertThat(trader("ada", "tea").ask(byte[].class, "bytes", new byte[] {1, 2}))
                .containsExactly(2, 1);
    }

    @Test
    void failuresAreWhatAClientIsTold() {
        kit.add(desk);
        TestClient ada = trader("ada", "tea");

        assertThat(ada.refused("place", new Order("tea", 2000)).code()).isEqualTo("TOO_MUCH");
        assertThat(ada.refused("place", new Order("tea", -1)).code()).isEqualTo("INVALID_MESSAGE");
        assertThat(ada.refused("none").code()).isEqualTo("INVALID_MESSAGE");
        TestClient guest = kit.connect("/orders", kit.user("guest"), new Wish("tea"));
        assertThat(guest.refused("place", new Order("tea", 1)).code()).isEqualTo("AUTHORIZATION_FAILED");
        assertThatThrownBy(() -> ada.ask(Receipt.class, "place", new Order("tea", 2000)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("TOO_MUCH");
    }

    @Test
    void aConnectThatIsRefusedSaysWhy() {
        kit.add(desk);

        TestClient none = kit.connect("/orders", kit.user("ada", "trader"));

        assertThat(none.isConnected()).isFalse();
        assertThat(none.refusal().orElseThrow().getJsonObject("data").getString("code"))
                .isEqualTo("INVALID_MESSAGE");
        assertThat(kit.connectAnonymously("/orders").refusal()).isPresent();
        assertThat(kit.connectAnonymously("/nowhere").refusal().orElseThrow().getString("message"))
                .isEqualTo("Invalid namespace");
    }

    @Test
    void clientsAcknowledgeAndTimeIsTheTests() {
        kit.add(desk);
        TestClient ada = trader("ada", "tea");
        TestClient bob = trader("bob", "milk");
        assertThatThrownBy(() -> bob.ask(List.class, "poll")).hasMessageContaining("not been acknowledged");
        ada.acknowledge("vote", "yes");
        kit.advance(Duration.ofSeconds(2));

        assertThat(ada.heard("vote", String.class)).containsExactly("now");
    }

    @Test
    void patternsAndAnonymousClients() {
        kit.add(new Room());

        assertThat(kit.connectAnonymously("/rooms/7").ask(Integer.class, "which"))
                .isEqualTo(7);
    }

    @Test
    void whoLeavesOrVanishesHasLeft() {
        kit.add(desk);
        trader("ada", "tea").disconnect();
        trader("bob", "tea").vanish();

        assertThat(desk.gone).containsExactly("ada", "bob");
    }

    @Test
    void aFaultStopsTheTestAsItStopsADeployment() {
        kit.add(new Faulty());

        assertThatThrownBy(() -> kit.connectAnonymously("/faulty"))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining("hidden");
    }

    @Test
    void beansComeBeforeClients() {
        kit.add(desk);
        trader("ada", "tea");

        assertThatThrownBy(() -> kit.add(new Room())).isInstanceOf(IllegalStateException.class);
    }

    /** As many as an application may have; how long they take is in {@code own-events.md}. */
    @RepeatedTest(100)
    void aKitIsCheap() {
        kit.add(desk);

        assertThat(trader("ada", "tea")
                        .ask(Receipt.class, "place", new Order("tea", 1))
                        .amount())
                .isOne();
    }
}
