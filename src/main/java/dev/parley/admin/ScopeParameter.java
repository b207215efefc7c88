package dev.parley.admin;

import dev.parley.chat.ClusterDirectory.Scope;

/** The parameter {@code scope}: which nodes are asked. */
final class ScopeParameter {

    static final String NAME = "scope";
    static final String DEFAULT = "cluster";
    static final String DESCRIPTION = "which nodes are asked: all of the cluster, or only this one";

    private ScopeParameter() {}

    /** Its meaning; anything else is a {@link ProblemException}. */
    static Scope of(String text) {
        return switch (text) {
            case "node" -> Scope.NODE;
            case "cluster" -> Scope.CLUSTER;
            default -> throw new ProblemException(Problem.invalid(NAME, "must be node or cluster"));
        };
    }
}
