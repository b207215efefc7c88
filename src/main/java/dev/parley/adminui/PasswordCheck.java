package dev.parley.adminui;

import dev.parley.limits.RateLimit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * Checks typed passwords. Each check takes the processor for a moment and anybody can ask for one, so there is one at a
 * time, and the number for an address and in total is limited. Thread-safe; does not block.
 */
final class PasswordCheck {

    /** The checks for one address in {@link #WINDOW}. */
    static final int MAX_ADDRESS = 10;

    /** The checks for all addresses in {@link #WINDOW}: with a cost of 10, a twentieth of one processor. */
    static final int MAX_ALL = 30;

    static final Duration WINDOW = Duration.ofMinutes(1);

    /** Longer than any password of a person; bcrypt itself looks at 72 bytes. */
    private static final int MAX_LENGTH = 1000;

    private static final int MAX_TRACKED_KEYS = 10_000;
    private static final String ANYBODY = "anybody";

    /** What has come out. */
    enum Verdict {
        /** It is the account. */
        RIGHT,
        /** It is not. */
        WRONG,
        /** There were too many checks; it is not known. */
        TOO_MANY
    }

    private final AdminAccount account;
    private final Executor executor;
    private final RateLimit addresses;
    private final RateLimit all;
    private final Semaphore underWay = new Semaphore(1);

    /**
     * Checks against an account.
     *
     * @param executor runs the checks
     * @param nanos monotonic time in nanoseconds
     */
    PasswordCheck(AdminAccount account, Executor executor, LongSupplier nanos) {
        this.account = account;
        this.executor = executor;
        this.addresses = new RateLimit("passwords of an address", MAX_ADDRESS, WINDOW, MAX_TRACKED_KEYS, nanos);
        this.all = new RateLimit("passwords", MAX_ALL, WINDOW, 1, nanos);
    }

    /** The name of the account. */
    String user() {
        return account.user();
    }

    /** Checks what somebody at an address has typed. The stage does not fail. */
    CompletionStage<Verdict> check(String user, String password, String address) {
        if (user.length() > MAX_LENGTH || password.length() > MAX_LENGTH) {
            return CompletableFuture.completedStage(Verdict.WRONG);
        }
        if (!addresses.tryAcquire(address).allowed() || !all.tryAcquire(ANYBODY).allowed() || !underWay.tryAcquire()) {
            return CompletableFuture.completedStage(Verdict.TOO_MANY);
        }
        try {
            return CompletableFuture.supplyAsync(() -> verdict(user, password), executor)
                    .exceptionally(failure -> Verdict.TOO_MANY);
        } catch (RejectedExecutionException e) {
            underWay.release();
            return CompletableFuture.completedStage(Verdict.TOO_MANY);
        }
    }

    private Verdict verdict(String user, String password) {
        try {
            return account.matches(user, password) ? Verdict.RIGHT : Verdict.WRONG;
        } finally {
            underWay.release();
        }
    }
}
