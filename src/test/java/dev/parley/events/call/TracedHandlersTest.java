package dev.parley.events.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.NonBlocking;
import dev.parley.api.OnEvent;
import dev.parley.api.SocketNamespace;
import dev.parley.tracing.RecordingTracing;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Handlers of own events are called within the span of the event, on whatever thread, and the span ends with the answer. */
class TracedHandlersTest {

    private static final CompletableFuture<String> LATER = new CompletableFuture<>();

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final RecordingTracing tracing = new RecordingTracing();
    private final TestEvents events = new TestEvents(new Desk()).withBlocking(tasks::add);
    private final EventClient client = client();

    @SocketNamespace("/")
    static class Desk {

        @OnEvent("usual")
        void usual() {}

        @OnEvent("light")
        @NonBlocking
        void light() {}

        @OnEvent("later")
        @NonBlocking
        CompletionStage<String> later() {
            return LATER;
        }

        @OnEvent("bad")
        @NonBlocking
        void bad() {
            throw new IllegalStateException();
        }

        @OnEvent("closed")
        @NonBlocking
        @RolesAllowed("nobody")
        void closed() {}
    }

    private EventClient client() {
        events.namespace().trace(tracing, false);
        return events.joins("ada");
    }

    @Test
    void onAThreadThatMayBlock() {
        client.emit("usual");
        assertThat(tracing.told()).containsExactly("arrived / usual", "usual is active", "usual is not active");
        tracing.told().clear();

        tasks.remove().run();

        assertThat(tracing.told()).containsExactly("usual is active", "usual is not active", "usual is over");
    }

    @Test
    void onTheThreadThatHasReadTheEvent() {
        client.emit("light");

        assertThat(tracing.told())
                .containsExactly(
                        "arrived / light",
                        "light is active",
                        "light is active",
                        "light is not active",
                        "light is not active",
                        "light is over");
    }

    @Test
    void untilTheStageHasCompleted() {
        client.emit("later");
        assertThat(tracing.told()).doesNotContain("later is over");

        LATER.complete("answer");

        assertThat(tracing.told()).endsWith("later is over");
    }

    @Test
    void aRefusalSaysItsCode() {
        client.emit("bad");
        client.emit("closed");

        assertThat(tracing.told())
                .containsSubsequence("bad failed: UNKNOWN_ERROR", "bad is over")
                .containsSubsequence("closed failed: AUTHORIZATION_FAILED", "closed is over")
                .noneMatch(told -> told.endsWith("was over before"));
    }
}
