package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.error.ErrorCode;
import dev.parley.session.EventLimit;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What is refused whatever the event is: too many, unknown, failed. */
class RefusalsTest {

    @Test
    void anUnknownEventIsRefusedAndNotRelayed() {
        TestChat chat = new TestChat();
        ChatClient alice = chat.joins("alice").in("lobby");
        ChatClient bob = chat.joins("bob").in("lobby");
        alice.heard();
        bob.heard();

        JsonObject ack = alice.askFor("broadcast", "{'event':'x','data':1}");

        assertThat(ack.keySet()).containsExactly("success", "error");
        assertThat(ack.getBoolean("success")).isFalse();
        JsonObject error = ack.getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo("INVALID_MESSAGE");
        assertThat(error.getJsonObject("details").getString("event")).isEqualTo("broadcast");
        assertThat(alice.heard("error")).containsExactly(error);
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void anUnknownEventWithoutAnAckIsToldAsAnErrorAndItsNameIsCut() {
        ChatClient alice = new TestChat().joins("alice");

        alice.emit("x".repeat(100_000));
        assertThat(alice.heardOne("error").toString()).hasSizeLessThan(500);
        alice.says("2[42]");
        assertThat(alice.heardOne("error").getJsonObject("details").getString("event"))
                .isEqualTo("42");
    }

    @Test
    void anErrorIsObservedOnceInHoweverManyPacketsItIsTold() {
        TestChat chat = new TestChat();
        ChatClient alice = chat.joins("alice", Duration.ofMinutes(1));

        alice.askFor("no-such-event");
        alice.askFor("join-room", "{'room':' '}");
        chat.time().advance(Duration.ofMinutes(2));

        assertThat(chat.errors())
                .containsExactly(ErrorCode.INVALID_MESSAGE, ErrorCode.INVALID_ROOM, ErrorCode.AUTHENTICATION_FAILED);
    }

    @Test
    void moreEventsThanAllowedAreRefusedUntilTheTimeThatIsTold() {
        TestChat chat = new TestChat().withMaxEvents(3);
        ChatClient alice = chat.joins("alice");
        for (int i = 0; i < 3; i++) {
            assertThat(alice.ask("ping")).isEmpty();
        }
        alice.heard();

        JsonObject ack = alice.askFor("ping");

        assertThat(ack.keySet()).containsExactly("success", "error");
        JsonObject error = ack.getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(alice.heard("error")).containsExactly(error);
        int retryAfterMs = error.getJsonObject("details").getInt("retryAfterMs");
        assertThat(retryAfterMs).isBetween(1, 20_001);
        chat.time().advance(Duration.ofMillis(retryAfterMs));
        assertThat(alice.ask("ping")).isEmpty();
    }

    @Test
    void theLimitIsTheUsersAndNotTheSockets() {
        TestChat chat = new TestChat().withMaxEvents(1);
        chat.joins("alice").emit("ping");
        ChatClient alicesPhone = chat.joins("alice");
        ChatClient bob = chat.joins("bob");

        alicesPhone.emit("ping");
        bob.emit("ping");

        assertThat(alicesPhone.heard()).containsExactly("error");
        assertThat(bob.heard()).containsExactly("pong");
    }

    @Test
    void aJoinOverTheLimitIsToldBothAsARoomErrorAndAsAnError() {
        TestChat chat = new TestChat().withMaxEvents(1);
        ChatClient alice = chat.joins("alice");
        alice.emit("ping");
        alice.heard();

        JsonObject ack = alice.askFor("join-room", "{'room':'lobby'}");

        assertThat(ack.getString("room")).isEqualTo("lobby");
        assertThat(ack.getInt("memberCount")).isZero();
        assertThat(alice.heard()).containsExactly("room-error", "error");
        assertThat(chat.rooms().rooms()).isEmpty();
    }

    @Test
    void whoDoesNotHeedTheLimitIsDisconnectedAfterAFinalError() {
        TestChat chat = new TestChat().withMaxEvents(1);
        ChatClient alice = chat.joins("alice");
        alice.emit("ping");
        alice.heard();

        for (int i = 0; i < EventLimit.MAX_REFUSALS - 1; i++) {
            alice.emit("ping");
        }
        assertThat(alice.isDisconnected()).isFalse();
        alice.heard();
        alice.emit("ping");

        assertThat(alice.heardOne("error").getString("message")).contains("closed");
        assertThat(alice.isDisconnected()).isTrue();
    }

    @Test
    void whoHeedsTheLimitNowAndThenIsNotDisconnected() {
        TestChat chat = new TestChat().withMaxEvents(1);
        ChatClient alice = chat.joins("alice");
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < EventLimit.MAX_REFUSALS; i++) {
                alice.emit("ping");
            }
            chat.time().advance(Duration.ofSeconds(61));
        }
        assertThat(alice.isDisconnected()).isFalse();
    }

    /** The allowance comes back while the flood goes on, so that some of it is always let through. */
    @Test
    void aFloodDoesNotHideBehindTheEventsThatGetThrough() {
        TestChat chat = new TestChat().withMaxEvents(60);
        ChatClient alice = chat.joins("alice");
        int seconds = 0;
        while (!alice.isDisconnected() && seconds < 60) {
            for (int i = 0; i < 5; i++) {
                alice.emit("ping");
            }
            chat.time().advance(Duration.ofSeconds(1));
            seconds++;
        }
        assertThat(alice.isDisconnected()).isTrue();
    }

    @Test
    void whoIsRefusedLessOftenThanThatInAWindowStays() {
        TestChat chat = new TestChat().withMaxEvents(60);
        ChatClient alice = chat.joins("alice");
        for (int second = 0; second < 600; second++) {
            alice.emit("ping");
            alice.emit("ping");
            chat.time().advance(Duration.ofSeconds(1));
        }
        assertThat(alice.heard("error")).hasSizeGreaterThan(400);
        assertThat(alice.isDisconnected()).isFalse();
    }

    @Test
    void theOtherDeviceOfARunawayClientStays() {
        TestChat chat = new TestChat().withMaxEvents(1);
        ChatClient runaway = chat.joins("alice");
        ChatClient phone = chat.joins("alice");
        for (int i = 0; i <= EventLimit.MAX_REFUSALS; i++) {
            runaway.emit("ping");
        }

        phone.emit("ping");

        assertThat(runaway.isDisconnected()).isTrue();
        assertThat(phone.isDisconnected()).isFalse();
    }

    @Test
    void aFailureIsAnIncidentThatIsInTheLogAndTellsNothingElse() {
        TestChat chat = new TestChat();
        chat.namespace().on("ping", (socket, event) -> {
            throw new IllegalStateException("secret of the server");
        });
        ChatClient alice = chat.joins("alice");

        List<LogRecord> log = new ArrayList<>();
        JsonObject[] ack = new JsonObject[1];
        logging(log, () -> ack[0] = alice.askFor("ping"));

        JsonObject error = ack[0].getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo("UNKNOWN_ERROR");
        String incident = error.getJsonObject("details").getString("incident");
        assertThat(error.getString("message")).contains(incident);
        assertThat(ack[0].toString()).doesNotContain("secret", "IllegalState");
        assertThat(alice.heard("error")).containsExactly(error);
        assertThat(log).hasSize(1);
        assertThat(log.get(0).getMessage()).contains(incident);
        assertThat(log.get(0).getThrown()).hasMessage("secret of the server");
    }

    @Test
    void aFailureWhileJoiningIsToldBothAsARoomErrorAndAsAnError() {
        TestChat chat = new TestChat();
        chat.namespace().on("join-room", (socket, event) -> {
            throw new IllegalStateException("secret of the server");
        });
        ChatClient alice = chat.joins("alice");

        logging(new ArrayList<>(), () -> alice.emit("join-room", "{'room':'lobby'}"));

        assertThat(alice.heard()).containsExactly("room-error", "error");
    }

    private static void logging(List<LogRecord> log, Runnable action) {
        Logger logger = Logger.getLogger(UnexpectedErrorHandler.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                log.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            action.run();
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
    }
}
