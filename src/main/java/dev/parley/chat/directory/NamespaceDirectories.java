package dev.parley.chat.directory;

import java.util.Optional;

/** The directories of all namespaces, for operators. Thread-safe; does not block. */
@FunctionalInterface
public interface NamespaceDirectories {

    /**
     * The directory of a namespace. A namespace of a pattern need not have a socket.
     *
     * @param namespace any text
     * @return empty if there cannot be such a namespace
     */
    Optional<ClusterDirectory> of(String namespace);
}
