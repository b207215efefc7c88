package dev.parley.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.DirectExecutor;
import dev.parley.engine.ManualClock;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class PasswordCheckTest {

    private static final String HERE = "192.0.2.1";

    private final ManualClock clock = new ManualClock();
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    private PasswordCheck check(Executor executor) {
        return new PasswordCheck(new AdminAccount("ada", AdminAccountTest.HASH), executor, clock::nanos);
    }

    private static PasswordCheck.Verdict verdict(PasswordCheck check, String password, String address) {
        return check.check("ada", password, address).toCompletableFuture().getNow(null);
    }

    @Test
    void tellsRightFromWrong() {
        PasswordCheck check = check(new DirectExecutor());

        assertThat(verdict(check, AdminAccountTest.PASSWORD, HERE)).isEqualTo(PasswordCheck.Verdict.RIGHT);
        assertThat(verdict(check, "x", HERE)).isEqualTo(PasswordCheck.Verdict.WRONG);
    }

    @Test
    void looksAtOnePasswordAtATime() {
        PasswordCheck check = check(tasks::add);

        assertThat(verdict(check, "x", HERE)).as("under way").isNull();
        assertThat(verdict(check, AdminAccountTest.PASSWORD, HERE)).isEqualTo(PasswordCheck.Verdict.TOO_MANY);

        tasks.remove().run();
        check.check("ada", AdminAccountTest.PASSWORD, HERE);
        assertThat(tasks).hasSize(1);
    }

    @Test
    void takesSoManyOfAnAddressAndMoreWhenTimeHasPassed() {
        PasswordCheck check = check(new DirectExecutor());
        for (int i = 0; i < PasswordCheck.MAX_ADDRESS; i++) {
            assertThat(verdict(check, "x", HERE)).isEqualTo(PasswordCheck.Verdict.WRONG);
        }

        assertThat(verdict(check, AdminAccountTest.PASSWORD, HERE)).isEqualTo(PasswordCheck.Verdict.TOO_MANY);
        assertThat(verdict(check, AdminAccountTest.PASSWORD, "192.0.2.2")).isEqualTo(PasswordCheck.Verdict.RIGHT);

        clock.advance(PasswordCheck.WINDOW);
        assertThat(verdict(check, AdminAccountTest.PASSWORD, HERE)).isEqualTo(PasswordCheck.Verdict.RIGHT);
    }

    @Test
    void takesSoManyInAllWhereverTheyComeFrom() {
        PasswordCheck check = check(new DirectExecutor());
        for (int i = 0; i < PasswordCheck.MAX_ALL; i++) {
            assertThat(verdict(check, "x", "192.0.2." + i)).isEqualTo(PasswordCheck.Verdict.WRONG);
        }

        assertThat(verdict(check, "x", "198.51.100.1")).isEqualTo(PasswordCheck.Verdict.TOO_MANY);
    }

    @Test
    void doesNotEvenLookAtAPasswordThatNobodyTypes() {
        PasswordCheck check = check(tasks::add);

        assertThat(verdict(check, "x".repeat(1001), HERE)).isEqualTo(PasswordCheck.Verdict.WRONG);
        assertThat(tasks).isEmpty();
    }

    @Test
    void isReadyForTheNextOneWhenTheNodeHasNoThread() {
        boolean[] full = {true};
        PasswordCheck check = check(task -> {
            if (full[0]) {
                throw new RejectedExecutionException();
            }
            task.run();
        });

        assertThat(verdict(check, "x", HERE)).isEqualTo(PasswordCheck.Verdict.TOO_MANY);
        full[0] = false;
        assertThat(verdict(check, "x", HERE)).isEqualTo(PasswordCheck.Verdict.WRONG);
    }
}
