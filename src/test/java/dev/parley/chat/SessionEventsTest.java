package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.directory.SocketUser;
import dev.parley.robustness.BadInput;
import dev.parley.security.GoodToken;
import dev.parley.security.VerificationResult;
import dev.parley.socketio.codec.Timestamps;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SessionEventsTest {

    private final TestChat chat = new TestChat();

    @Test
    void pingIsAnsweredByPongAndAnEmptyAck() {
        ChatClient alice = chat.joins("alice");

        assertThat(alice.ask("ping")).isEmpty();
        assertThat(alice.heard()).containsExactly("pong");

        alice.emit("ping");
        assertThat(alice.heard()).containsExactly("pong");
    }

    @Test
    @BadInput(55)
    void anExpiredTokenEndsTheConnectionAfterAnError() {
        ChatClient alice = chat.joins("alice", Duration.ofSeconds(90));

        chat.time().advance(Duration.ofMillis(89_990));
        assertThat(alice.isDisconnected()).isFalse();
        chat.time().advance(Duration.ofMillis(30));

        JsonObject error = alice.heardOne("error");
        assertThat(error.getString("code")).isEqualTo("AUTHENTICATION_FAILED");
        assertThat(error.getString("timestamp")).isEqualTo("2026-11-23T02:56:30.123Z");
        assertThat(alice.isDisconnected()).isTrue();
        assertThat(chat.namespace().sockets()).isEmpty();
    }

    @Test
    void aSocketCostsOneTimeoutForItsToken() {
        chat.engine();
        int before = chat.time().pending();
        ChatClient alice = chat.joins("alice", Duration.ofSeconds(90));
        int connected = chat.time().pending();
        chat.token("new", "alice", Duration.ofHours(2));

        for (int i = 0; i < 10; i++) {
            alice.askFor("authenticate", "{'token':'new'}");
        }
        assertThat(chat.time().pending()).isEqualTo(connected);

        alice.vanishes();
        assertThat(chat.time().pending()).isEqualTo(before);
    }

    @Test
    void aTokenThatHasExpiredBeforeTheTimerLooksLetsNoEventThrough() {
        ChatClient alice = chat.joins("alice", Duration.ofSeconds(10));
        ChatClient bob = chat.joins("bob");
        chat.time().stall(Duration.ofSeconds(10));

        alice.emit("message", "{'to':'bob','content':'late','type':'text'}");

        assertThat(alice.heardOne("error").getString("code")).isEqualTo("AUTHENTICATION_FAILED");
        assertThat(alice.isDisconnected()).isTrue();
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    @BadInput(65)
    void aWallClockThatWasSetForwardIsNoticed() {
        ChatClient alice = chat.joins("alice", Duration.ofDays(400_000));
        chat.wall().set(Duration.ofDays(400_001));

        chat.time().advance(Duration.ofSeconds(61));

        assertThat(alice.isDisconnected()).isTrue();
    }

    @Test
    @BadInput(65)
    void aWallClockThatWasSetBackIsNoReasonToEndEarly() {
        ChatClient alice = chat.joins("alice", Duration.ofSeconds(30));
        chat.wall().set(Duration.ofSeconds(-20));

        chat.time().advance(Duration.ofSeconds(49));
        assertThat(alice.isDisconnected()).isFalse();
        chat.time().advance(Duration.ofSeconds(1).plusMillis(20));
        assertThat(alice.isDisconnected()).isTrue();
    }

    @Test
    void aNewTokenKeepsTheConnectionAlive() {
        ChatClient alice = chat.joins("alice", Duration.ofSeconds(10));
        String expiresAt = Timestamps.text(
                chat.token("new", "alice", Duration.ofSeconds(30)).expiresAt());

        JsonObject ack = alice.askFor("authenticate", "{'token':'new'}");

        assertThat(ack.keySet()).containsExactly("success", "expiresAt");
        assertThat(ack.getBoolean("success")).isTrue();
        assertThat(ack.getString("expiresAt")).isEqualTo(expiresAt);
        assertThat(alice.heard()).isEmpty();
        chat.time().advance(Duration.ofMillis(29_990));
        assertThat(alice.isDisconnected()).isFalse();
        chat.time().advance(Duration.ofMillis(30));
        assertThat(alice.isDisconnected()).isTrue();
    }

    @Test
    void aNewTokenMayAlsoEndTheConnectionEarlier() {
        ChatClient alice = chat.joins("alice", Duration.ofSeconds(30));
        chat.token("short", "alice", Duration.ofSeconds(5));
        alice.askFor("authenticate", "{'token':'short'}");

        chat.time().advance(Duration.ofMillis(5_020));

        assertThat(alice.isDisconnected()).isTrue();
    }

    @Test
    void aNewTokenBringsItsRoles() {
        ChatClient alice = chat.joins("alice");
        chat.token("promoted", "alice", Duration.ofHours(1), "publisher");
        alice.askFor("authenticate", "{'token':'promoted'}");

        JsonObject ack = alice.askFor("message", "{'content':'maintenance at noon','type':'system'}");

        assertThat(ack.getBoolean("success")).isTrue();
    }

    @Test
    void aBadTokenIsRefusedAndTheOldOneStays() {
        ChatClient alice = chat.joins("alice", Duration.ofSeconds(10));
        String expiresAt =
                Timestamps.text(chat.socket(alice).attribute(SocketUser.KEY).expiresAt());

        JsonObject ack = alice.askFor("authenticate", "{'token':'secret-but-wrong'}");

        assertThat(ack.keySet()).containsExactly("success", "expiresAt", "error");
        assertThat(ack.getBoolean("success")).isFalse();
        assertThat(ack.getString("expiresAt")).isEqualTo(expiresAt);
        JsonObject error = ack.getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo("AUTHENTICATION_FAILED");
        assertThat(error.getJsonObject("details").getString("reason")).isEqualTo("BAD_SIGNATURE");
        assertThat(error.toString()).doesNotContain("secret");
        assertThat(alice.heard("error")).containsExactly(error);
        chat.time().advance(Duration.ofSeconds(9));
        assertThat(alice.isDisconnected()).isFalse();
        chat.time().advance(Duration.ofMillis(1_020));
        assertThat(alice.isDisconnected()).isTrue();
    }

    @Test
    void aTokenOfSomebodyElseIsRefusedAndTheOldOneStays() {
        ChatClient alice = chat.joins("alice");
        chat.token("bobs", "bob", Duration.ofHours(2));

        JsonObject ack = alice.askFor("authenticate", "{'token':'bobs'}");

        assertThat(ack.getBoolean("success")).isFalse();
        assertThat(ack.getJsonObject("error").getString("code")).isEqualTo("AUTHORIZATION_FAILED");
        assertThat(SocketUser.of(chat.socket(alice)).id()).isEqualTo("alice");
    }

    @Test
    void aVerificationThatTakesItsTimeEndsInTheSocketsTurn() {
        CompletableFuture<VerificationResult> pending = new CompletableFuture<>();
        AtomicReference<String> asked = new AtomicReference<>();
        TestChat slow = new TestChat().withTokens(token -> {
            asked.set(token);
            return pending;
        });
        ChatClient alice = slow.joins("alice", Duration.ofSeconds(10));

        assertThat(alice.askPatiently("authenticate", "{'token':'new'}")).isNull();
        assertThat(asked).hasValue("new");
        assertThat(alice.ask("ping")).as("others go on").isEmpty();
        alice.askPatiently("authenticate", "{'token':'new'}");
        pending.complete(GoodToken.of(slow.token("new", "alice", Duration.ofHours(1))));

        assertThat(alice.lastAck().getJsonObject(0).getBoolean("success")).isTrue();
        slow.time().advance(Duration.ofSeconds(11));
        assertThat(alice.isDisconnected()).isFalse();
    }

    @Test
    void aVerificationThatComesTooLateIsForgotten() {
        CompletableFuture<VerificationResult> pending = new CompletableFuture<>();
        TestChat slow = new TestChat().withTokens(token -> pending);
        ChatClient alice = slow.joins("alice", Duration.ofSeconds(10));
        alice.askPatiently("authenticate", "{'token':'new'}");
        alice.vanishes();
        int before = slow.time().pending();

        pending.complete(GoodToken.of(slow.token("new", "alice", Duration.ofHours(1))));

        assertThat(slow.time().pending()).isEqualTo(before).isZero();
    }

    @Test
    void aVerificationThatFailsIsAnIncident() {
        TestChat broken = new TestChat()
                .withTokens(token -> CompletableFuture.failedStage(new IllegalStateException("secret of the server")));
        ChatClient alice = broken.joins("alice");

        JsonObject ack = alice.askFor("authenticate", "{'token':'new'}");

        assertThat(ack.getJsonObject("error").getString("code")).isEqualTo("UNKNOWN_ERROR");
        assertThat(ack.toString()).doesNotContain("secret");
        assertThat(alice.isDisconnected()).isFalse();
    }

    @Test
    void whoHasNoUserIsDisconnected() {
        ChatClient nobody = chat.joinsUnknown();

        assertThat(nobody.heardOne("error").getString("code")).isEqualTo("CONNECTION_ERROR");
        assertThat(nobody.isDisconnected()).isTrue();
        assertThat(chat.namespace().sockets()).isEmpty();
        assertThat(chat.time().pending()).isZero();
    }
}
