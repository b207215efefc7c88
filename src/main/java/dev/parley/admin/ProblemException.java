package dev.parley.admin;

import java.util.Objects;

/** Ends the handling of a request with a problem, which {@link ProblemMapper} tells the client. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** A request ends with this. */
    public ProblemException(Problem problem) {
        // Any client can cause it: no stack trace is filled in.
        super(problem.detail(), null, false, false);
        this.problem = Objects.requireNonNull(problem, "problem");
    }

    /** What went wrong. */
    public Problem problem() {
        return problem;
    }
}
