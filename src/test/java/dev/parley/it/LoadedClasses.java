package dev.parley.it;

import dev.parley.it.server.Jcmd;

/** How often a class is loaded in a server, each time by a class loader of its own, as the JDK's {@code jcmd} tells. */
final class LoadedClasses {

    private final long pid;

    LoadedClasses(long pid) {
        this.pid = pid;
    }

    /** Those that are left when the virtual machine has looked for what nobody needs. */
    long count(String type) {
        Jcmd.collectGarbage(pid);
        return Jcmd.run(pid, "VM.class_hierarchy", type)
                .lines()
                .filter(line -> line.contains(type + "/"))
                .count();
    }
}
