package dev.parley.admin.problem;

import java.util.Objects;

/** Ends the handling of a request with a problem. {@link ProblemMapper} sends the problem to the client. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** Creates an exception that ends a request with a problem. */
    public ProblemException(Problem problem) {
        // Any client can cause this exception, so no stack trace is filled in.
        super(problem.detail(), null, false, false);
        this.problem = Objects.requireNonNull(problem, "problem");
    }

    /** The problem. */
    public Problem problem() {
        return problem;
    }
}
