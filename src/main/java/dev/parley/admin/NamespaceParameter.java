package dev.parley.admin;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.problem.ProblemException;
import dev.parley.chat.directory.ClusterDirectory;
import dev.parley.chat.directory.NamespaceDirectories;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Set;

/** The parameter that names the namespace whose sockets and rooms are asked for. */
@Dependent
public class NamespaceParameter {

    static final String NAME = "namespace";
    static final String DEFAULT = "/";

    @Inject
    private Instance<ClusterDirectory> main;

    @Inject
    private NamespaceDirectories namespaces;

    /** The directory of a namespace; a {@link ProblemException} if there is no such namespace. */
    ClusterDirectory directory(String namespace) {
        return namespace.equals(DEFAULT) ? main.get() : namespaces.of(namespace).orElseThrow(() -> unknown(namespace));
    }

    private static ProblemException unknown(String namespace) {
        return new ProblemException(Problem.notFound("This server has no namespace of this name.", Set.of()));
    }
}
