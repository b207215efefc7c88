package dev.parley.admin;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.problem.ProblemException;
import dev.parley.chat.directory.ClusterDirectory.Scope;

/** The parameter {@code scope}: the nodes that a request covers. */
final class ScopeParameter {

    static final String NAME = "scope";
    static final String DEFAULT = "cluster";

    private ScopeParameter() {}

    /** The scope for a value of the parameter; any other value causes a {@link ProblemException}. */
    static Scope of(String text) {
        return switch (text) {
            case "node" -> Scope.NODE;
            case "cluster" -> Scope.CLUSTER;
            default -> throw new ProblemException(Problem.invalid(NAME, "must be node or cluster"));
        };
    }
}
