package dev.parley.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DatabaseCheckTest {

    private static final Duration NONE = Duration.ZERO;

    private final Queue<Runnable> workers = new ArrayDeque<>();
    private int asked;
    private long nanos = Long.MAX_VALUE - 5;
    private Callable<Boolean> database = () -> true;

    private DatabaseCheck check(Executor executor) {
        return new DatabaseCheck(
                () -> {
                    asked++;
                    return database.call();
                },
                executor,
                NONE,
                () -> nanos);
    }

    @Test
    void passesOnWhatTheDatabaseAnswers() {
        assertThat(check(Runnable::run).getAsBoolean()).isTrue();

        database = () -> false;
        assertThat(check(Runnable::run).getAsBoolean()).isFalse();
    }

    @Test
    void takesAFailureForNoAnswer() {
        database = () -> {
            throw new java.sql.SQLException("password=secret");
        };
        assertThat(check(Runnable::run).getAsBoolean()).isFalse();

        database = () -> {
            throw new NoClassDefFoundError("a driver");
        };
        assertThat(check(Runnable::run).getAsBoolean()).isFalse();
    }

    @Test
    void doesNotWaitForADatabaseThatHangs() {
        assertThat(check(workers::add).getAsBoolean()).isFalse();
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nobodyWaitsForAQuestionThatHasBeenUnderWayForTooLong() {
        Duration patience = Duration.ofDays(1);
        DatabaseCheck check = new DatabaseCheck(() -> true, workers::add, patience, () -> nanos);
        Thread.currentThread().interrupt();
        check.getAsBoolean();
        Thread.interrupted();
        nanos += patience.toNanos();

        assertThat(check.getAsBoolean()).isFalse();
    }

    @Test
    void asksOnceAtATimeHoweverLongItTakes() {
        DatabaseCheck check = check(workers::add);
        check.getAsBoolean();
        nanos += Duration.ofHours(1).toNanos();
        check.getAsBoolean();

        assertThat(workers).hasSize(1);

        workers.remove().run();
        nanos += Duration.ofMillis(1).toNanos();
        check.getAsBoolean();
        assertThat(workers).hasSize(1);
    }

    @Test
    void remembersAnAnswerForASecond() {
        DatabaseCheck check = check(Runnable::run);
        check.getAsBoolean();
        nanos += Duration.ofMillis(999).toNanos();
        check.getAsBoolean();
        assertThat(asked).isEqualTo(1);

        nanos += Duration.ofMillis(1).toNanos();
        database = () -> false;
        assertThat(check.getAsBoolean()).isFalse();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void isNotReadyWhenTheNodeEnds() {
        Executor ended = task -> {
            throw new RejectedExecutionException();
        };

        assertThat(check(ended).getAsBoolean()).isFalse();
    }

    @Test
    void leavesTheInterruptToItsCaller() {
        Thread.currentThread().interrupt();

        assertThat(new DatabaseCheck(() -> true, workers::add, Duration.ofDays(1), () -> nanos).getAsBoolean())
                .isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
