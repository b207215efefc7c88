package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody is left with old news, however long the directory takes to answer. */
class PresenceOrderTest {

    private static final String UPDATE = "presence-update";

    private final HeldPresence directory = new HeldPresence(Clock.systemUTC());
    private final TestChat chat = new TestChat().with(directory);
    private final ChatClient bob = chat.joins("bob").in("lobby");

    @Test
    void theEndOfOneSocketDoesNotOvertakeTheBeginningOfTheNext() {
        ChatClient alice = chat.joins("alice").in("lobby");
        bob.heard();

        directory.hold();
        alice.vanishes();
        ChatClient next = chat.arrives("alice");
        directory.release();
        next.in("lobby");

        assertThat(statuses(bob)).startsWith("offline").endsWith("online");
    }

    @Test
    void aNewcomerWhoAskedBeforeTheEndOfAUserHearsOfTheEndLast() {
        ChatClient alice = chat.joins("alice").in("lobby");
        ChatClient newcomer = chat.joins("newcomer");

        directory.hold();
        newcomer.in("lobby");
        alice.vanishes();
        directory.release();

        assertThat(newcomer.heard(UPDATE).stream()
                        .filter(update -> update.getString("userId").equals("alice"))
                        .map(update -> update.getString("status")))
                .containsExactly("online", "offline");
    }

    @Test
    void theArrivalOfAUserWhoGoesAtOnceIsToldBeforeTheEnd() {
        ChatClient alice = chat.joins("alice");
        bob.heard();

        directory.hold();
        alice.in("lobby");
        alice.vanishes();
        directory.release();

        assertThat(statuses(bob)).containsExactly("online", "offline");
    }

    @Test
    void theChangesOfTwoSocketsAreToldInTheOrderInWhichTheyCount() {
        ChatClient alice = chat.joins("alice").in("lobby");
        ChatClient alicesPhone = chat.joins("alice");
        bob.heard();

        directory.hold();
        assertThat(alice.askPatiently(UPDATE, "'away'")).isNull();
        assertThat(alicesPhone.askPatiently(UPDATE, "'busy'")).isNull();
        assertThat(directory.asked()).as("the second waits for the first").containsExactly("changed alice");
        directory.release();

        assertThat(statuses(bob)).containsExactly("away", "busy");
        assertThat(alice.lastAck().getJsonObject(0).getBoolean("success")).isTrue();
        assertThat(alicesPhone.lastAck().getJsonObject(0).getBoolean("success")).isTrue();
    }

    @Test
    void oneUserDoesNotWaitForAnother() {
        ChatClient alice = chat.joins("alice");

        directory.hold();
        alice.askPatiently(UPDATE, "'away'");
        bob.askPatiently(UPDATE, "'away'");

        assertThat(directory.asked()).containsExactly("changed alice", "changed bob");
    }

    private static List<String> statuses(ChatClient client) {
        return client.heard(UPDATE).stream()
                .map(update -> update.getString("status"))
                .toList();
    }
}
