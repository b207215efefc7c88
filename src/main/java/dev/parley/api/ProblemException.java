package dev.parley.api;

import java.util.Objects;

/**
 * Refuses an event or a connection with a {@link Problem} of the application's choice. It is not logged, and it does not
 * need an {@link OnError} method. Has no stack trace.
 */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** Refuses with a problem, which must not be null. */
    public ProblemException(Problem problem) {
        super(Objects.requireNonNull(problem, "problem").code() + ": " + problem.message(), null, false, false);
        this.problem = problem;
    }

    /** What the client is told. */
    public Problem problem() {
        return problem;
    }
}
