package dev.parley.events.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Concurrent;
import dev.parley.api.NonBlocking;
import dev.parley.api.OnDisconnect;
import dev.parley.api.OnEvent;
import dev.parley.api.Socket;
import dev.parley.api.SocketNamespace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The events of a socket are handled one after the other, and so many of them wait and not more. */
class EventOrderTest {

    @SocketNamespace
    static class Desk {
        final List<String> calls = new ArrayList<>();
        final List<CompletableFuture<String>> stages = new ArrayList<>();

        @OnEvent("slow")
        String slow(int number) {
            calls.add("slow " + number);
            return "slow";
        }

        @OnEvent("quick")
        @NonBlocking
        String quick(int number) {
            calls.add("quick " + number);
            return "quick";
        }

        @OnEvent("beside")
        @Concurrent
        String beside(int number) {
            calls.add("beside " + number);
            return "beside";
        }

        @OnEvent("staged")
        @NonBlocking
        CompletionStage<String> staged(int number) {
            calls.add("staged " + number);
            stages.add(new CompletableFuture<>());
            return stages.get(stages.size() - 1);
        }

        @OnDisconnect
        void left(Socket socket) {
            calls.add("left " + socket.rooms().size());
        }
    }

    private final Desk desk = new Desk();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean full;
    private final TestEvents events = new TestEvents(desk).withBlocking(this::add);
    private final EventClient alice = events.joins("alice");

    private void add(Runnable task) {
        if (full) {
            throw new RejectedExecutionException("full");
        }
        tasks.add(task);
    }

    private void runAll() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void aHandlerThatMayBlockIsNotCalledOnTheReadingThread() {
        alice.emit("slow", "1");
        assertThat(desk.calls).isEmpty();
        runAll();

        assertThat(desk.calls).containsExactly("slow 1");
    }

    @Test
    void anAnswerOnAThreadThatMayBlockLeavesThereUnlessOthersFollow() {
        alice.asks("slow", "1");
        alice.asks("slow", "2");
        runAll();

        assertThat(desk.calls).containsExactly("slow 1", "slow 2");
        assertThat(alice.answersAtOnce()).as("only the last one's").isEqualTo(1);
    }

    @Test
    void aHandlerThatDoesNotBlockIsCalledAtOnceUnlessAnotherEventWaits() {
        alice.emit("quick", "1");
        assertThat(desk.calls).containsExactly("quick 1");
        alice.emit("slow", "2");
        alice.emit("quick", "3");
        assertThat(desk.calls).containsExactly("quick 1");
        runAll();

        assertThat(desk.calls).containsExactly("quick 1", "slow 2", "quick 3");
    }

    @Test
    void aHandlerThatDoesNotBlockIsCalledElsewhereWhereItsScopeIsNotPossible() {
        EventScope nowhere = new EventScope() {
            @Override
            public <T> T call(EventContext context, Callable<T> body) throws Exception {
                return body.call();
            }

            @Override
            public <T> T callIfPossibleHere(EventContext context, Callable<T> body, T elsewhere) {
                return elsewhere;
            }
        };
        EventClient bob =
                new TestEvents(desk).withBlocking(this::add).within(nowhere).joins("bob");

        int first = bob.asks("quick", "1");
        bob.emit("quick", "2");
        assertThat(desk.calls).isEmpty();
        runAll();

        assertThat(desk.calls).containsExactly("quick 1", "quick 2");
        assertThat(bob.ack(first)).contains("['quick']");
    }

    @Test
    void theNextEventWaitsForTheStageOfTheOneBefore() {
        int first = alice.asks("staged", "1");
        alice.emit("quick", "2");
        alice.emit("staged", "3");
        runAll();
        assertThat(desk.calls).containsExactly("staged 1");
        assertThat(alice.ack(first)).isEmpty();

        desk.stages.get(0).complete("done");
        runAll();

        assertThat(alice.ack(first)).contains("['done']");
        assertThat(desk.calls).containsExactly("staged 1", "quick 2", "staged 3");
    }

    @Test
    void aStageThatFailsDoesNotHoldUpTheNextEvent() {
        alice.emit("staged", "1");
        alice.emit("quick", "2");

        desk.stages.get(0).completeExceptionally(new IllegalStateException());
        runAll();

        assertThat(desk.calls).containsExactly("staged 1", "quick 2");
    }

    @Test
    void aConcurrentHandlerWaitsForNobodyAndNobodyForIt() {
        alice.emit("staged", "1");
        alice.emit("beside", "2");
        runAll();

        assertThat(desk.calls).containsExactly("staged 1", "beside 2");
    }

    @Test
    void theEventsOfOneSocketDoNotWaitForThoseOfAnother() {
        alice.emit("staged", "1");
        events.joins("bob").emit("quick", "2");

        assertThat(desk.calls).containsExactly("staged 1", "quick 2");
    }

    @Test
    void aThreadIsGivenToOthersAfterSomeEvents() {
        for (int i = 0; i < 40; i++) {
            alice.emit("slow", String.valueOf(i));
        }

        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(desk.calls).hasSize(16);
        runAll();
        assertThat(desk.calls).hasSize(40).endsWith("slow 39");
    }

    @Test
    void theClientIsPausedWhenManyEventsWaitAndGoesOnWhenHalfOfThemAreDone() {
        alice.emit("staged", "0");
        for (int i = 0; i < EventTurn.PAUSE_AT - 1; i++) {
            alice.emit("quick", String.valueOf(i));
        }
        assertThat(events.flow()).isEmpty();
        alice.emit("quick", "99");
        assertThat(events.flow()).containsExactly("pause");

        desk.stages.get(0).complete("");
        for (int done = 0; done < EventTurn.PAUSE_AT - EventTurn.RESUME_AT; done += 16) {
            assertThat(events.flow()).containsExactly("pause");
            tasks.remove().run();
        }
        assertThat(events.flow()).containsExactly("pause", "resume");
        runAll();
        assertThat(events.flow()).containsExactly("pause", "resume");
        assertThat(desk.calls).hasSize(101);
    }

    @Test
    void whatArrivesBeyondTheBoundIsRefusedAndNeverQueued() {
        alice.emit("staged", "0");
        for (int i = 0; i < 10_000; i++) {
            alice.asks("quick", String.valueOf(i));
        }

        assertThat(alice.ack(EventTurn.MAX_WAITING - 1)).isEmpty();
        assertThat(alice.ack(EventTurn.MAX_WAITING))
                .hasValueSatisfying(ack -> assertThat(ack).contains("RATE_LIMIT_EXCEEDED"));
        assertThat(events.flow()).containsExactly("pause");
        desk.stages.get(0).complete("");
        runAll();
        assertThat(desk.calls).hasSize(1 + EventTurn.MAX_WAITING);
        assertThat(events.errors()).hasSize(10_000 - EventTurn.MAX_WAITING);
    }

    @Test
    void concurrentEventsAreBoundedToo() {
        for (int i = 0; i < EventTurn.MAX_WAITING + 5; i++) {
            alice.emit("beside", String.valueOf(i));
        }

        assertThat(tasks).hasSize(EventTurn.MAX_WAITING);
        assertThat(events.errors()).hasSize(5);
        runAll();
        assertThat(events.flow()).containsExactly("pause", "resume");
    }

    @Test
    void whenAllThreadsAreBusyTheClientIsToldSo() {
        full = true;

        assertThat(alice.fails("slow", "1").getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(alice.fails("beside", "1").getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(alice.ask("quick", "1")).isEqualTo("['quick']");
        full = false;
        alice.emit("slow", "2");
        runAll();
        assertThat(desk.calls).containsExactly("quick 1", "slow 2");
    }

    @Test
    void aSocketThatEndsDropsWhatWaitsAndIsSeenOffAfterItsLastEvent() {
        alice.emit("staged", "1");
        alice.emit("beside", "2");
        for (int i = 0; i < EventTurn.PAUSE_AT; i++) {
            alice.emit("quick", "3");
        }
        assertThat(events.flow()).containsExactly("pause");

        alice.vanishes();
        runAll();
        assertThat(desk.calls).containsExactly("staged 1");
        assertThat(events.flow()).containsExactly("pause", "resume");

        desk.stages.get(0).complete("");
        runAll();
        assertThat(desk.calls).containsExactly("staged 1", "left 1");
    }

    @Test
    void aDepartureIsNotLostWhenAllThreadsAreBusy() {
        full = true;
        alice.vanishes();
        assertThat(desk.calls).isEmpty();
        full = false;

        events.time().advance(Duration.ofSeconds(1));
        runAll();

        assertThat(desk.calls).containsExactly("left 1");
    }
}
