package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.presence.Presence;
import dev.parley.presence.PresenceStatus;
import dev.parley.socketio.codec.Timestamps;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rooms and sockets that users have on other nodes are considered when their presence is sent. */
class PresenceElsewhereTest {

    private static final String UPDATE = "presence-update";
    private static final Instant TIME = Instant.parse("2026-11-23T01:02:03Z");

    private final ElsewherePresence directory = new ElsewherePresence(Clock.systemUTC());
    private final TestChat chat = new TestChat().with(directory);

    private static Presence elsewhere(String user) {
        return new Presence(user, PresenceStatus.AWAY, TIME, null, Set.of("far"));
    }

    private static List<String> updates(ChatClient client) {
        return client.heard(UPDATE).stream()
                .map(update -> update.getString("userId") + " " + update.getString("status"))
                .toList();
    }

    @Test
    void aChangeIsToldInTheRoomsOfTheUsersSocketsOnOtherNodesOnceToEach() {
        ChatClient bob = chat.joins("bob").in("tea", "milk");
        ChatClient alice = chat.joins("alice").in("tea");
        ChatClient cleo = chat.joins("cleo").in("milk");
        ChatClient stranger = chat.joins("stranger").in("beer");
        directory.put(elsewhere("alice"), "milk");
        List.of(bob, cleo, stranger).forEach(ChatClient::heard);

        alice.ask(UPDATE, "'busy'");

        assertThat(updates(bob)).containsExactly("alice busy");
        assertThat(updates(cleo)).containsExactly("alice busy");
        assertThat(updates(stranger)).isEmpty();
    }

    @Test
    void aNewcomerHearsOfThoseWhoAreInTheRoomOnOtherNodesOnceEach() {
        chat.joins("bob").in("tea");
        directory.put(elsewhere("alice"), "tea");
        directory.put(elsewhere("bob"), "tea");
        directory.put(elsewhere("cleo"), "milk");

        ChatClient newcomer = chat.joins("newcomer").in("tea");

        assertThat(updates(newcomer)).containsExactlyInAnyOrder("alice away", "bob online");
    }

    @Test
    void theMembersOfOtherNodesCount() {
        directory.put(elsewhere("alice"), "tea");
        directory.put(elsewhere("cleo"), "tea");

        assertThat(chat.joins("bob").askFor("join-room", "{'room':'tea'}").getInt("memberCount"))
                .isEqualTo(3);
    }

    @Test
    void whoIsInTheRoomOnAnotherNodeIsNoNewcomer() {
        ChatClient bob = chat.joins("bob").in("tea");
        directory.put(elsewhere("alice"), "tea");
        bob.heard();

        chat.joins("alice").in("tea");

        assertThat(updates(bob)).isEmpty();
    }

    @Test
    void aUserWhoIsGoneWithItsNodeIsToldOffInItsRooms() {
        ChatClient bob = chat.joins("bob").in("tea", "milk");
        ChatClient stranger = chat.joins("stranger").in("beer");
        directory.put(elsewhere("alice"), "tea", "milk");
        bob.heard();

        directory.crash("alice", Presence.offline("alice", TIME));

        assertThat(bob.heard(UPDATE)).singleElement().satisfies(update -> {
            assertThat(update.getString("status")).isEqualTo("offline");
            assertThat(update.getString("timestamp")).isEqualTo(Timestamps.text(TIME));
        });
        assertThat(updates(stranger)).isEmpty();
    }

    @Test
    void aUserWhoIsThereAgainWhenTheCrashIsNoticedIsNotToldOff() {
        ChatClient bob = chat.joins("bob").in("tea");
        chat.joins("alice");
        directory.put(elsewhere("alice"), "tea");
        bob.heard();

        directory.crashUnnoticedBy("alice", Presence.offline("alice", TIME));

        assertThat(updates(bob)).isEmpty();
    }
}
