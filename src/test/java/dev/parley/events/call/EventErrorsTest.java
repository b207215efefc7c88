package dev.parley.events.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.NonBlocking;
import dev.parley.api.OnError;
import dev.parley.api.OnEvent;
import dev.parley.api.Problem;
import dev.parley.api.ProblemException;
import dev.parley.api.Socket;
import dev.parley.api.SocketNamespace;
import dev.parley.chat.error.ErrorCode;
import jakarta.json.JsonObject;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.NotBlank;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What clients are told when a handler fails. */
class EventErrorsTest {

    @SocketNamespace
    @NonBlocking
    static class Shop {
        @OnEvent("state")
        void state() {
            throw new IllegalStateException("secret");
        }

        @OnEvent("argument")
        void argument() {
            throw new IllegalArgumentException("secret");
        }

        @OnEvent("file")
        void file() throws IOException {
            throw new FileNotFoundException("secret");
        }

        @OnEvent("io")
        void io() throws IOException {
            throw new IOException("secret");
        }

        @OnEvent("unchecked")
        void unchecked() {
            throw new UncheckedIOException(new IOException("secret"));
        }

        @OnEvent("error")
        void error() {
            throw new StackOverflowError("secret");
        }

        @OnEvent("problem")
        void problem() {
            throw new ProblemException(Problem.of("NO_CREDIT", "There is no credit left.", Map.of("limit", 5)));
        }

        @OnEvent("stage")
        CompletionStage<String> stage() {
            return CompletableFuture.supplyAsync(
                    () -> {
                        throw new CompletionException(new IllegalStateException("secret"));
                    },
                    Runnable::run);
        }

        @OnEvent("unwritable")
        Object unwritable() {
            return Double.NaN;
        }

        @OnEvent("named")
        void named(@NotBlank String name) {}

        @OnError
        Problem states(IllegalStateException e, Socket socket) {
            return Problem.of("SHOP_STATE", "The shop of " + socket.namespace() + " is closed.");
        }

        @OnError
        Problem unchecked(UncheckedIOException e) {
            throw e;
        }
    }

    @SocketNamespace
    @NonBlocking
    static class Annex {
        @OnEvent("annex-state")
        void state() {
            throw new IllegalStateException("secret");
        }

        @OnError
        Problem ofRuntime(RuntimeException e) {
            return Problem.of("ANNEX", "The annex says no.");
        }
    }

    @NonBlocking
    static class Everywhere {
        @OnError
        Problem io(IOException e) {
            return Problem.of("IO", "Input or output failed.");
        }

        @OnError
        Problem file(FileNotFoundException e) {
            return Problem.of("NO_FILE", "There is no such file.");
        }

        @OnError
        Problem state(IllegalStateException e) {
            return Problem.of("NEVER", "Not asked.");
        }
    }

    private final TestEvents events = new TestEvents(new Shop(), new Everywhere());
    private final EventClient alice = events.joins("alice");

    @Test
    void theBeansOwnMethodsGoFirst() {
        JsonObject error = alice.fails("state");

        assertThat(error).containsOnlyKeys("code", "message", "timestamp");
        assertThat(error.getString("code")).isEqualTo("SHOP_STATE");
        assertThat(error.getString("message")).isEqualTo("The shop of / is closed.");
    }

    @Test
    void thenThoseOfTheNamespaceAndThenThoseOfAll() {
        EventClient bob = new TestEvents(new Shop(), new Annex(), new Everywhere()).joins("bob");

        assertThat(bob.fails("argument").getString("code")).isEqualTo("ANNEX");
        assertThat(bob.fails("annex-state").getString("code")).isEqualTo("ANNEX");
        assertThat(bob.fails("state").getString("code")).isEqualTo("SHOP_STATE");
        assertThat(bob.fails("io").getString("code")).isEqualTo("IO");
    }

    @Test
    void theMostSpecificTypeWins() {
        assertThat(alice.fails("file").getString("code")).isEqualTo("NO_FILE");
        assertThat(alice.fails("io").getString("code")).isEqualTo("IO");
    }

    @Test
    void theExceptionOfAStageIsTakenOutOfItsWrappers() {
        assertThat(alice.fails("stage").getString("code")).isEqualTo("SHOP_STATE");
    }

    @Test
    void aProblemIsToldAsItIsAndNoMethodIsAsked() {
        TestEvents shop = new TestEvents(new Shop(), new Annex());
        EventClient bob = shop.joins("bob");

        JsonObject error = bob.fails("problem");

        assertThat(error.getString("code")).isEqualTo("NO_CREDIT");
        assertThat(error.getString("message")).isEqualTo("There is no credit left.");
        assertThat(error.getJsonObject("details").getInt("limit")).isEqualTo(5);
        assertThat(shop.applicationErrors()).isEqualTo(1);
        assertThat(shop.errors()).isEmpty();
    }

    @Test
    void whatNobodyTakesIsAnIncidentWithoutItsText() {
        for (String event : new String[] {"argument", "error", "unchecked", "unwritable"}) {
            JsonObject error = alice.fails(event);

            assertThat(error.getString("code")).isEqualTo("UNKNOWN_ERROR");
            assertThat(error.toString()).doesNotContain("secret");
            assertThat(error.getJsonObject("details").getString("incident")).hasSize(36);
        }
        assertThat(events.errors()).hasSize(4).containsOnly(ErrorCode.UNKNOWN_ERROR);
    }

    @NonBlocking
    static class Validation {
        @OnError
        Problem invalid(ConstraintViolationException e) {
            return Problem.of("NOT_SO", "Not so: " + e.getConstraintViolations().size());
        }
    }

    @Test
    void brokenConstraintsAreGivenToMethodsThatTakeThem() {
        EventClient bob = new TestEvents(new Shop(), new Validation()).joins("bob");

        assertThat(bob.fails("named", "' '").getString("code")).isEqualTo("NOT_SO");
        assertThat(bob.fails("named").getString("code")).isEqualTo("INVALID_MESSAGE");
        assertThat(alice.fails("named", "' '").getString("code")).isEqualTo("INVALID_MESSAGE");
    }

    static class Slow {
        @OnError
        Problem state(IllegalArgumentException e) {
            return Problem.of("SLOW", "It took its time.");
        }
    }

    @Test
    void anErrorMethodThatMayBlockIsNotCalledOnTheReadingThread() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        EventClient bob =
                new TestEvents(new Shop(), new Slow()).withBlocking(tasks::add).joins("bob");

        int id = bob.asks("argument");
        assertThat(bob.ack(id)).isEmpty();
        tasks.remove().run();

        assertThat(bob.ack(id)).hasValueSatisfying(ack -> assertThat(ack).contains("'code':'SLOW'"));
    }
}
