package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresenceGraceTest {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final String UPDATE = "presence-update";

    private final TestChat chat = new TestChat().with(ChatSettings.DEFAULT.withPresenceGrace(GRACE));
    private ChatClient alice;
    private ChatClient bob;

    @BeforeEach
    void meet() {
        alice = chat.joins("alice").in("lobby");
        bob = chat.joins("bob").in("lobby");
        bob.heard();
    }

    private void cutOff(ChatClient client) {
        client.transport().lose(CloseReason.TRANSPORT_ERROR);
    }

    @Test
    void whoIsCutOffStaysAsTheyWereForTheGrace() {
        cutOff(alice);
        chat.time().advance(GRACE.minusMillis(100));
        assertThat(bob.heard()).isEmpty();

        chat.time().advance(Duration.ofMillis(200));
        assertThat(bob.heardOne(UPDATE).getString("status")).isEqualTo("offline");
    }

    @Test
    void aGoodbyeCountsAtOnce() {
        alice.says("1");

        assertThat(bob.heardOne(UPDATE).getString("status")).isEqualTo("offline");
        chat.time().advance(GRACE.multipliedBy(2));
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void whoIsSentAwayByANodeThatDrainsIsOnlyCutOff() {
        alice.session().close(CloseReason.SERVER_SHUTTING_DOWN);
        chat.time().advance(GRACE.minusMillis(100));
        assertThat(bob.heard()).isEmpty();

        chat.time().advance(Duration.ofMillis(200));
        assertThat(bob.heardOne(UPDATE).getString("status")).isEqualTo("offline");
    }

    @Test
    void whoIsBackInTimeWasNeverAway() {
        cutOff(alice);
        chat.time().advance(GRACE.dividedBy(2));
        chat.joins("alice");
        chat.time().advance(GRACE.multipliedBy(2));

        assertThat(bob.heard()).isEmpty();
        assertThat(chat.lookup().of("alice").toCompletableFuture().join().isConnected())
                .isTrue();
    }

    @Test
    void theLastSocketDecidesAfterSeveralWereCutOff() {
        ChatClient phone = chat.joins("alice");
        cutOff(alice);
        chat.time().advance(GRACE.dividedBy(2));
        cutOff(phone);
        chat.time().advance(GRACE.dividedBy(2).plusMillis(100));
        assertThat(bob.heard()).isEmpty();

        chat.time().advance(GRACE.dividedBy(2));
        assertThat(chat.lookup().of("alice").toCompletableFuture().join().isConnected())
                .isFalse();
    }

    @Test
    void withoutGraceACutCountsAtOnce() {
        TestChat strict = new TestChat().with(ChatSettings.DEFAULT.withPresenceGrace(Duration.ZERO));
        ChatClient one = strict.joins("alice").in("lobby");
        ChatClient other = strict.joins("bob").in("lobby");
        other.heard();
        cutOff(one);

        assertThat(other.heardOne(UPDATE).getString("status")).isEqualTo("offline");
    }
}
