package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypingEventsTest {

    private static final String LOBBY = "{'room':'lobby'}";

    private final TestChat chat = new TestChat();
    private final ChatClient alice = chat.joins("alice");
    private final ChatClient bob = chat.joins("bob");
    private final ChatClient carol = chat.joins("carol");

    @Test
    void startAndStopGoToTheOtherMembersOfTheRoom() {
        enter("lobby", alice, bob);

        alice.emit("typing-start", LOBBY);
        assertThat(bob.heardOne("typing-start"))
                .isEqualTo(ChatClient.parse("{\"userId\":\"alice\",\"room\":\"lobby\",\"isTyping\":true,"
                        + "\"timestamp\":\"2026-11-23T02:55:00.123Z\"}"));
        alice.emit("typing-stop", LOBBY);
        JsonObject stop = bob.heardOne("typing-stop");
        assertThat(stop.getBoolean("isTyping")).isFalse();
        assertThat(stop.getString("room")).isEqualTo("lobby");

        assertThat(alice.heard()).isEmpty();
        assertThat(carol.heard()).isEmpty();
    }

    @Test
    void theAckIsEmpty() {
        enter("lobby", alice, bob);

        assertThat(alice.ask("typing-start", LOBBY)).isEmpty();
        assertThat(alice.ask("typing-stop", LOBBY)).isEmpty();
    }

    @Test
    void whoIsNotAMemberIsRefused() {
        enter("lobby", bob);

        alice.emit("typing-start", LOBBY);
        assertThat(alice.heardOne("error").getString("code")).isEqualTo("AUTHORIZATION_FAILED");
        alice.emit("typing-stop", LOBBY);
        assertThat(alice.heardOne("error").getString("code")).isEqualTo("AUTHORIZATION_FAILED");
        assertThat(alice.askFor("typing-start", LOBBY).getBoolean("success")).isFalse();
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void anInvalidRoomIsRefused() {
        alice.emit("typing-start", "{'room':''}");

        assertThat(alice.heardOne("error").getString("code")).isEqualTo("INVALID_ROOM");
    }

    @Test
    void withoutARoomItGoesOnceToEachMemberOfAllRooms() {
        enter("lobby", alice, bob);
        enter("kitchen", alice, bob, carol);
        ChatClient dave = chat.joins("dave");

        alice.emit("typing-start");

        assertThat(bob.heardOne("typing-start").keySet()).containsExactly("userId", "isTyping", "timestamp");
        assertThat(carol.heard()).containsExactly("typing-start");
        assertThat(alice.heard()).isEmpty();
        assertThat(dave.heard()).isEmpty();
    }

    @Test
    void withoutARoomAndInNoRoomNobodyHears() {
        alice.emit("typing-start", "{}");
        alice.emit("typing-stop");

        assertThat(alice.heard()).isEmpty();
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void repetitionsFasterThanOneASecondAreDroppedSilently() {
        enter("lobby", alice, bob);

        for (int i = 0; i < 5; i++) {
            alice.emit("typing-start", LOBBY);
            chat.time().advance(Duration.ofMillis(199));
        }
        assertThat(bob.heard()).containsExactly("typing-start");
        assertThat(alice.heard()).isEmpty();

        chat.time().advance(Duration.ofMillis(10));
        alice.emit("typing-start", LOBBY);
        assertThat(bob.heard()).containsExactly("typing-start");
    }

    @Test
    void roomsAndSocketsAreThrottledApart() {
        ChatClient alicesPhone = chat.joins("alice");
        enter("lobby", alice, alicesPhone, bob);
        enter("kitchen", alice, bob);

        alice.emit("typing-start", LOBBY);
        alice.emit("typing-start", "{'room':'kitchen'}");
        alice.emit("typing-start");
        alicesPhone.emit("typing-start", LOBBY);

        assertThat(bob.heard("typing-start")).hasSize(4);
    }

    @Test
    void aStopIsNoRepetitionOfAStart() {
        enter("lobby", alice, bob);

        alice.emit("typing-start", LOBBY);
        alice.emit("typing-stop", LOBBY);
        alice.emit("typing-stop", LOBBY);
        alice.emit("typing-start", LOBBY);
        alice.emit("typing-stop", LOBBY);

        assertThat(bob.heard()).containsExactly("typing-start", "typing-stop");
    }

    @Test
    void aStopWithoutAStartIsRelayedAndThrottledAllTheSame() {
        enter("lobby", alice, bob);

        alice.emit("typing-stop", LOBBY);
        alice.emit("typing-stop", LOBBY);
        assertThat(bob.heard()).containsExactly("typing-stop");

        chat.time().advance(Duration.ofSeconds(1));
        alice.emit("typing-stop", LOBBY);
        assertThat(bob.heard()).containsExactly("typing-stop");
    }

    @Test
    void aStartWithoutAStopEndsAfterTenSeconds() {
        enter("lobby", alice, bob);
        alice.emit("typing-start", LOBBY);
        bob.heard();

        chat.time().advance(Duration.ofMillis(9_990));
        assertThat(bob.heard()).isEmpty();
        chat.time().advance(Duration.ofMillis(20));

        JsonObject stop = bob.heardOne("typing-stop");
        assertThat(stop.getString("userId")).isEqualTo("alice");
        assertThat(stop.getString("room")).isEqualTo("lobby");
        assertThat(stop.getBoolean("isTyping")).isFalse();
        assertThat(alice.heard()).isEmpty();
        chat.time().advance(Duration.ofSeconds(20));
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void aRoomlessStartEndsAfterTenSecondsToo() {
        enter("lobby", alice, bob);
        alice.emit("typing-start");
        bob.heard();

        chat.time().advance(Duration.ofMillis(10_010));

        assertThat(bob.heardOne("typing-stop")).doesNotContainKey("room");
    }

    @Test
    void everyStartKeepsItUpEvenOneThatWasDroppedAndAtThePriceOfOneTimeout() {
        enter("lobby", alice, bob);
        int before = chat.time().pending();
        alice.emit("typing-start", LOBBY);
        for (int i = 0; i < 100; i++) {
            chat.time().advance(Duration.ofMillis(150));
            alice.emit("typing-start", LOBBY);
            assertThat(chat.time().pending()).isEqualTo(before + 1);
        }
        assertThat(bob.heard()).hasSizeBetween(13, 16).containsOnly("typing-start");

        chat.time().advance(Duration.ofMillis(9_990));
        assertThat(bob.heard()).isEmpty();
        chat.time().advance(Duration.ofMillis(20));
        assertThat(bob.heard()).containsExactly("typing-stop");
        assertThat(chat.time().pending()).isEqualTo(before);
    }

    @Test
    void anEndThatComesTooLateForANewStartLeavesItUpAndAtThePriceOfOneTimeout() {
        List<Runnable> waiting = new ArrayList<>();
        TestChat busy = new TestChat().withExecutor(waiting::add);
        ChatClient typist = busy.joins("alice");
        ChatClient reader = busy.joins("bob");
        enter("lobby", typist, reader);
        int before = busy.time().pending();
        typist.emit("typing-start", LOBBY);
        busy.time().advance(Duration.ofSeconds(11));
        assertThat(reader.heard()).as("not on the timers' thread").containsExactly("typing-start");
        typist.emit("typing-stop", LOBBY);
        typist.emit("typing-start", LOBBY);

        waiting.forEach(Runnable::run);

        assertThat(reader.heard()).containsExactly("typing-stop", "typing-start");
        assertThat(busy.time().pending()).isEqualTo(before + 1);
    }

    @Test
    void aStopTakesTheTimeoutAway() {
        enter("lobby", alice, bob);
        int before = chat.time().pending();

        alice.emit("typing-start", LOBBY);
        alice.emit("typing-stop", LOBBY);

        assertThat(chat.time().pending()).isEqualTo(before);
        bob.heard();
        chat.time().advance(Duration.ofSeconds(15));
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void leavingTheRoomStopsIt() {
        enter("lobby", alice, bob);
        int before = chat.time().pending();
        alice.emit("typing-start", LOBBY);
        bob.heard();

        alice.emit("leave-room", LOBBY);

        assertThat(bob.heard()).containsExactly("typing-stop");
        assertThat(chat.time().pending()).isEqualTo(before);
    }

    @Test
    void leavingARoomStopsRoomlessTypingForThoseWhoAreLeftBehind() {
        enter("lobby", alice, bob, carol);
        enter("kitchen", alice, carol);
        alice.emit("typing-start");
        bob.heard();
        carol.heard();

        alice.emit("leave-room", LOBBY);

        assertThat(bob.heardOne("typing-stop")).doesNotContainKey("room");
        assertThat(carol.heard()).as("still together in the kitchen").isEmpty();
        alice.emit("typing-stop");
        assertThat(carol.heard()).containsExactly("typing-stop");
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void disconnectingStopsIt() {
        enter("lobby", alice, bob);
        enter("kitchen", alice, carol);
        alice.emit("typing-start", LOBBY);
        alice.emit("typing-start");
        bob.heard();
        carol.heard();

        alice.vanishes();

        assertThat(bob.heard("typing-stop")).hasSize(2);
        assertThat(carol.heard("typing-stop")).hasSize(1);
    }

    @Test
    void nothingIsToldOfSomebodyWhoWasTakenOutOfTheRoomByOthers() {
        enter("lobby", alice, bob);
        alice.emit("typing-start", LOBBY);
        bob.heard();
        chat.namespace().to("lobby").leaveRooms("lobby");

        chat.time().advance(Duration.ofSeconds(11));

        assertThat(List.of(alice.heard(), bob.heard(), carol.heard())).containsOnly(List.of());
    }

    @Test
    void aMessageDoesNotEndIt() {
        enter("lobby", alice, bob);
        alice.emit("typing-start", LOBBY);
        alice.emit("message", "{'room':'lobby','content':'x','type':'text'}");

        assertThat(bob.heard()).containsExactly("typing-start", "message");
    }

    private static void enter(String room, ChatClient... clients) {
        for (ChatClient client : clients) {
            client.in(room);
        }
        for (ChatClient client : clients) {
            client.heard();
        }
    }
}
