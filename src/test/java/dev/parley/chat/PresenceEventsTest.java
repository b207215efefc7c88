package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.presence.PresenceDirectory;
import dev.parley.presence.PresenceHost;
import dev.parley.presence.PresenceStatus;
import dev.parley.presence.PresenceUpdate;
import dev.parley.presence.RoomOrigin;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class PresenceEventsTest {

    private static final String UPDATE = "presence-update";

    private final TestChat chat = new TestChat();

    @Test
    void aChangeIsToldToEverybodyWhoSharesARoomOnce() {
        ChatClient alice = chat.joins("alice");
        ChatClient bob = chat.joins("bob");
        ChatClient carol = chat.joins("carol");
        ChatClient dave = chat.joins("dave");
        enter("lobby", alice, bob);
        enter("kitchen", alice, bob, carol);
        enter("attic", dave);
        forget(alice, bob, carol, dave);

        JsonObject ack = alice.askFor(UPDATE, "{'status':'busy','metadata':{'until':'noon'}}");

        assertThat(ack).isEqualTo(ChatClient.parse("{\"success\":true}"));
        assertThat(bob.heardOne(UPDATE))
                .isEqualTo(ChatClient.parse("{\"userId\":\"alice\",\"status\":\"busy\",\"timestamp\":\"" + chat.now()
                        + "\",\"metadata\":{\"until\":\"noon\"}}"));
        assertThat(carol.heard()).containsExactly(UPDATE);
        assertThat(dave.heard()).isEmpty();
        assertThat(alice.heard()).isEmpty();
    }

    @Test
    void theStatusAloneIsAPayloadToo() {
        ChatClient alice = chat.joins("alice");
        ChatClient bob = chat.joins("bob");
        enter("lobby", alice, bob);
        forget(alice, bob);

        for (String status : List.of("away", "busy", "offline", "online", "online")) {
            alice.emit(UPDATE, "'" + status + "'");
            JsonObject update = bob.heardOne(UPDATE);
            assertThat(update.getString("status")).isEqualTo(status);
            assertThat(update).doesNotContainKey("metadata");
        }
    }

    @Test
    void aChangeIsToldToTheUsersOtherSocketsAndWhoSharesARoomWithThese() {
        ChatClient alice = chat.joins("alice");
        ChatClient alicesPhone = chat.joins("alice");
        ChatClient bob = chat.joins("bob");
        enter("lobby", alicesPhone, bob);
        forget(alice, alicesPhone, bob);

        alice.emit(UPDATE, "'away'");

        assertThat(alicesPhone.heard()).containsExactly(UPDATE);
        assertThat(bob.heard()).containsExactly(UPDATE);
        assertThat(alice.heard()).isEmpty();
    }

    @Test
    void inNoRoomNobodyElseHears() {
        ChatClient alice = chat.joins("alice");
        ChatClient bob = chat.joins("bob");

        alice.emit(UPDATE, "'away'");

        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void theNewcomerAndTheUsersOfARoomLearnOfEachOther() {
        ChatClient alice = chat.joins("alice");
        ChatClient bob = chat.joins("bob");
        enter("lobby", bob, chat.joins("bob"));
        bob.emit(UPDATE, "'busy'");
        bob.heard();

        alice.in("lobby");

        JsonObject ofAlice = bob.heardOne(UPDATE);
        assertThat(ofAlice.getString("userId")).isEqualTo("alice");
        assertThat(ofAlice.getString("status")).isEqualTo("online");
        JsonObject ofBob = alice.heardOne(UPDATE);
        assertThat(ofBob.getString("userId")).isEqualTo("bob");
        assertThat(ofBob.getString("status")).isEqualTo("busy");
    }

    @Test
    void theConfirmationOfTheRoomComesBeforeThePresenceOfItsUsers() {
        chat.joins("bob").in("lobby");
        ChatClient alice = chat.joins("alice").in("lobby");

        assertThat(alice.heard()).containsExactly("room-joined", UPDATE);
    }

    @Test
    void joiningAgainTellsNobody() {
        ChatClient alice = chat.joins("alice");
        ChatClient bob = chat.joins("bob");
        enter("lobby", alice, bob);
        forget(alice, bob);

        alice.in("lobby");

        assertThat(bob.heard()).isEmpty();
        assertThat(alice.heard()).containsExactly("room-joined");
    }

    @Test
    void theSecondSocketOfAUserInARoomIsNoNewsForTheMembersButLearnsOfThem() {
        ChatClient alice = chat.joins("alice");
        ChatClient bob = chat.joins("bob");
        enter("lobby", alice, bob);
        ChatClient alicesPhone = chat.joins("alice");
        forget(alice, bob);

        alicesPhone.in("lobby");

        assertThat(bob.heard()).isEmpty();
        assertThat(alice.heard()).isEmpty();
        assertThat(alicesPhone.heardOne(UPDATE).getString("userId")).isEqualTo("bob");
    }

    @Test
    void aNewcomerHearsOfAHundredUsersAtMost() {
        for (int i = 0; i < 120; i++) {
            chat.joins("user-" + i).in("stadium");
        }

        ChatClient alice = chat.joins("alice").in("stadium");

        assertThat(alice.heard(UPDATE)).hasSize(PresenceAnnouncer.MAX_ROOMMATES);
    }

    @Test
    void onlyTheLastSocketOfAUserMakesItOffline() {
        ChatClient alice = chat.joins("alice");
        ChatClient alicesPhone = chat.joins("alice");
        ChatClient bob = chat.joins("bob");
        enter("lobby", alice, alicesPhone, bob);
        forget(bob);

        alice.vanishes();
        assertThat(bob.heard()).isEmpty();
        assertThat(status("alice")).isEqualTo(PresenceStatus.ONLINE);
        chat.time().advance(Duration.ofSeconds(1));
        alicesPhone.vanishes();

        JsonObject update = bob.heardOne(UPDATE);
        assertThat(update.getString("status")).isEqualTo("offline");
        assertThat(update.getString("timestamp")).isEqualTo(chat.now());
        assertThat(status("alice")).isEqualTo(PresenceStatus.OFFLINE);
    }

    @Test
    void theEndOfAUserInNoRoomIsToldToNobody() {
        ChatClient bob = chat.joins("bob");
        ChatClient alice = chat.joins("alice");

        alice.vanishes();

        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void whoComesBackIsOnlineAgain() {
        ChatClient bob = chat.joins("bob").in("lobby");
        ChatClient alice = chat.joins("alice").in("lobby");
        alice.emit(UPDATE, "'busy'");
        alice.vanishes();
        bob.heard();

        chat.joins("alice").in("lobby");

        assertThat(bob.heardOne(UPDATE).getString("status")).isEqualTo("online");
    }

    @Test
    void aSecondSocketDoesNotChangeTheStatus() {
        chat.joins("alice").emit(UPDATE, "'busy'");
        chat.joins("alice");

        assertThat(status("alice")).isEqualTo(PresenceStatus.BUSY);
    }

    @Test
    void aUserMayBeSeenAsOfflineWhileConnected() {
        ChatClient bob = chat.joins("bob").in("lobby");
        ChatClient alice = chat.joins("alice").in("lobby");
        alice.emit(UPDATE, "'offline'");

        assertThat(status("alice")).isEqualTo(PresenceStatus.OFFLINE);
        assertThat(chat.presence().of("alice").toCompletableFuture().join().isConnected())
                .isTrue();
        bob.heard();
        alice.emit("message", "{'room':'lobby','content':'boo','type':'text'}");
        assertThat(bob.heard()).containsExactly("message");
    }

    @Test
    void aDirectoryThatFailsIsAnIncidentForTheClientAndHarmsNobodyElse() {
        TestChat broken = new TestChat().with(new FailingPresence());
        ChatClient bob = broken.joins("bob").in("lobby");
        ChatClient alice = broken.joins("alice").in("lobby");

        JsonObject ack = alice.askFor(UPDATE, "'away'");
        assertThat(ack.getBoolean("success")).isFalse();
        assertThat(ack.getJsonObject("error").getString("code")).isEqualTo("UNKNOWN_ERROR");

        alice.emit("message", "{'room':'lobby','content':'hello','type':'text'}");
        alice.vanishes();
        assertThat(bob.heard()).containsExactly("room-joined", "message");
    }

    private PresenceStatus status(String user) {
        return chat.presence().of(user).toCompletableFuture().join().status();
    }

    private static void enter(String room, ChatClient... clients) {
        for (ChatClient client : clients) {
            client.in(room);
        }
    }

    private static void forget(ChatClient... clients) {
        for (ChatClient client : clients) {
            client.heard();
        }
    }

    /** A directory that cannot be reached. */
    private static final class FailingPresence implements PresenceDirectory {

        @Override
        public void open(PresenceHost host) {}

        @Override
        public void moved(String userId, String socketId) {}

        @Override
        public CompletionStage<Set<String>> usersElsewhereIn(String room) {
            return CompletableFuture.failedStage(new IllegalStateException("unreachable"));
        }

        @Override
        public CompletionStage<Integer> socketsElsewhereIn(String room) {
            return CompletableFuture.failedStage(new IllegalStateException("unreachable"));
        }

        @Override
        public CompletionStage<Map<String, RoomOrigin>> originsOf(Collection<String> rooms) {
            return CompletableFuture.failedStage(new IllegalStateException("unreachable"));
        }

        @Override
        public CompletionStage<Optional<PresenceUpdate>> connected(String userId, String socketId) {
            return CompletableFuture.failedStage(new IllegalStateException("unreachable"));
        }

        @Override
        public CompletionStage<Optional<PresenceUpdate>> disconnected(String userId, String socketId) {
            return CompletableFuture.failedStage(new IllegalStateException("unreachable"));
        }

        @Override
        public CompletionStage<Optional<PresenceUpdate>> changed(
                String userId, String socketId, PresenceStatus status, JsonObject metadata) {
            return CompletableFuture.failedStage(new IllegalStateException("unreachable"));
        }

        @Override
        public CompletionStage<PresenceUpdate> newsOf(String userId) {
            return CompletableFuture.failedStage(new IllegalStateException("unreachable"));
        }
    }
}
