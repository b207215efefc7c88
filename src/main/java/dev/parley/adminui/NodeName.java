package dev.parley.adminui;

import java.util.Objects;

/**
 * How the UI names a node.
 *
 * @param serverId under which the UI keeps it: no other node may have it
 * @param host the name of its machine
 * @param process the id of its process
 */
public record NodeName(String serverId, String host, long process) {

    /** Nothing may be null. */
    public NodeName {
        Objects.requireNonNull(serverId, "serverId");
        Objects.requireNonNull(host, "host");
    }

    /**
     * The name of this process on a machine: the machine's name, as in the reference server; where there may be other
     * nodes on the same machine, with the process behind it, as there.
     *
     * @param clustered whether there may be other nodes
     */
    public static NodeName of(String host, boolean clustered) {
        long process = ProcessHandle.current().pid();
        return new NodeName(clustered ? host + "#" + process : host, host, process);
    }
}
