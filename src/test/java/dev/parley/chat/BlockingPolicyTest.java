package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.robustness.BadInput;
import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** An application's room policy that takes its time, on threads of its own. */
class BlockingPolicyTest {

    private final Queue<Runnable> questions = new ArrayDeque<>();
    private final TestChat chat = new TestChat().withPolicy(questions::add, (user, room) -> !room.startsWith("closed"));

    @Test
    void whoWantsToEnterWaitsForTheAnswer() {
        ChatClient alice = chat.joins("alice");
        alice.emit("join-room", "{'room':'lobby'}");
        assertThat(alice.heard()).isEmpty();
        assertThat(chat.socket(alice).isIn("lobby")).isFalse();

        questions.remove().run();

        assertThat(alice.heard()).containsExactly("room-joined");
        assertThat(chat.socket(alice).isIn("lobby")).isTrue();
    }

    @Test
    void whoMayNotEnterIsToldSo() {
        ChatClient alice = chat.joins("alice");
        alice.emit("join-room", "{'room':'closed'}");
        questions.remove().run();

        JsonObject error = alice.heardOne("room-error");

        assertThat(error.getString("code")).isEqualTo("AUTHORIZATION_FAILED");
        assertThat(error.getJsonObject("details").getString("room")).isEqualTo("closed");
    }

    @Test
    @BadInput(58)
    void nobodyElseWaits() {
        ChatClient bob = chat.joins("bob");
        chat.joins("alice").emit("join-room", "{'room':'lobby'}");

        bob.emit("ping");

        assertThat(bob.heard()).containsExactly("pong");
    }

    @Test
    void theNextEventsOfTheSocketAreHandledAfterItInTheirOrder() {
        ChatClient bob = chat.joins("bob");
        bob.emit("join-room", "{'room':'lobby'}");
        questions.remove().run();
        ChatClient alice = chat.joins("alice");
        alice.emit("join-room", "{'room':'lobby'}");
        alice.emit("message", "{'room':'lobby','content':'hello','type':'text'}");
        alice.emit("leave-room", "{'room':'lobby'}");
        alice.emit("ping");
        assertThat(alice.heard()).isEmpty();

        questions.remove().run();

        assertThat(alice.heard()).containsSubsequence("room-joined", "room-left", "pong");
        assertThat(bob.heard("message")).hasSize(1);
    }

    @Test
    void oneQuestionAtATimeIsAskedForASocket() {
        ChatClient alice = chat.joins("alice");
        alice.emit("join-room", "{'room':'one'}");
        alice.emit("join-room", "{'room':'two'}");
        alice.emit("ping");
        assertThat(questions).hasSize(1);

        questions.remove().run();
        assertThat(alice.heard()).containsExactly("room-joined");
        questions.remove().run();

        assertThat(alice.heard()).containsExactly("room-joined", "pong");
        assertThat(questions).isEmpty();
    }

    @Test
    void theSessionReadsNoMoreWhenSomeEventsWaitAndReadsAgainAfterThem() {
        ChatClient alice = chat.joins("alice");
        alice.emit("join-room", "{'room':'lobby'}");
        for (int i = 0; i < 7; i++) {
            alice.emit("ping");
        }
        assertThat(alice.transport().isReceiving()).isTrue();
        alice.emit("ping");
        assertThat(alice.transport().isReceiving()).isFalse();
        for (int i = 0; i < 100; i++) {
            alice.emit("ping");
        }

        questions.remove().run();

        assertThat(alice.heard()).hasSize(109).startsWith("room-joined", "pong").endsWith("pong");
        assertThat(alice.transport().isReceiving()).isTrue();
    }

    @Test
    void aClientThatCannotBeStoppedIsClosedAtSomePoint() {
        ChatClient alice = chat.joins("alice");
        alice.emit("join-room", "{'room':'lobby'}");
        for (int i = 0; i < 10_000; i++) {
            alice.emit("ping");
        }
        assertThat(alice.session().isOpen()).isTrue();

        alice.emit("ping");

        assertThat(alice.session().isOpen()).isFalse();
        assertThat(alice.transport().terminated()).contains(CloseReason.BACK_PRESSURE);
        questions.remove().run();
        assertThat(alice.heard()).isEmpty();
    }

    @Test
    void theAnswerToASocketThatHasGoneChangesNothing() {
        ChatClient alice = chat.joins("alice");
        alice.emit("join-room", "{'room':'lobby'}");
        for (int i = 0; i < 20; i++) {
            alice.emit("ping");
        }
        alice.says("41");
        assertThat(alice.transport().isReceiving())
                .as("for the client's other namespaces")
                .isTrue();

        questions.remove().run();

        assertThat(alice.heard()).isEmpty();
    }

    @Test
    void anEndedNodeAnswersWithAnIncident() {
        TestChat ended = new TestChat()
                .withPolicy(
                        question -> {
                            throw new RejectedExecutionException("ended");
                        },
                        (user, room) -> true);
        ChatClient alice = ended.joins("alice");

        alice.emit("join-room", "{'room':'lobby'}");

        assertThat(alice.heardOne("error").getString("code")).isEqualTo("UNKNOWN_ERROR");
    }
}
